"""Mentoring in the states tests speak of: `pair()`, `pair(ended_on=…)`, `session(held_on=…)`, `record(of=…, state="signed")`."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from assessments.mentoring.models import Relationship, Session, SessionRecord
from assessments.mentoring.services import ledger
from tests.factories.people import LearnerFactory, MentorFactory, OrganisationFactory
from training_site.people.models import Organisation, User

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
BEGAN = date(2026, 1, 5)
PROGRAMME = "practice"
Kind = Relationship.Kind


def organisation() -> Organisation:
    """An organisation in a district in a region in a country."""
    node = OrganisationFactory()
    for kind in ("region", "district", "organisation"):
        node = OrganisationFactory(below=node, kind=kind)
    return node


def pair(
    *,
    learner: User | None = None,
    mentor: User | None = None,
    place: Organisation | None = None,
    kind: str = Kind.REFLECTIVE,
    starts_on: date = BEGAN,
    ended_on: date | None = None,
    paused: bool = False,
) -> Relationship:
    """An active relationship between a learner and a mentor of one organisation; `ended_on` or `paused` for the others."""
    place = place or organisation()
    learner = learner or LearnerFactory(in_organisation=place)
    mentor = mentor or MentorFactory(in_organisation=place)
    row = Relationship(
        organisation=place,
        learner=learner,
        mentor=mentor,
        kind=kind,
        is_primary=kind == Kind.REFLECTIVE,
        programme_key=PROGRAMME,
        starts_on=starts_on,
    )
    began = datetime.combine(starts_on, NOW.timetz())
    if kind == Kind.REFLECTIVE:
        ledger.begin(row, event="proposed", by=None, now=began)
        ledger.append(row, event="accepted_by_learner", by=learner, now=began)
        row = ledger.append(row, event="accepted_by_mentor", by=mentor, now=began)
    else:
        ledger.begin(row, event="assigned", by=None, now=began)
    if paused:
        row = ledger.append(row, event="paused", by=None, now=NOW, reason="leave")
    if ended_on:
        row = ledger.append(row, event="ended", by=None, now=NOW, reason="other", ends_on=ended_on)
    return row


def session(*, of: Relationship | None = None, held_on: date | None = None, minutes: int = 60) -> Session:
    """A session of a pair: planned, or held on a day."""
    of = of or pair()
    row = Session(organisation=of.organisation, relationship=of, planned_at=NOW, mode=Session.Mode.IN_PERSON)
    if held_on is None:
        return ledger.begin(row, event="planned", by=of.mentor, now=NOW)
    row.occurred_on, row.minutes = held_on, minutes
    return ledger.begin(row, event="recorded", by=of.mentor, now=NOW)


def record(*, of: Session | None = None, shared: bool = False, words: dict[str, Any] | None = None) -> SessionRecord:
    """The record of a held session, a draft of the mentor's, or shared."""
    of = of or session(held_on=TODAY)
    row = SessionRecord(
        organisation=of.organisation,
        session=of,
        writer=of.relationship.mentor,
        shared=words or {"reflection_summary": "We spoke about the first visit.", "salt": "s"},
        facts={},
        notice_version="1",
        language="en",
        client_id=uuid4(),
        saved_at=NOW,
    )
    row = ledger.begin(row, event="drafted", by=of.relationship.mentor, now=NOW)
    return ledger.append(row, event="shared", by=of.relationship.mentor, now=NOW) if shared else row
