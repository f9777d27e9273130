"""What can be handed in, was handed in, or lies before an assessor: links with days."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.models import Submission
from assessments.mentoring.selectors import submissions

THINGS: dict[str, Promise] = {
    "record": _("Record of a session"),
    "entry": _("Log entry"),
    "observation": _("Observation"),
}


@dataclass(frozen=True, kw_only=True)
class Handed:
    """Something that lies with somebody."""

    title: str
    who: str
    day: str
    url: str
    number: UUID


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Something that could be handed in."""

    value: str
    title: str
    day: str
    url: str


def of_learner(learner_id: int) -> list[Handed]:
    """With whom things of a learner's lie."""
    return [_handed(row, who=str(row.relationship.mentor)) for row in submissions.of_learner(learner_id)]


def before(judge_id: int) -> list[Handed]:
    """What lies before an assessor or moderator."""
    return [_handed(row, who=str(row.relationship.learner)) for row in submissions.before(judge_id)]


def choices(learner_id: int) -> list[Choice]:
    """What a learner could hand in, newest first."""
    return [
        Choice(
            value=f"{piece.machine}:{piece.subject}",
            title=str(THINGS[piece.machine]),
            day=date_format(piece.day),
            url=reverse(f"mentoring:{piece.machine}", args=[piece.subject]),
        )
        for piece in submissions.pieces(learner_id)
    ]


def judges(learner_id: int) -> list[tuple[UUID, str]]:
    """To whom."""
    return [(row.pk, f"{row.mentor} · {row.get_kind_display()}") for row in submissions.judges_of(learner_id)]


def _handed(row: Submission, *, who: str) -> Handed:
    return Handed(
        title=str(THINGS[row.machine]),
        who=who,
        day=date_format(timezone.localtime(row.submitted_at)),
        url=reverse(f"mentoring:{row.machine}", args=[row.subject]),
        number=row.pk,
    )
