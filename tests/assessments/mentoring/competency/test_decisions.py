"""Who decides about a level, who confirms, who moderates; what the rule supports; what a lapse pauses."""

from datetime import timedelta

import pytest

from assessments.mentoring.models import Decision, Event, Observation, PolicyVersion, Relationship, Signature
from assessments.mentoring.selectors import competency
from assessments.mentoring.services import decisions, evidence_afterwards, ledger
from assessments.mentoring.state import NotNow
from tests.factories.mentoring import NOW, TODAY, Kind, pair, record, session
from tests.factories.mentoring_competency import (
    CRITICAL,
    DAY,
    PLAIN,
    SECRET_WHY,
    also,
    decided,
    line_manager_of,
    moderator_of,
    piece,
    signed_off,
    supported,
)
from tests.factories.people import CoordinatorFactory, MentorFactory, SuperuserFactory
from training_site.notices.models import Notice
from training_site.people.models import User

pytestmark = pytest.mark.django_db


def policy(of: Relationship, **values: object) -> None:
    PolicyVersion.objects.create(
        organisation=of.organisation,
        programme_key=of.programme_key,
        number=1,
        values=values,
        made_by=of.mentor,
        made_at=NOW,
    )


def test_a_level_is_signed_off_with_what_it_rests_on(two: Relationship) -> None:
    rows = supported(two)
    row = signed_off(two)

    assert (row.state, row.level, row.framework_version, row.acted_on) == ("signed_off", 3, "0.1", DAY)
    assert set(row.basis) == {str(one.pk) for one in rows}
    assert row.rationale.opened() == SECRET_WHY
    assert {one.person for one in Notice.objects.filter(kind="mentoring.level_signed_off")} == {two.learner}


def test_an_assessor_decides_too(two: Relationship) -> None:
    supported(two)
    assert signed_off(two, by=also(two, Kind.ASSESSOR).mentor).state == "signed_off"


def test_nobody_else_decides(two: Relationship) -> None:
    supported(two)
    second = pair(learner=two.learner, place=two.organisation, kind=Kind.PEER).mentor
    others = (
        *(two.learner, second, line_manager_of(two), moderator_of(two), pair().mentor),
        *(CoordinatorFactory(in_organisation=two.organisation), SuperuserFactory()),
    )
    for person in others:
        with pytest.raises(decisions.NotTheDecider):
            signed_off(two, by=person)
    assert not Decision.objects.exists()


def test_a_mentor_who_is_not_the_primary_one_does_not_decide(two: Relationship) -> None:
    supported(two)
    Relationship.objects.filter(pk=two.pk).update(is_primary=False)
    with pytest.raises(decisions.NotTheDecider):
        signed_off(two)


@pytest.mark.parametrize("event", ["paused", "ended"])
def test_nobody_decides_in_a_relationship_that_is_over(two: Relationship, event: str) -> None:
    supported(two)
    changes = {"ends_on": TODAY} if event == "ended" else {}
    ledger.append(two, event=event, by=None, now=NOW, reason="other", **changes)
    with pytest.raises(decisions.NotTheDecider):
        signed_off(two)


def test_more_than_the_rule_supports_is_refused_with_what_is_missing(two: Relationship) -> None:
    piece(of=two, level=3)
    with pytest.raises(decisions.NotSupported) as refused:
        signed_off(two)
    assert {one.code for one in refused.value.missing} == {"pieces", "sources"}
    assert not Decision.objects.exists()


def test_the_judgement_may_be_lower_than_what_is_supported(two: Relationship) -> None:
    supported(two, level=3)
    assert signed_off(two, level=2).level == 2


def test_a_safety_critical_level_needs_somebody_who_looked(two: Relationship) -> None:
    other = MentorFactory(in_organisation=two.organisation)
    piece(of=two, indicator=CRITICAL, kind="work_product")
    piece(of=two, indicator=CRITICAL, kind="feedback", by=other)
    with pytest.raises(decisions.NotSupported) as refused:
        signed_off(two, indicator=CRITICAL)
    assert [one.code for one in refused.value.missing] == ["observation"]
    assert signed_off(two, indicator=CRITICAL, level=2).level == 2


def test_withdrawn_and_aged_evidence_supports_nothing(two: Relationship) -> None:
    rows = supported(two)
    evidence_afterwards.take_away(rows[1:], by=None, reason="doubt", now=NOW)
    with pytest.raises(decisions.NotSupported):
        signed_off(two)
    supported(two, indicator="D2.2", acted_on=TODAY - timedelta(days=800))
    with pytest.raises(decisions.NotSupported):
        signed_off(two, indicator="D2.2")


@pytest.mark.parametrize("rationale", ["", "Good enough.", " " * 30], ids=["none", "too short", "spaces"])
def test_a_decision_says_why(two: Relationship, rationale: str) -> None:
    supported(two)
    with pytest.raises(decisions.RationaleTooShort):
        signed_off(two, rationale=rationale)


