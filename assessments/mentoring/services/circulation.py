"""A record between two people: shared, remarked on, sent back, frozen, opened again. Signing it is `record_signing`."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from assessments.mentoring.canonical import digest
from assessments.mentoring.models import Comment, RecordVersion, Relationship, Session, SessionRecord
from assessments.mentoring.selectors.records import content, has_open_remarks
from assessments.mentoring.services import ledger, pairs, records, telling
from assessments.mentoring.services.records import NotTheWriter, Writing
from training_site.people.models import User

REOPEN_REASONS = ("correction", "omission", "other")
TAKEN_BACK = "by_writer"
REMARKABLE = ("shared", "returned")
"""States in which both remark on a record."""


class NothingToShare(Exception):
    """The record does not say yet what the session was about."""


class WordsMissing(Exception):
    """Sending a record back, or remarking on it, needs words."""


class OpenRemarks(Exception):
    """A remark is not settled yet."""


class OwnRecord(Exception):
    """The writer takes a record back; only the other sends it back."""


class NoReason(Exception):
    """Opening a frozen record again needs one of the codes."""


@transaction.atomic
def share(*, record: SessionRecord, by: User, now: datetime) -> SessionRecord:
    """Let the other of the pair read it; a version is kept.

    Raises NotTheWriter, NothingToShare, ledger.NotNow, pairs.NotOfThePair, pairs.NotActiveNow.
    """
    pair, fresh = _theirs(record, by, now=now)
    if fresh.writer_id != by.pk:
        raise NotTheWriter
    shared = ledger.append(fresh, event="shared", by=by, now=now)
    if not shared.shared.opened().get("reflection_summary", "").strip():
        raise NothingToShare
    version = keep_version(shared, by=by, now=now)
    _tell(shared, pair, by, "mentoring.record_shared", about=f"shared:{version.number}", now=now)
    return shared


@transaction.atomic
def save_and_share(*, session: Session, by: User, writing: Writing, now: datetime) -> SessionRecord:
    """Keep what was written and share it, both or neither. Raises as `records.save` and `share`."""
    return share(record=records.save(session=session, by=by, writing=writing, now=now), by=by, now=now)


@transaction.atomic
def send_back(*, record: SessionRecord, by: User, comment: str, now: datetime) -> SessionRecord:
    """Ask the writer for a change, and say which. Raises WordsMissing, OwnRecord, ledger.NotNow and as `share`."""
    pair, fresh = _theirs(record, by, now=now)
    if fresh.writer_id == by.pk:
        raise OwnRecord
    returned = ledger.append(fresh, event="returned", by=by, now=now)
    remark = _remark(returned, by=by, body=comment, now=now)
    _tell(returned, pair, by, "mentoring.record_returned", about=f"returned:{remark.pk}", now=now)
    return returned


@transaction.atomic
def take_back(*, record: SessionRecord, by: User, now: datetime) -> SessionRecord:
    """The writer writes again; the other keeps the version they were shown. Raises NotTheWriter, ledger.NotNow and as `share`."""
    _pair, fresh = _theirs(record, by, now=now)
    if fresh.writer_id != by.pk:
        raise NotTheWriter
    telling.take_back(f"mentoring.record:{fresh.pk}:shared", now=now)
    return ledger.append(fresh, event="returned", by=by, now=now, reason=TAKEN_BACK)


@transaction.atomic
def remark(*, record: SessionRecord, by: User, body: str, now: datetime) -> Comment:
    """Say something about a record that both read. Raises WordsMissing, ledger.NotNow where it is not open, and as `share`."""
    _pair, fresh = _theirs(record, by, now=now)
    if fresh.state not in REMARKABLE:
        raise ledger.NotNow(fresh.machine.name, fresh.state, "remark")
    return _remark(fresh, by=by, body=body, now=now)


@transaction.atomic
def settle(*, remark: Comment, by: User, now: datetime) -> Comment:
    """One of the pair says that a remark needs nothing more; settled twice it stays as it was. Raises as `share`."""
    record = SessionRecord.objects.select_related("session__relationship").get(pk=remark.subject)
    _theirs(record, by, now=now)
    Comment.objects.filter(pk=remark.pk, settled_at=None).update(settled_by=by, settled_at=now)
    remark.refresh_from_db()
    return remark


@transaction.atomic
def freeze(*, record: SessionRecord, by: User, now: datetime) -> SessionRecord:
    """Close the words for signing: their digest is what signatures name. Raises OpenRemarks, ledger.NotNow and as `share`."""
    _pair, fresh = _theirs(record, by, now=now)
    if has_open_remarks(fresh):
        raise OpenRemarks
    frozen = ledger.append(fresh, event="frozen", by=by, now=now, digest=digest(content(fresh)))
    keep_version(frozen, by=by, now=now)
    return frozen


@transaction.atomic
def reopen(*, record: SessionRecord, by: User, reason: str, now: datetime) -> SessionRecord:
    """Open a frozen record that nobody has signed. Raises NoReason, ledger.NotNow once somebody has, and as `share`."""
    _pair, fresh = _theirs(record, by, now=now)
    if reason not in REOPEN_REASONS:
        raise NoReason
    return ledger.append(fresh, event="reopened", by=by, now=now, reason=reason, digest="")


def keep_version(record: SessionRecord, *, by: User, now: datetime) -> RecordVersion:
    """Keep the words as they stand, numbered."""
    last = RecordVersion.objects.filter(record=record).aggregate(last=Max("number"))["last"] or 0
    version = RecordVersion(
        organisation_id=record.organisation_id,
        record=record,
        number=last + 1,
        digest=digest(content(record)),
        by=by,
        at=now,
    )
    version.shared = record.shared
    version.save(force_insert=True)
    return version


def _theirs(record: SessionRecord, by: User, *, now: datetime) -> tuple[Relationship, SessionRecord]:
    """The pair and the record, both held, if the person may act in it now."""
    pair = pairs.acting(record.session.relationship, by=by, now=now)
    fresh = ledger.lock(record)
    if fresh.state == "draft" and fresh.writer_id != by.pk:
        raise pairs.NotOfThePair
    return pair, fresh


def _remark(record: SessionRecord, *, by: User, body: str, now: datetime) -> Comment:
    if not body.strip():
        raise WordsMissing
    comment = Comment(
        organisation_id=record.organisation_id,
        subject=record.pk,
        machine=record.machine.name,
        author=by,
        at=now,
    )
    comment.body = body.strip()
    comment.save(force_insert=True)
    return comment


def _tell(record: SessionRecord, pair: Relationship, by: User, kind: str, *, about: str, now: datetime) -> None:
    telling.tell(
        pairs.other(pair, by),
        kind=kind,
        key=f"mentoring.record:{record.pk}:{about}",
        link=reverse("mentoring:record", args=[record.pk]),
        facts={"on": record.session.occurred_on},
        now=now,
    )
