"""Writing the record of a session: the first save begins a draft and holds the session, every later one changes what its writer saw."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.mentoring.models import Comment, RecordVersion, Session, SessionRecord
from assessments.mentoring.selectors.records import EDITABLE
from assessments.mentoring.selectors.sessions import before, writer_of
from assessments.mentoring.services import ledger, pairs, telling
from assessments.mentoring.services.signing import salt
from training_site.people.models import User

VOID_REASONS = ("mistake", "wrong_session", "not_held", "other")


class NotTheWriter(Exception):
    """The record is written by the other of the pair."""


class NoAgreement(Exception):
    """Only a first session is recorded before there is an agreement in force."""


class RecordedAlready(Exception):
    """Somebody has begun another record of this session."""


class ChangedElsewhere(Exception):
    """The record was saved from another page since this one was opened."""


class NotHeldYet(Exception):
    """The day of the session lies in the future."""


class NoLongerWritten(Exception):
    """The record is with the other, frozen or signed: nobody writes in it now."""


@dataclass(frozen=True, kw_only=True)
class Writing:
    """What a form hands over."""

    held_on: date
    minutes: int
    mode: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    """C1, as `SessionRecord.facts` has them."""
    words: Mapping[str, Any] = field(default_factory=dict)
    """C2: `selectors.records.TEXTS` and `LISTS`."""
    client_id: UUID
    """Of the form: the same record begun twice is one."""
    page: str = ""
    """Mark of the page it is typed in: a page whose last answer got lost on the way does not contradict itself."""
    revision: int = 0
    """The one that the page shows."""
    notice_version: str = ""
    language: str = ""
    source: str = SessionRecord.Source.ONLINE


@transaction.atomic
def save(*, session: Session, by: User, writing: Writing, now: datetime) -> SessionRecord:
    """Keep what the writer wrote: a new draft, or the next revision of it.

    Raises pairs.NotOfThePair, pairs.NotActiveNow, NotTheWriter, NoAgreement, RecordedAlready, ChangedElsewhere, NotHeldYet,
    NoLongerWritten, and ledger.NotNow for a session that was called off.
    """
    pairs.acting(session.relationship, by=by, now=now)
    if writing.held_on > timezone.localdate(now):
        raise NotHeldYet
    fresh = ledger.lock(session)
    record = SessionRecord.objects.select_for_update(of=("self",)).filter(session=fresh).first()
    if record is None:
        return _begin(fresh, by=by, writing=writing, now=now)
    return _change(record, fresh, by=by, writing=writing, now=now)


@transaction.atomic
def void(*, record: SessionRecord, by: User, reason: str, now: datetime) -> SessionRecord:
    """Take a record back for good, before anybody has signed it: its words go, the facts stay.

    Raises NotTheWriter, ledger.NotNow, ValueError for a reason that is no code, and as `save`.
    """
    pairs.acting(record.session.relationship, by=by, now=now)
    if record.writer_id != by.pk:
        raise NotTheWriter
    if reason not in VOID_REASONS:
        raise ValueError("Not a reason for taking back a record.")
    gone = ledger.append(record, event="voided", by=by, now=now, reason=reason, shared=None, digest="", sign_by=None)
    RecordVersion.objects.filter(record=gone).update(shared=None)
    Comment.objects.filter(subject=gone.pk).update(body=None)
    telling.take_back(f"mentoring.record:{gone.pk}", now=now)
    return gone


def _begin(session: Session, *, by: User, writing: Writing, now: datetime) -> SessionRecord:
    writer = writer_of(session, before(session))
    if writer.person_id != by.pk:
        raise NotTheWriter
    if not writer.has_agreement:
        raise NoAgreement
    _hold(session, by=by, writing=writing, now=now)
    record = SessionRecord(
        organisation_id=session.organisation_id,
        session=session,
        writer=by,
        facts=dict(writing.facts),
        client_id=writing.client_id,
        notice_version=writing.notice_version,
        language=writing.language,
        source=writing.source,
        saved_at=now,
    )
    record.shared = _kept(writing, made_with=salt())
    try:
        with transaction.atomic():
            return ledger.begin(record, event="drafted", by=by, now=now)
    except IntegrityError as error:  # the same form was used for another session
        raise RecordedAlready from error


def _change(record: SessionRecord, session: Session, *, by: User, writing: Writing, now: datetime) -> SessionRecord:
    if record.writer_id != by.pk:
        raise NotTheWriter
    if record.state not in EDITABLE:
        raise NoLongerWritten
    if not writing.revision and record.client_id != writing.client_id:
        raise RecordedAlready
    kept = record.shared.opened()
    if writing.revision != record.revision and (not writing.page or writing.page != kept.get("page")):
        raise ChangedElsewhere
    _hold(session, by=by, writing=writing, now=now)
    record.facts, record.shared = dict(writing.facts), _kept(writing, made_with=kept["salt"])
    record.revision += 1
    record.saved_at = now
    record.save(update_fields=["facts", "shared", "revision", "saved_at"])
    return record


def _hold(session: Session, *, by: User, writing: Writing, now: datetime) -> None:
    """The session took place, on this day and so long."""
    facts: dict[str, Any] = {"occurred_on": writing.held_on, "minutes": writing.minutes, "mode": writing.mode}
    if session.state == "held":
        Session.objects.filter(pk=session.pk).update(**facts)
    else:
        ledger.append(session, event="held", by=by, now=now, **facts)
        telling.take_back(f"mentoring.session:{session.pk}", now=now)


def _kept(writing: Writing, *, made_with: str) -> dict[str, Any]:
    return {**writing.words, "page": writing.page, "salt": made_with}
