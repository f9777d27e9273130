"""Writing the log: saving an entry and deleting it. The author alone does; sharing and reading are `services.sharing`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.mentoring.framework.papers.reader import paper
from assessments.mentoring.models import Comment, Entry, Evidence
from assessments.mentoring.selectors.entries import place_of
from assessments.mentoring.services import ledger, telling_log
from training_site.people.models import User

EDITABLE = ("private", "shared", "returned")
"""States in which the author changes an entry; once it is read it is what the mentor has read."""
KEPT = "kept"
"""Under this key the sealed words hold what the author has decided to keep although it looks identifying."""


class NotTheirs(Exception):
    """The act belongs to somebody else."""


class Locked(Exception):
    """The entry does not change any more, or not while typing because somebody else can see it."""


class ChangedElsewhere(Exception):
    """The entry was saved from somewhere else since this page was opened; `revision` is the one that stands."""

    def __init__(self, revision: int) -> None:
        super().__init__(f"revision {revision}")
        self.revision = revision


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What the author has on screen."""

    kind: str
    occurred_on: date
    indicators: tuple[str, ...] = ()
    lesson_key: str = ""
    words: Mapping[str, Any] = field(default_factory=dict)
    """The fields of the paper, by key."""
    kept: frozenset[str] = frozenset()
    """What the author keeps although it looks identifying."""

    def columns(self) -> dict[str, Any]:
        """The fields of the row."""
        return {
            "kind": self.kind,
            "occurred_on": self.occurred_on,
            "indicators": list(self.indicators),
            "lesson_key": self.lesson_key,
            "words": {**self.words, KEPT: sorted(self.kept)},
            "overrides": len(self.kept),
        }


@transaction.atomic
def keep(
    *,
    author: User,
    client_id: UUID,
    draft: Draft,
    revision: int,
    now: datetime,
    finished: bool,
    overwrite: bool = False,
) -> Entry:
    """Save an entry, a new one when there is none with this `client_id`; the same content once more changes nothing.

    `finished` is a save with the four ticks. Without it, as while typing, only a private entry is saved: others would see half a
    sentence. `revision` is the one the page was made of. Raises NotTheirs, Locked, ChangedElsewhere (unless `overwrite`).
    """
    row = _locked(client_id) or _begun(author, client_id, draft, now=now, finished=finished) or _locked(client_id)
    if row is None or row.author_id != author.pk:
        raise NotTheirs
    if row.state not in EDITABLE or (not finished and row.state != "private"):
        raise Locked
    columns = draft.columns()
    if any(_held(row, name) != value for name, value in columns.items()):
        if row.revision != revision and not overwrite:
            raise ChangedElsewhere(row.revision)
        for name, value in columns.items():
            setattr(row, name, value)
        row.revision += 1
    row.saved_at = now
    row.finished_at = row.finished_at or (now if finished else None)
    row.save(update_fields=[*columns, "revision", "saved_at", "finished_at"])
    return row


@transaction.atomic
def delete(*, entry: Entry, by: User, now: datetime) -> Entry:
    """Erase the words of an entry, the comments on it and the words of evidence that rests on it.

    That it was there, when and how often stays, so that counts stay. Raises NotTheirs, and NotNow for one that is gone.
    """
    if entry.author_id != by.pk:
        raise NotTheirs
    row = ledger.append(entry, event="deleted", by=by, now=now, words=None, lesson_key="", indicators=[], overrides=0)
    Comment.objects.filter(subject=row.pk).update(body=None)
    Evidence.objects.filter(source=row.pk).update(rationale=None)
    telling_log.nothing_more_about(row, now=now)
    return row


def texts_of(words: Mapping[str, Any]) -> dict[str, str]:
    """The texts among the words of an entry, by key of the paper's field: what is looked through."""
    fields = paper("log_entry").fields
    return {one.key: words[one.key] for one in fields if one.kind in ("text", "long") and words.get(one.key)}


def _locked(client_id: UUID) -> Entry | None:
    return Entry.objects.select_for_update(of=("self",)).filter(client_id=client_id).first()


def _begun(author: User, client_id: UUID, draft: Draft, *, now: datetime, finished: bool) -> Entry | None:
    """A new entry; None when the same form came at the same moment and the other one was first."""
    row = Entry(
        organisation_id=place_of(author.pk, today=timezone.localdate(now)),
        author=author,
        client_id=client_id,
        saved_at=now,
        finished_at=now if finished else None,
        **draft.columns(),
    )
    try:
        with transaction.atomic():
            return ledger.begin(row, event="written", by=author, now=now)
    except IntegrityError:
        return None


def _held(row: Entry, name: str) -> Any:
    return row.words.opened() if name == "words" else getattr(row, name)
