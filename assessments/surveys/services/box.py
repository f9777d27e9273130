"""The box of a survey: what is put in cannot be told from what lay there, not even by whoever reads the files of the database.

A database remembers more than its columns: SQLite numbers rows as they come, PostgreSQL notes on each row which transaction wrote it and
lays rows down in that order. So with every answer others are taken out and laid down again, in an order made by chance and under new
names; all spent tickets are written once more in the same transaction. What was written together then is the whole box, or fifty of it.
"""

from collections.abc import Mapping
from random import SystemRandom
from uuid import UUID

from django.db.models import F

from assessments.surveys.models import Answer, Survey, Ticket

MIXED = 50
"""So many are laid down anew with each one that comes."""
_chance = SystemRandom()


def put(*, survey: Survey, place: int | None, given: Mapping[str, object]) -> None:
    """One more answer. To be called in the transaction that spends the ticket."""
    lying = list(Answer.objects.filter(survey=survey.pk).values_list("pk", flat=True))
    fresh = _sealed(Answer(survey=survey.pk, version=survey.version_id, place=place), given)
    _lay_down([*_lift(_chance.sample(lying, min(MIXED, len(lying)))), fresh])
    Ticket.objects.filter(survey=survey, spent=True).update(spent=F("spent"))


def shuffle(*, survey: Survey) -> None:
    """Lay down everything anew."""
    _lay_down(_lift(list(Answer.objects.filter(survey=survey.pk).values_list("pk", flat=True))))


def empty(*, survey: Survey) -> int:
    """Destroy what lies in it, unread; how many there were."""
    return Answer.objects.filter(survey=survey.pk).delete()[0]


def _lift(keys: list[UUID]) -> list[Answer]:
    """Take rows out; they come back under new names, and so under new seals."""
    rows = Answer.objects.filter(pk__in=keys)
    lifted = [
        _sealed(Answer(survey=row.survey, version=row.version, place=row.place), row.given.opened()) for row in rows
    ]
    rows.delete()
    return lifted


def _lay_down(rows: list[Answer]) -> None:
    _chance.shuffle(rows)
    Answer.objects.bulk_create(rows)


def _sealed(row: Answer, given: Mapping[str, object]) -> Answer:
    row.given = dict(given)
    return row
