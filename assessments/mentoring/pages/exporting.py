"""Somebody's own log as a file: everything they wrote, and what was said to them about it."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from assessments.mentoring.models import Entry
from assessments.mentoring.pages.entry_wording import Answered, Said, answers, said, state_text
from assessments.mentoring.selectors import entries as log
from training_site.people.models import User


@dataclass(frozen=True, kw_only=True)
class ExportedEntry:
    """An entry in the file."""

    day: str
    """In ISO 8601."""
    day_text: str
    written: str
    kind: str
    kind_text: str
    state: str
    state_text: str
    answers: tuple[Answered, ...]
    comments: tuple[Said, ...]


@dataclass(frozen=True, kw_only=True)
class ExportedCommitment:
    """A commitment in the file."""

    text: str
    state: str
    made: str


@dataclass(frozen=True, kw_only=True)
class Exported:
    """The whole file."""

    name: str
    made: str
    entries: tuple[ExportedEntry, ...]
    commitments: tuple[ExportedCommitment, ...]

    def as_values(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return asdict(self)


def own_log(person: User, *, now: datetime) -> Exported:
    """Everything in a person's own log that still has words (three queries)."""
    rows = list(log.log_of(person.pk))
    comments = log.comments_on_all(rows)
    return Exported(
        name=str(person),
        made=date_format(timezone.localtime(now)),
        entries=tuple(_entry(row, [said(one, person) for one in comments.get(row.pk, ()) if one.body]) for row in rows),
        commitments=tuple(
            ExportedCommitment(
                text=row.body.opened(), state=row.get_state_display(), made=timezone.localdate(row.made_at).isoformat()
            )
            for row in log.commitments_of(person.pk)
        ),
    )


def _entry(row: Entry, comments: list[Said]) -> ExportedEntry:
    return ExportedEntry(
        day=row.occurred_on.isoformat(),
        day_text=date_format(row.occurred_on),
        written=timezone.localdate(row.created_at).isoformat(),
        kind=row.kind,
        kind_text=row.get_kind_display(),
        state=row.state,
        state_text=state_text(row),
        answers=tuple(answers(row, row.words.opened() or {})),
        comments=tuple(comments),
    )
