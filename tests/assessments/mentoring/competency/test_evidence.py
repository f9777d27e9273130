"""What a mentor may take as evidence, and what never becomes it."""

from datetime import timedelta

import pytest

from assessments.mentoring.models import Entry, Evidence, Relationship, Withdrawal
from assessments.mentoring.services import decisions, evidence, evidence_afterwards, ledger, pairs
from assessments.mentoring.state import NotNow
from tests.factories.mentoring import NOW, TODAY, Kind, pair
from tests.factories.mentoring_competency import CRITICAL, PLAIN, WHY, also, claim, piece
from tests.factories.mentoring_log import entry
from tests.factories.mentoring_sessions import at
from tests.factories.people import CoordinatorFactory, SuperuserFactory

pytestmark = pytest.mark.django_db
LONG_AGO = TODAY - timedelta(days=61)


def test_a_read_entry_is_taken_as_evidence_and_says_so(two: Relationship) -> None:
    row = entry(of=two, read=True)
    made = evidence.validate_entry(entry=row, by=two.mentor, claims=[claim(), claim("D2.2")], now=NOW)

    assert [(one.indicator, one.position, one.kind) for one in made] == [
        ("D1.1", 1, "reflection"),
        ("D2.2", 2, "reflection"),
    ]
    assert {one.acted_on for one in made} == {row.occurred_on}
    assert {one.framework_version for one in made} == {"0.1"}
    assert made[0].rationale.opened() == WHY
    row.refresh_from_db()
    assert row.state == "validated"


def test_the_reason_is_sealed_in_the_database(two: Relationship) -> None:
    made = evidence.validate_entry(entry=entry(of=two, read=True), by=two.mentor, claims=[claim()], now=NOW)
    held = Evidence.objects.filter(pk=made[0].pk).values_list("rationale", flat=True).get()
    assert WHY.encode() not in bytes(held)


def test_sharing_is_not_reading_and_reading_is_not_validating(two: Relationship) -> None:
    shared, read = entry(of=two, shared=True), entry(of=two, read=True)
    with pytest.raises(evidence.NotRead):
        evidence.validate_entry(entry=shared, by=two.mentor, claims=[claim()], now=NOW)
    assert not Evidence.objects.filter(source=read.pk).exists()


def test_an_entry_that_was_never_shared_is_nobodys_evidence(two: Relationship) -> None:
    with pytest.raises(evidence.NotTheMentor):
        evidence.validate_entry(entry=entry(of=two), by=two.mentor, claims=[claim()], now=NOW)


@pytest.mark.parametrize(
    "kind", [Kind.LINE_MANAGEMENT, Kind.PEER, Kind.ASSESSOR, Kind.MODERATOR], ids=lambda kind: str(kind)
)
def test_nobody_else_around_the_learner_validates(two: Relationship, kind: str) -> None:
    row, other = entry(of=two, read=True), also(two, kind)
    with pytest.raises(evidence.NotTheMentor):
        evidence.validate_entry(entry=row, by=other.mentor, claims=[claim()], now=NOW)
    with pytest.raises(evidence.NotTheMentor):
        evidence.validate_office(
            pair=other, kind="work_product", acted_on=TODAY, by=other.mentor, claims=[claim()], now=NOW
        )
    assert not Evidence.objects.exists()


def test_the_learner_another_mentor_and_a_superuser_do_not_validate(two: Relationship) -> None:
    row = entry(of=two, read=True)
    for person in (
        two.learner,
        pair().mentor,
        SuperuserFactory(),
        CoordinatorFactory(in_organisation=two.organisation),
    ):
        with pytest.raises(evidence.NotTheMentor):
            evidence.validate_entry(entry=row, by=person, claims=[claim()], now=NOW)
    row.refresh_from_db()
    assert row.state == "read"


@pytest.mark.parametrize("event", ["paused", "ended"])
def test_a_mentor_does_not_validate_in_a_relationship_that_is_over(two: Relationship, event: str) -> None:
    row = entry(of=two, read=True)
    changes = {"ends_on": TODAY} if event == "ended" else {}
    ledger.append(two, event=event, by=None, now=NOW, reason="other", **changes)
    with pytest.raises(pairs.NotActiveNow):
        evidence.validate_entry(entry=row, by=two.mentor, claims=[claim()], now=NOW)


