"""Which declarations somebody has signed."""

from assessments.certification.models import Evidence


def signatures_of(learner_id: int, key: str) -> list[Evidence]:
    """Signatures of somebody under versions of a declaration, the newest first (one query)."""
    rows = Evidence.objects.filter(
        learner=learner_id, kind=Evidence.Kind.DECLARATION, subject=key, state__in=["submitted", "verified"]
    )
    return list(rows.order_by("-occurred_on", "-created_at"))