def test_an_indicator_of_no_framework_is_refused(two: Relationship) -> None:
    with pytest.raises(decisions.UnknownIndicator):
        signed_off(two, indicator="D9.9")


def test_a_new_decision_supersedes_the_old_one(two: Relationship) -> None:
    first = decided(two)
    second = signed_off(two, level=2, seen=str(first.pk))

    first.refresh_from_db()
    assert (first.state, first.level, second.state) == ("superseded", 3, "signed_off")
    assert competency.standing_decisions(two.learner_id)[PLAIN] == second


@pytest.mark.parametrize("seen", ["", "00000000-0000-4000-8000-000000000000"], ids=["none seen", "another seen"])
def test_whoever_saw_another_decision_is_told(two: Relationship, seen: str) -> None:
    first = decided(two)
    with pytest.raises(decisions.DecidedMeanwhile):
        signed_off(two, level=2, seen=seen)
    first.refresh_from_db()
    assert (first.state, Decision.objects.count()) == ("signed_off", 1)


class TestLineManager:
    """The line manager confirms, separately, and does not decide."""

    def test_they_confirm_once(self, two: Relationship) -> None:
        manager, row = line_manager_of(two), decided(two)
        assert decisions.confirm(decision=row, by=manager, now=NOW).state == "confirmed"
        with pytest.raises(decisions.SaidAlready):
            decisions.confirm(decision=row, by=manager, now=NOW)

    def test_nobody_else_confirms(self, two: Relationship) -> None:
        row = decided(two)
        others = (two.learner, two.mentor, moderator_of(two), also(two, Kind.ASSESSOR).mentor, SuperuserFactory())
        for person in others:
            with pytest.raises(decisions.NotTheLineManager):
                decisions.confirm(decision=row, by=person, now=NOW)
        row.refresh_from_db()
        assert row.state == "signed_off"

    @pytest.mark.parametrize("allowed", ["no", "with_second_reader", "yes"])
    def test_a_line_manager_decides_only_where_the_policy_says_so(self, two: Relationship, allowed: str) -> None:
        supported(two)
        pair(learner=two.learner, mentor=two.mentor, place=two.organisation, kind=Kind.LINE_MANAGEMENT)
        policy(two, mentor_may_be_line_manager=allowed, moderation_required=False)
        if allowed == "no":
            with pytest.raises(decisions.IsTheLineManager):
                signed_off(two)
            return
        row = signed_off(two)
        read = competency.needs_moderator(
            row, policy=decisions.policy_for(two.organisation_id, two.programme_key), line_managers=[two.mentor_id]
        )
        assert read == (allowed == "with_second_reader")
        with pytest.raises(decisions.NotTheLineManager):
            decisions.confirm(decision=row, by=two.mentor, now=NOW)


class TestModerator:
    """A moderator has judged nothing before, and upholds or returns."""

    @pytest.mark.parametrize("confirmed", [True, False], ids=["confirmed", "not yet confirmed"])
    def test_they_uphold(self, two: Relationship, confirmed: bool) -> None:
        row = decided(two)
        if confirmed:
            row = decisions.confirm(decision=row, by=line_manager_of(two), now=NOW)
        row = decisions.uphold(decision=row, by=moderator_of(two), now=NOW)
        assert row.state == "upheld"
        assert competency.heard_about([row.pk])[row.pk].suffices(needs_moderator=True)

    def test_they_return_with_a_reason_and_it_stands_no_longer(self, two: Relationship) -> None:
        row = decisions.give_back(decision=decided(two), by=moderator_of(two), reason="unclear", now=NOW)
        assert row.state == "returned"
        assert Event.objects.get(subject=row.pk, kind="returned").reason == "unclear"
        assert competency.standing_decisions(two.learner_id) == {}
        assert signed_off(two).state == "signed_off"

    def test_an_upheld_decision_is_not_returned_by_the_next_moderator(self, two: Relationship) -> None:
        row = decisions.uphold(decision=decided(two), by=moderator_of(two), now=NOW)
        with pytest.raises(NotNow):
            decisions.give_back(decision=row, by=moderator_of(two), reason="unclear", now=NOW)

    def test_a_reason_is_a_code(self, two: Relationship) -> None:
        with pytest.raises(ValueError, match="because I say so"):
            decisions.give_back(decision=decided(two), by=moderator_of(two), reason="because I say so", now=NOW)

    def test_nobody_else_moderates(self, two: Relationship) -> None:
        row = decided(two)
        others = (two.learner, two.mentor, line_manager_of(two), also(two, Kind.ASSESSOR).mentor, SuperuserFactory())
        for person in others:
            with pytest.raises(decisions.NotTheModerator):
                decisions.uphold(decision=row, by=person, now=NOW)
        row.refresh_from_db()
        assert row.state == "signed_off"

    @pytest.mark.parametrize("involved", ["validated", "withdrawn", "observed", "decided", "confirmed", "signed"])
    def test_whoever_was_involved_before_does_not_moderate(self, two: Relationship, involved: str) -> None:
        row, person = decided(two), moderator_of(two)
        _involve(person, two, row, involved)
        with pytest.raises(decisions.JudgedBefore):
            decisions.uphold(decision=row, by=person, now=NOW)
        with pytest.raises(decisions.JudgedBefore):
            decisions.give_back(decision=row, by=person, reason="unclear", now=NOW)

    def test_what_they_judged_of_somebody_else_is_no_matter(self, two: Relationship) -> None:
        row, person = decided(two), moderator_of(two)
        piece(of=pair(place=two.organisation), by=person)
        assert decisions.uphold(decision=row, by=person, now=NOW).state == "upheld"


