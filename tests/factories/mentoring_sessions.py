"""Sessions and records in the states tests speak of: `agreed(pair)`, `written(session)`, `at("frozen")`, `PATHS`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from assessments.mentoring.canonical import digest
from assessments.mentoring.models import Agreement, Relationship, Session, SessionRecord
from assessments.mentoring.selectors.records import content
from assessments.mentoring.services import circulation, ledger, record_signing, records
from assessments.mentoring.services.records import Writing
from tests.factories.mentoring import NOW, TODAY, pair, session
from training_site.people.models import User

WORDS = {"reflection_summary": "We looked at how the first visit began."}


def agreed(of: Relationship, *, who_writes: str = Agreement.Writer.MENTOR) -> Agreement:
    """An agreement in force."""
    row = Agreement(
        organisation=of.organisation,
        relationship=of,
        version=1,
        who_writes=who_writes,
        review_on=TODAY + timedelta(180),
    )
    ledger.begin(row, event="drafted", by=of.learner, now=NOW)
    ledger.append(row, event="signed_first", by=of.learner, now=NOW)
    return ledger.append(row, event="signed", by=of.mentor, now=NOW)


def writing(**changes: Any) -> Writing:
    """What a form hands over: today, an hour, in person, a sentence."""
    usual = Writing(
        held_on=TODAY,
        minutes=60,
        mode=Session.Mode.IN_PERSON,
        words=WORDS,
        client_id=uuid4(),
        notice_version="1",
        language="en",
    )
    return replace(usual, **changes)


def drafted(of: Session | None = None, *, by: User | None = None, now: datetime = NOW, **changes: Any) -> SessionRecord:
    """A draft of the mentor's, or of whoever writes."""
    of = of or session()
    return records.save(session=of, by=by or of.relationship.mentor, writing=writing(**changes), now=now)


def seen(record: SessionRecord) -> str:
    """The digest of the record as it stands."""
    record.refresh_from_db()
    return digest(content(record))


def signed_by(
    record: SessionRecord, person: User, *, outcome: str = "agree", now: datetime = NOW, **changes: Any
) -> SessionRecord:
    """The record after somebody signed it."""
    comment = "" if outcome == "agree" else "I remember it otherwise."
    given = {"seen_digest": seen(record), "outcome": outcome, "comment": comment, **changes}
    return record_signing.sign(record=record, by=person, now=now, **given)


Step = Callable[[SessionRecord], SessionRecord]
STEPS: dict[str, Step] = {
    "shared": lambda row: circulation.share(record=row, by=row.writer, now=NOW),
    "returned": lambda row: circulation.send_back(record=row, by=learner_of(row), comment="More on her view.", now=NOW),
    "frozen": lambda row: circulation.freeze(record=row, by=learner_of(row), now=NOW),
    "part_signed": lambda row: signed_by(row, learner_of(row)),
    "signed": lambda row: signed_by(row, mentor_of(row)),
    "signed_with_disagreement": lambda row: signed_by(row, mentor_of(row), outcome="disagree"),
    "lapsed": lambda row: ledger.append(row, event="lapsed", by=None, now=NOW, reason="deadline"),
    "void": lambda row: records.void(record=row, by=row.writer, reason="mistake", now=NOW),
    "amended": lambda row: ledger.append(row, event="amended", by=None, now=NOW),
    "in_review": lambda row: ledger.append(row, event="submitted", by=learner_of(row), now=NOW),
}
PATHS: dict[str, tuple[str, ...]] = {
    "draft": (),
    "shared": ("shared",),
    "returned": ("shared", "returned"),
    "frozen": ("shared", "frozen"),
    "part_signed": ("shared", "frozen", "part_signed"),
    "signed": ("shared", "frozen", "part_signed", "signed"),
    "signed_with_disagreement": ("shared", "frozen", "part_signed", "signed_with_disagreement"),
    "lapsed": ("shared", "frozen", "part_signed", "lapsed"),
    "void": ("shared", "void"),
    "amended": ("shared", "frozen", "part_signed", "signed", "amended"),
    "in_review": ("shared", "frozen", "part_signed", "signed", "in_review"),
}
"""The way to each state."""


def at(state: str, *, of: Relationship | None = None, **changes: Any) -> SessionRecord:
    """A record of the mentor's in a state, by the way that leads there."""
    row = drafted(session(of=of or pair()), **changes)
    for step in PATHS[state]:
        row = STEPS[step](row)
    row.refresh_from_db()
    return row


def learner_of(record: SessionRecord) -> User:
    """The learner of the pair."""
    return record.session.relationship.learner


def mentor_of(record: SessionRecord) -> User:
    """The mentor of the pair."""
    return record.session.relationship.mentor
