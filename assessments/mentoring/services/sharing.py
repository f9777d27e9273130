"""An entry of the log between two people: shared, taken back, read, returned, talked about.

A mentor reads what is shared with them in a relationship that is active at that moment. Opening an entry is not yet marking it as
read, and marking it as read is what locks it. "Mentoring and reflective supervision", 5.3 to 5.5.
"""

from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.mentoring import anonymity
from assessments.mentoring.models import Comment, Entry, Relationship
from assessments.mentoring.models.entries import WITH_THE_MENTOR
from assessments.mentoring.selectors.terms import local_list
from assessments.mentoring.services import ledger, telling_log
from assessments.mentoring.services.entries import KEPT, Draft, NotTheirs, keep, texts_of
from assessments.mentoring.services.ledger import NotNow
from training_site.people.models import User

__all__ = ["NotNow", "NotTheirs"]


class ReturnReason(models.TextChoices):
    """Why a mentor gives an entry back."""

    IDENTIFYING = "identifying", _("Somebody could be recognised")
    OWN_PART = "own_part", _("I would like to read more about your own part")
    DANGER = "danger", _("A danger is described, which belongs in another place")
    OTHER = "other", _("Something else")


class NotFinished(Exception):
    """An entry is shared once its author has saved it with the four ticks."""


class NotLookedThrough(Exception):
    """Something in the words may identify somebody, and the author has not decided about it."""


class NobodyToShareWith(Exception):
    """There is no active relationship with this mentor."""


class WordsMissing(Exception):
    """A comment needs words."""


@transaction.atomic
def finish(
    *,
    author: User,
    client_id: UUID,
    draft: Draft,
    revision: int,
    reader: Relationship | None,
    now: datetime,
    overwrite: bool = False,
) -> Entry:
    """Save an entry with its four ticks, and let the mentor of `reader` read it, or nobody. Raises what keep, share and take_back do."""
    row = keep(
        author=author,
        client_id=client_id,
        draft=draft,
        revision=revision,
        now=now,
        finished=True,
        overwrite=overwrite,
    )
    if row.state == "shared" and (reader is None or reader.pk != row.relationship_id):
        row = take_back(entry=row, by=author, now=now)
    if reader is not None and row.state != "shared":
        row = share(entry=row, by=author, relationship=reader, now=now)
    return row


@transaction.atomic
def share(*, entry: Entry, by: User, relationship: Relationship, now: datetime) -> Entry:
    """Let the mentor of an active relationship read it.

    Raises NotTheirs, NobodyToShareWith, NotFinished, NotLookedThrough, NotNow.
    """
    row = _of_author(entry, by)
    if not _is_active(relationship.pk, learner=by, now=now):
        raise NobodyToShareWith
    if row.finished_at is None:
        raise NotFinished
    words = row.words.opened() or {}
    if not anonymity.is_settled(texts_of(words), kept=words.get(KEPT, ()), local=local_list(row.organisation_id)):
        raise NotLookedThrough
    row = ledger.append(row, event="shared", by=by, now=now, relationship=relationship)
    telling_log.entry_shared(row, to=relationship.mentor, now=now)
    return row


@transaction.atomic
def take_back(*, entry: Entry, by: User, now: datetime) -> Entry:
    """Make a shared entry private again; from the next request on the mentor finds nothing.

    Raises NotTheirs, and NotNow once it was marked as read.
    """
    row = ledger.append(_of_author(entry, by), event="withdrawn", by=by, now=now, relationship=None)
    telling_log.nothing_more_about(row, now=now)
    return row


@transaction.atomic
def mark_read(*, entry: Entry, by: User, now: datetime) -> Entry:
    """Say that one has read it, which locks it; a second time changes nothing. Raises NotTheirs, NotNow."""
    row = _of_mentor(entry, by, now=now)
    if row.state == "read":
        return row
    row = ledger.append(row, event="read", by=by, now=now)
    telling_log.entry_read(row, now=now)
    return row


@transaction.atomic
def give_back(*, entry: Entry, by: User, reason: str, words: str, now: datetime) -> Entry:
    """Return a read entry to its author, with a ReturnReason and a comment. Raises NotTheirs, WordsMissing, NotNow, ValueError."""
    code = ReturnReason(reason).value
    row = ledger.append(_of_mentor(entry, by, now=now), event="returned", by=by, now=now, reason=code)
    _add_comment(row, author=by, words=words, now=now)
    telling_log.entry_returned(row, now=now)
    return row


@transaction.atomic
def comment(*, entry: Entry, by: User, words: str, now: datetime) -> Comment:
    """Say something about a shared entry. Raises NotTheirs where it is not shared between the two now, WordsMissing."""
    row = ledger.lock(entry)
    other = row.author
    if row.author_id != by.pk:
        row = _of_mentor(entry, by, now=now)
    elif row.relationship is None or row.state not in WITH_THE_MENTOR:
        raise NotTheirs
    else:
        other = row.relationship.mentor
    made = _add_comment(row, author=by, words=words, now=now)
    telling_log.entry_commented(row, to=other, comment=made, now=now)
    return made


def _of_author(entry: Entry, by: User) -> Entry:
    row = ledger.lock(entry)
    if row.author_id != by.pk:
        raise NotTheirs
    return row


def _of_mentor(entry: Entry, by: User, *, now: datetime) -> Entry:
    row = ledger.lock(entry)
    with_them = row.relationship is not None and row.relationship.mentor_id == by.pk and row.state in WITH_THE_MENTOR
    if not with_them or not _is_active(row.relationship_id, learner=row.author, now=now):
        raise NotTheirs
    return row


def _is_active(relationship_id: UUID | None, *, learner: User, now: datetime) -> bool:
    return (
        relationship_id is not None
        and Relationship.objects.filter(
            pk=relationship_id,
            learner=learner,
            kind=Relationship.Kind.REFLECTIVE,
            state="active",
            starts_on__lte=timezone.localdate(now),
        ).exists()
    )


def _add_comment(row: Entry, *, author: User, words: str, now: datetime) -> Comment:
    if not words.strip():
        raise WordsMissing
    made = Comment(organisation_id=row.organisation_id, subject=row.pk, machine=row.machine.name, author=author, at=now)
    made.body = words.strip()
    made.save(force_insert=True)
    return made