def _involve(person: User, two: Relationship, row: Decision, how: str) -> None:
    if how in ("validated", "withdrawn"):
        given = piece(of=two, indicator="D2.2", by=person)
        if how == "withdrawn":
            evidence_afterwards.take_away([given], by=None, reason="doubt", now=NOW)
    elif how == "observed":
        seen = Observation(
            organisation=two.organisation,
            relationship=two,
            learner=two.learner,
            number=1,
            form_key="home_visit",
            form_digest="0" * 64,
            observer_kind="assessor",
            observer=person,
        )
        ledger.begin(seen, event="requested", by=two.learner, now=NOW)
    elif how == "decided":
        pair(learner=two.learner, mentor=person, place=two.organisation, kind=Kind.ASSESSOR)
        supported(two, indicator="D2.2")
        signed_off(two, indicator="D2.2", by=person)
    elif how == "confirmed":
        pair(learner=two.learner, mentor=person, place=two.organisation, kind=Kind.LINE_MANAGEMENT)
        decisions.confirm(decision=row, by=person, now=NOW)
    else:
        of = record(of=session(of=two, held_on=TODAY))
        Signature.objects.create(
            organisation=two.organisation,
            subject=of.pk,
            machine="record",
            signer=person,
            role="mentor",
            statement="1",
            outcome="agree",
            digest="0" * 64,
            method="login",
            signed_at=NOW,
        )


class TestLapse:
    """A safety-critical lapse pauses; observing again lets it stand."""

    def test_it_pauses_what_stands_and_nothing_is_signed_off(self, two: Relationship) -> None:
        row = decided(two, indicator=CRITICAL)
        piece(of=two, indicator=CRITICAL, acted_on=TODAY - timedelta(days=1), lapse=True)
        paused = decisions.pause(learner=two.learner, indicator=CRITICAL, by=two.mentor, now=NOW)

        assert paused is not None
        assert paused.state == "paused"
        with pytest.raises(decisions.PausedUntilObserved):
            signed_off(two, indicator=CRITICAL, level=2, seen=str(row.pk))
        assert decisions.pause(learner=two.learner, indicator=CRITICAL, by=two.mentor, now=NOW) is None

    def test_it_stands_again_once_observed(self, two: Relationship) -> None:
        decided(two, indicator=CRITICAL)
        piece(of=two, indicator=CRITICAL, acted_on=TODAY - timedelta(days=2), lapse=True)
        decisions.pause(learner=two.learner, indicator=CRITICAL, by=None, now=NOW)
        assert decisions.resume(learner=two.learner, indicator=CRITICAL, by=two.mentor, now=NOW) is None

        piece(of=two, indicator=CRITICAL, acted_on=TODAY - timedelta(days=1))
        resumed = decisions.resume(learner=two.learner, indicator=CRITICAL, by=two.mentor, now=NOW)

        assert resumed is not None
        assert resumed.state == "confirmed"
        assert not competency.heard_about([resumed.pk])
        assert decisions.confirm(decision=resumed, by=line_manager_of(two), now=NOW).state == "confirmed"

    def test_a_lapse_that_is_withdrawn_pauses_no_longer(self, two: Relationship) -> None:
        row = decided(two, indicator=CRITICAL)
        lapse = piece(of=two, indicator=CRITICAL, lapse=True)
        decisions.pause(learner=two.learner, indicator=CRITICAL, by=None, now=NOW)
        evidence_afterwards.take_away([lapse], by=None, reason="replaced", now=NOW)
        row.refresh_from_db()
        assert row.state == "confirmed"

    def test_the_clock_of_the_site_finds_what_was_observed_meanwhile(self, two: Relationship) -> None:
        decided(two, indicator=CRITICAL)
        piece(of=two, indicator=CRITICAL, acted_on=TODAY - timedelta(days=2), lapse=True)
        decisions.pause(learner=two.learner, indicator=CRITICAL, by=None, now=NOW)
        assert decisions.resume_due(NOW) == 0
        piece(of=two, indicator=CRITICAL, acted_on=TODAY - timedelta(days=1))
        assert decisions.resume_due(NOW) == 1
        assert decisions.resume_due(NOW) == 0
