"""What an open emergency access leads to: the rows of its classes, by day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from assessments.mentoring.confidentiality import DataClass
from assessments.mentoring.models import Annex, BreakGlass, Entry, Observation, SessionRecord
from assessments.mentoring.models.entries import WITH_THE_MENTOR


@dataclass(frozen=True, kw_only=True)
class Opened:
    """One row that can be looked at."""

    data_class: DataClass
    subject: UUID
    day: date


def rows(grant: BreakGlass) -> list[Opened]:
    """Newest first; drafts and private entries stay closed."""
    found = [row for one in grant.scope for row in FINDERS[DataClass(one)](grant.learner_id)]
    return sorted(found, key=lambda row: row.day, reverse=True)


def _records(learner_id: int) -> list[Opened]:
    shared = SessionRecord.objects.filter(session__relationship__learner_id=learner_id)
    kept = shared.exclude(state__in=("draft", "void", "erased")).select_related("session")
    return [
        Opened(data_class=DataClass.RECORD, subject=row.pk, day=row.session.occurred_on)
        for row in kept
        if row.session.occurred_on
    ]


def _annexes(learner_id: int) -> list[Opened]:
    """By session: a matter may be written down before anybody records what was talked about, and also where nobody ever does."""
    written = Annex.objects.filter(session__relationship__learner_id=learner_id, body__isnull=False)
    days: dict[UUID, date] = {}
    for row in written.order_by("at"):
        days.setdefault(row.session_id, timezone.localdate(row.at))
    return [Opened(data_class=DataClass.ANNEX, subject=subject, day=day) for subject, day in days.items()]


def _entries(learner_id: int) -> list[Opened]:
    found = Entry.objects.filter(author_id=learner_id, state__in=WITH_THE_MENTOR)
    return [Opened(data_class=DataClass.SHARED_ENTRY, subject=row.pk, day=row.occurred_on) for row in found]


def _observations(learner_id: int) -> list[Opened]:
    seen = Observation.objects.filter(learner_id=learner_id, acted_on__isnull=False).exclude(state="erased")
    return [Opened(data_class=DataClass.OBSERVATION, subject=row.pk, day=row.acted_on) for row in seen if row.acted_on]


FINDERS = {
    DataClass.RECORD: _records,
    DataClass.ANNEX: _annexes,
    DataClass.SHARED_ENTRY: _entries,
    DataClass.OBSERVATION: _observations,
}
