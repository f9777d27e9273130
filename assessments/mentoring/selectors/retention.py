"""What has ended, and when: the days from which the time of keeping runs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet

from assessments.mentoring.models import Relationship

REFLECTIVE = Relationship.Kind.REFLECTIVE


@dataclass(frozen=True, kw_only=True)
class Ended:
    """A learner is no longer accompanied in a programme."""

    learner_id: int
    programme_key: str
    organisation_id: int | None
    on: date


def ended_relationships() -> QuerySet[Relationship]:
    """Every relationship that has ended, whatever its kind."""
    return Relationship.objects.filter(state="ended", ends_on__isnull=False).order_by("pk")


def ended_programmes(*, today: date) -> Iterator[Ended]:
    """Learners whose last mentoring has ended (two queries). Somebody with any mentoring left keeps everything."""
    mentored = Relationship.objects.filter(kind=REFLECTIVE)
    going_on = mentored.exclude(state="ended").values("learner")
    over = mentored.filter(state="ended", ends_on__lte=today).exclude(learner__in=going_on)
    last = dict(over.order_by().values_list("learner").annotate(last=Max("ends_on")))
    for row in over.order_by("learner", "-ends_on", "pk"):
        if row.ends_on and row.ends_on == last.pop(row.learner_id, None):
            yield Ended(
                learner_id=row.learner_id,
                programme_key=row.programme_key,
                organisation_id=row.organisation_id,
                on=row.ends_on,
            )