@pytest.mark.parametrize(
    ("claims", "refusal"),
    [
        pytest.param([], evidence.NothingJudged, id="nothing judged"),
        pytest.param([claim(rationale="Good.")], decisions.RationaleTooShort, id="no reason"),
        pytest.param([claim(rationale=" " * 40)], decisions.RationaleTooShort, id="a reason of spaces"),
        pytest.param([claim(), claim()], evidence.TooMany, id="the same indicator twice"),
        pytest.param([claim("D1.1"), claim("D1.2"), claim("D2.1"), claim("D2.2")], evidence.TooMany, id="four"),
        pytest.param([claim("D7.7")], decisions.UnknownIndicator, id="no such indicator"),
        pytest.param([claim(level=2)], evidence.AboveCeiling, id="what is written shows that one knows, no more"),
        pytest.param([claim(level=-1)], evidence.AboveCeiling, id="below nothing"),
    ],
)
def test_what_cannot_be_judged_is_refused_and_nothing_is_kept(
    two: Relationship, claims: list[evidence.Claim], refusal: type[Exception]
) -> None:
    row = entry(of=two, read=True)
    with pytest.raises(refusal):
        evidence.validate_entry(entry=row, by=two.mentor, claims=claims, now=NOW)
    row.refresh_from_db()
    assert (row.state, Evidence.objects.count()) == ("read", 0)


def test_three_indicators_are_the_most_however_often_one_comes_back(two: Relationship) -> None:
    row = entry(of=two, read=True)
    evidence.validate_entry(entry=row, by=two.mentor, claims=[claim("D1.1"), claim("D1.2")], now=NOW)
    evidence.validate_entry(entry=row, by=two.mentor, claims=[claim("D2.1")], now=NOW)
    with pytest.raises(evidence.TooMany):
        evidence.validate_entry(entry=row, by=two.mentor, claims=[claim("D2.2")], now=NOW)


def test_one_source_is_judged_once_for_an_indicator(two: Relationship) -> None:
    row = entry(of=two, read=True)
    evidence.validate_entry(entry=row, by=two.mentor, claims=[claim()], now=NOW)
    with pytest.raises(evidence.JudgedAlready):
        evidence.validate_entry(entry=row, by=two.mentor, claims=[claim()], now=NOW)


@pytest.mark.parametrize("state", ["signed", "amended", "in_review"])
def test_a_record_both_signed_is_evidence(two: Relationship, state: str) -> None:
    row = at(state, of=two)
    made = evidence.validate_record(record=row, by=two.mentor, claims=[claim()], now=NOW)
    assert (made[0].kind, made[0].acted_on) == ("session", row.session.occurred_on)


@pytest.mark.parametrize("state", ["draft", "shared", "frozen", "part_signed", "lapsed", "signed_with_disagreement"])
def test_a_record_without_two_signatures_in_agreement_is_none(two: Relationship, state: str) -> None:
    with pytest.raises(evidence.NotAgreed):
        evidence.validate_record(record=at(state, of=two), by=two.mentor, claims=[claim()], now=NOW)


def test_an_amendment_does_not_make_a_disagreement_an_agreement(two: Relationship) -> None:
    row = at("signed_with_disagreement", of=two)
    row = ledger.append(row, event="amended", by=None, now=NOW)
    with pytest.raises(evidence.NotAgreed):
        evidence.validate_record(record=row, by=two.mentor, claims=[claim()], now=NOW)


def test_work_seen_in_the_office_is_attested(two: Relationship) -> None:
    made = evidence.validate_office(
        pair=two, kind="work_product", acted_on=LONG_AGO, by=two.mentor, claims=[claim(level=3)], now=NOW
    )
    assert (made[0].source, made[0].level, made[0].acted_on) == (None, 3, LONG_AGO)


@pytest.mark.parametrize("kind", ["observation", "simulation", "session", "reflection", "attendance"])
def test_only_work_and_feedback_are_attested(two: Relationship, kind: str) -> None:
    with pytest.raises(ValueError, match="attested"):
        evidence.validate_office(pair=two, kind=kind, acted_on=TODAY, by=two.mentor, claims=[claim()], now=NOW)


