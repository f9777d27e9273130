"""Which sessions count: the law, and what a coordinator's word does."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assessments.mentoring.counting import SIGNED, Meeting, Why, counting
from assessments.mentoring.models import PolicyVersion, Session
from assessments.mentoring.selectors import sessions as reads
from assessments.mentoring.services import ledger, pairs, sessions
from tests.factories.mentoring import NOW, PROGRAMME, TODAY, pair
from tests.factories.mentoring_sessions import at, drafted, learner_of, mentor_of
from tests.factories.people import CoordinatorFactory, LearnerFactory, MembershipFactory, SuperuserFactory
from training_site.people.models import User

DAY = date(2026, 1, 5)
GOOD = Meeting(state="held", kind="individual", occurred_on=DAY, entered_on=DAY, record_state="signed")
ROWS = [
    pytest.param({}, True, Why.SIGNED, id="signed by both"),
    *(pytest.param({"record_state": one}, True, Why.SIGNED, id=one) for one in SIGNED),
    *(
        pytest.param({"record_state": one}, False, Why.NOT_SIGNED, id=one or "without a record")
        for one in ("", "draft", "shared", "returned", "frozen", "part_signed", "void")
    ),
    *(
        pytest.param({"state": one, "occurred_on": None}, False, Why.NOT_HELD, id=one)
        for one in ("planned", "cancelled", "no_show", "rescheduled")
    ),
    pytest.param({"kind": "contact"}, False, Why.CONTACT, id="short advice"),
    pytest.param({"kind": "contact", "approved": True, "attested": True}, False, Why.CONTACT, id="advice, confirmed"),
    pytest.param({"record_state": "lapsed"}, False, Why.LAPSED, id="lapsed"),
    pytest.param({"record_state": "lapsed", "attested": True}, True, Why.ATTESTED, id="lapsed, attested"),
    pytest.param({"entered_on": DAY + timedelta(14)}, True, Why.SIGNED, id="14 days later"),
    pytest.param({"entered_on": DAY + timedelta(15)}, True, Why.ENTERED_LATE, id="15 days later"),
    pytest.param({"entered_on": DAY + timedelta(60)}, True, Why.ENTERED_LATE, id="60 days later"),
    pytest.param({"entered_on": DAY + timedelta(61)}, False, Why.TOO_LATE, id="61 days later"),
    pytest.param(
        {"entered_on": DAY + timedelta(61), "approved": True}, True, Why.APPROVED, id="61 days later, approved"
    ),
    pytest.param(
        {"entered_on": DAY + timedelta(61), "record_state": "lapsed", "attested": True},
        False,
        Why.TOO_LATE,
        id="attested, but entered 61 days later",
    ),
    pytest.param({"occurred_on": DAY + timedelta(300)}, False, Why.TO_COME, id="still to come"),
]


@pytest.mark.parametrize(("changes", "counts", "why"), ROWS)
def test_what_counts(changes: dict[str, object], counts: bool, why: Why) -> None:
    assert counting(replace(GOOD, **changes), today=DAY + timedelta(100)) == (counts, why)


def test_the_days_of_the_policy_decide() -> None:
    late = replace(GOOD, entered_on=DAY + timedelta(8))
    assert counting(late, today=DAY + timedelta(9), late_after=5, limit=7).why == Why.TOO_LATE
    assert counting(late, today=DAY + timedelta(9), late_after=5, limit=8).why == Why.ENTERED_LATE


@pytest.mark.django_db
def test_a_signed_session_counts_and_a_draft_does_not() -> None:
    assert reads.counting(at("signed").session, TODAY) == (True, Why.SIGNED)
    assert reads.counting(at("draft").session, TODAY) == (False, Why.NOT_SIGNED)


@pytest.mark.django_db
def test_the_policy_of_the_organisation_is_asked() -> None:
    record = at("signed", held_on=TODAY - timedelta(9))
    PolicyVersion.objects.create(
        organisation=record.organisation, programme_key=PROGRAMME, number=1, values={"late_after_days": 7}, made_at=NOW
    )
    assert reads.counting(record.session, TODAY).why == Why.ENTERED_LATE


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["signed", "lapsed", "part_signed"])
def test_erasing_the_words_changes_no_count(state: str) -> None:
    record = at(state)
    before = reads.counting(record.session, TODAY)
    ledger.append(record, event="erased", by=None, now=NOW, shared=None)
    assert reads.counting(record.session, TODAY) == before


def coordinator_of(session: Session) -> User:
    return CoordinatorFactory(in_organisation=session.organisation)


@pytest.mark.django_db
def test_a_coordinator_approves_the_fact_of_a_session_entered_very_late() -> None:
    session = at("signed", held_on=TODAY - timedelta(61)).session
    assert reads.counting(session, TODAY) == (False, Why.TOO_LATE)
    coordinator = coordinator_of(session)
    approved = sessions.approve_fact(session=session, by=coordinator, now=NOW)
    assert (approved.fact_approved_by, approved.fact_approved_at) == (coordinator, NOW)
    assert reads.counting(approved, TODAY) == (True, Why.APPROVED)


@pytest.mark.django_db
def test_a_coordinator_attests_attendance_where_the_second_signature_never_came() -> None:
    session = at("lapsed").session
    attested = sessions.attest(session=session, by=coordinator_of(session), now=NOW)
    assert reads.counting(attested, TODAY) == (True, Why.ATTESTED)


@pytest.mark.django_db
@pytest.mark.parametrize("act", [sessions.approve_fact, sessions.attest], ids=["approve", "attest"])
def test_nothing_is_confirmed_that_counts_anyhow(act: object) -> None:
    session = at("signed").session
    with pytest.raises(sessions.NothingToConfirm):
        act(session=session, by=coordinator_of(session), now=NOW)  # type: ignore[operator]


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["learner", "mentor", "superuser", "coordinator elsewhere", "coordinator and mentor"])
def test_nobody_else_confirms_a_fact(who: str) -> None:
    record = at("lapsed")
    session = record.session
    people = {
        "learner": lambda: learner_of(record),
        "mentor": lambda: mentor_of(record),
        "superuser": SuperuserFactory,
        "coordinator elsewhere": CoordinatorFactory,
        "coordinator and mentor": lambda: also_coordinator(record.session),
    }
    with pytest.raises(sessions.NotTheirsToConfirm):
        sessions.attest(session=session, by=people[who](), now=NOW)
    session.refresh_from_db()
    assert session.attested_by is None


def also_coordinator(session: Session) -> User:
    mentor: User = session.relationship.mentor
    MembershipFactory(user=mentor, role="coordinator", organisation=session.organisation)
    return mentor


@pytest.mark.django_db
def test_a_learner_asks_for_attestation_and_the_coordinators_are_told_once() -> None:
    record = at("lapsed")
    coordinator = coordinator_of(record.session)
    assert sessions.ask_attestation(session=record.session, by=learner_of(record), now=NOW) == 1
    assert sessions.ask_attestation(session=record.session, by=learner_of(record), now=NOW) == 0
    assert [notice.kind for notice in coordinator.notices.all()] == ["mentoring.attestation_asked"]
    sessions.attest(session=record.session, by=coordinator, now=NOW)
    assert coordinator.notices.get().withdrawn_at == NOW


@pytest.mark.django_db
def test_only_the_learner_asks_and_only_for_a_lapsed_record() -> None:
    lapsed, signed = at("lapsed"), at("signed")
    for person in (mentor_of(lapsed), LearnerFactory(), pair().learner):
        with pytest.raises(pairs.NotOfThePair):
            sessions.ask_attestation(session=lapsed.session, by=person, now=NOW)
    with pytest.raises(sessions.NothingToConfirm):
        sessions.ask_attestation(session=signed.session, by=learner_of(signed), now=NOW)
    assert drafted().state == "draft"
