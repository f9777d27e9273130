"""Facts of a learner that wait for a coordinator's word, and the latest review."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from assessments.mentoring.counting import Why
from assessments.mentoring.framework.lateness import TOO_LATE, lateness
from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.models import Evidence, Review, Session
from assessments.mentoring.selectors.sessions import counting

CONFIRMABLE = {Why.TOO_LATE: "approve", Why.LAPSED: "attest"}


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One fact."""

    act: str
    """approve, attest or approve_evidence."""
    number: UUID
    day: date
    learner_id: int


def waiting(learner_id: int, *, policy: Policy, today: date) -> list[Waiting]:
    """What a coordinator can confirm, oldest first."""
    found = [*_sessions(learner_id, policy, today), *_evidence(learner_id, policy)]
    return sorted(found, key=lambda one: one.day)


def latest_review(learner_id: int) -> Review | None:
    """The newest review that both have signed (one query)."""
    signed = Review.objects.filter(learner_id=learner_id, state__in=("signed", "confirmed", "upheld", "erased"))
    return signed.order_by("-occurred_on").first()


def _sessions(learner_id: int, policy: Policy, today: date) -> list[Waiting]:
    held = Session.objects.filter(
        relationship__learner_id=learner_id, state="held", fact_approved_at=None, attested_at=None
    ).select_related("relationship")
    found = []
    for row in held:
        act = CONFIRMABLE.get(counting(row, today, policy=policy).why)
        if act and row.occurred_on:
            found.append(Waiting(act=act, number=row.pk, day=row.occurred_on, learner_id=learner_id))
    return found


def _evidence(learner_id: int, policy: Policy) -> list[Waiting]:
    rows = Evidence.objects.filter(learner_id=learner_id, approved_at=None, withdrawal=None)
    return [
        Waiting(act="approve_evidence", number=row.pk, day=row.acted_on, learner_id=learner_id)
        for row in rows
        if _is_too_late(row, policy)
    ]


def _is_too_late(row: Evidence, policy: Policy) -> bool:
    entered = timezone.localdate(row.entered_at)
    late = lateness(row.acted_on, entered, late_after=policy.late_after_days, limit=policy.late_limit_days)
    return late == TOO_LATE