def test_nothing_is_attested_before_it_happened(two: Relationship) -> None:
    with pytest.raises(evidence.InTheFuture):
        evidence.validate_office(
            pair=two, kind="feedback", acted_on=TODAY + timedelta(1), by=two.mentor, claims=[claim()], now=NOW
        )


def test_whoever_judged_withdraws_and_it_counts_no_longer(two: Relationship) -> None:
    row = evidence.validate_entry(entry=entry(of=two, read=True), by=two.mentor, claims=[claim()], now=NOW)[0]
    evidence.withdraw(evidence=row, by=two.mentor, reason="mistake", now=NOW)

    assert Withdrawal.objects.get().reason == "mistake"
    assert evidence.withdraw(evidence=row, by=two.mentor, reason="doubt", now=NOW) is None


def test_nobody_else_withdraws(two: Relationship) -> None:
    row = piece(of=two, kind="feedback")
    others = (two.learner, also(two, Kind.ASSESSOR).mentor, also(two, Kind.MODERATOR).mentor, SuperuserFactory())
    for person in others:
        with pytest.raises(evidence_afterwards.NotTheValidator):
            evidence.withdraw(evidence=row, by=person, reason="mistake", now=NOW)
    assert not Withdrawal.objects.exists()


def test_an_ended_mentor_does_not_withdraw(two: Relationship) -> None:
    row = piece(of=two, kind="feedback")
    ledger.append(two, event="ended", by=None, now=NOW, reason="other", ends_on=TODAY)
    with pytest.raises(evidence_afterwards.NotTheValidator):
        evidence.withdraw(evidence=row, by=two.mentor, reason="mistake", now=NOW)


def test_what_an_observation_showed_is_replaced_and_not_withdrawn(two: Relationship) -> None:
    with pytest.raises(evidence_afterwards.ReplaceInstead):
        evidence.withdraw(evidence=piece(of=two), by=two.mentor, reason="mistake", now=NOW)


def test_a_coordinator_approves_the_day_of_a_very_late_act(two: Relationship) -> None:
    coordinator = CoordinatorFactory(in_organisation=two.organisation)
    late, fine = piece(of=two, acted_on=LONG_AGO), piece(of=two, indicator=CRITICAL)
    with pytest.raises(evidence.NothingToApprove):
        evidence.approve_fact(evidence=fine, by=coordinator, now=NOW)

    approved = evidence.approve_fact(evidence=late, by=coordinator, now=NOW)

    assert (approved.approved_by, approved.approved_at) == (coordinator, NOW)
    with pytest.raises(evidence.NothingToApprove):
        evidence.approve_fact(evidence=late, by=coordinator, now=NOW)


def test_nobody_else_approves_it(two: Relationship) -> None:
    late = piece(of=two, acted_on=LONG_AGO)
    others = (two.mentor, two.learner, also(two, Kind.LINE_MANAGEMENT).mentor, CoordinatorFactory(), SuperuserFactory())
    for person in others:
        with pytest.raises(evidence.NotTheirsToApprove):
            evidence.approve_fact(evidence=late, by=person, now=NOW)
    late.refresh_from_db()
    assert late.approved_at is None


def test_evidence_of_a_deleted_entry_stays_a_fact(two: Relationship) -> None:
    row = entry(of=two, read=True)
    evidence.validate_entry(entry=row, by=two.mentor, claims=[claim()], now=NOW)
    ledger.append(Entry.objects.get(pk=row.pk), event="deleted", by=two.learner, now=NOW, words=None)
    with pytest.raises(evidence.NotRead):
        evidence.validate_entry(entry=row, by=two.mentor, claims=[claim("D2.2")], now=NOW)
    assert Evidence.objects.get().indicator == PLAIN


def test_a_pause_needs_no_decision(two: Relationship) -> None:
    assert decisions.pause(learner=two.learner, indicator=CRITICAL, by=two.mentor, now=NOW) is None
    with pytest.raises(NotNow):
        ledger.append(entry(of=two), event="validated", by=two.mentor, now=NOW)
