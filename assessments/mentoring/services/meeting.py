"""A coordinator asks a pair to meet."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assessments.mentoring.models import Relationship
from assessments.mentoring.services.telling import tell


@transaction.atomic
def ask_to_meet(*, learner_id: int, now: datetime) -> int:
    """Ask learner and mentor of every active pair; how many people were asked anew. Asked twice on a day counts once."""
    pairs = Relationship.objects.filter(
        learner_id=learner_id, kind=Relationship.Kind.REFLECTIVE, state="active"
    ).select_related("learner", "mentor")
    return sum(
        tell(
            person,
            kind="mentoring.asked_to_meet",
            key=f"mentoring.meet:{pair.pk}:{timezone.localdate(now)}",
            link=reverse("mentoring:pair", args=[pair.pk]),
            facts={},
            now=now,
        )
        for pair in pairs
        for person in (pair.learner, pair.mentor)
    )
