"""Sessions, tutorials, the rhythm, observations and reviews: what mentoring says, as facts."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any
from uuid import uuid4

import pytest

from assessments.certification.laws.facts import Observed, Reviewed, SessionAttended
from assessments.mentoring.models import (
    Attendance,
    Dispute,
    Group,
    Observation,
    PolicyVersion,
    Relationship,
    Review,
    Session,
    Tutorial,
)
from assessments.mentoring.selectors.board import one_learner
from assessments.mentoring.services import ledger, reviews
from assessments.mentoring.tallies import tally
from tests.assessments.certification.selectors.reading import facts
from tests.assessments.mentoring.competency import test_reviews
from tests.factories.mentoring import NOW, TODAY, pair, session
from tests.factories.mentoring_competency import framework, line_manager_of, moderator_of
from tests.factories.mentoring_observations import asked, companion, drafted, link, signed, submitted
from tests.factories.mentoring_sessions import agreed, at, signed_by
from tests.factories.people import CoordinatorFactory, LearnerFactory, UserFactory
from training_site.people.models import User

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def two() -> Relationship:
    return pair(starts_on=date(2025, 10, 1))


class TestSessions:
    """What counts is what counts for the rhythm."""

    def attended(self, of: Relationship) -> list[tuple[str, bool]]:
        return [(fact.kind, fact.counts) for fact in facts(of.learner).sessions]

    def test_one_that_both_have_signed_counts(self, two: Relationship) -> None:
        record = at("signed", of=two, minutes=75)
        assert facts(two.learner).sessions == (
            SessionAttended(
                on=TODAY, kind="individual", minutes=75, counts=True, ref=f"session:{record.session_id.hex}"
            ),
        )

    @pytest.mark.parametrize("state", ["draft", "shared", "frozen", "part_signed", "lapsed"])
    def test_one_that_waits_for_a_signature_does_not_count_yet(self, two: Relationship, state: str) -> None:
        at(state, of=two)
        assert self.attended(two) == [("individual", False)]

    def test_one_that_lapsed_counts_once_a_coordinator_has_attested_it(self, two: Relationship) -> None:
        record = at("lapsed", of=two)
        Session.objects.filter(pk=record.session_id).update(attested_by=UserFactory(), attested_at=NOW)
        assert self.attended(two) == [("individual", True)]

    def test_one_that_was_entered_too_late_counts_once_it_is_approved(self, two: Relationship) -> None:
        record = at("signed", of=two, held_on=TODAY - 61 * DAY)
        assert self.attended(two) == [("individual", False)]
        Session.objects.filter(pk=record.session_id).update(fact_approved_by=UserFactory(), fact_approved_at=NOW)
        assert self.attended(two) == [("individual", True)]

    def test_the_days_are_those_of_the_organisation(self, two: Relationship) -> None:
        PolicyVersion.objects.create(
            organisation=two.organisation,
            programme_key=two.programme_key,
            number=1,
            values={"late_limit_days": 30},
            made_by=UserFactory(),
            made_at=NOW,
        )
        agreed(two)
        at("signed", of=two, held_on=TODAY - 31 * DAY)
        at("signed", of=two, held_on=TODAY - 30 * DAY)
        assert sorted(self.attended(two)) == [("individual", False), ("individual", True)]

    def test_an_erased_record_counts_as_what_it_was(self, two: Relationship) -> None:
        record = at("signed", of=two)
        ledger.append(record, event="erased", by=None, now=NOW, shared=None)
        assert self.attended(two) == [("individual", True)]

    def test_short_advice_and_what_was_not_held_are_no_sessions(self, two: Relationship) -> None:
        session(of=two)
        ledger.append(session(of=two), event="missed", by=None, now=NOW)
        contact = session(of=two, held_on=TODAY)
        Session.objects.filter(pk=contact.pk).update(kind=Session.Kind.CONTACT)
        assert self.attended(two) == []


class TestTutorials:
    """A tutorial of a group is attended by whoever was there and does not deny it."""

    def tutorial(self, of: Relationship, **given: Any) -> Tutorial:
        group = Group.objects.create(
            organisation=of.organisation,
            programme_key="practice",
            name="Tuesday",
            facilitator=of.mentor,
            since=of.starts_on,
        )
        usual = {"occurred_on": TODAY, "minutes": 90, "topic": "Visits", "entered_by": of.mentor, "entered_at": NOW}
        return Tutorial.objects.create(organisation=of.organisation, group=group, client_id=uuid4(), **usual | given)

    @pytest.mark.parametrize(
        ("present", "answer", "attended"),
        [(True, "", True), (True, "confirmed", True), (True, "denied", False), (False, "", False)],
    )
    def test_who_was_there(self, two: Relationship, present: bool, answer: str, attended: bool) -> None:
        row = Attendance.objects.create(
            tutorial=self.tutorial(two),
            learner=two.learner,
            present=present,
            answer=answer,
            answered_at=NOW if answer else None,
        )
        expected = SessionAttended(on=TODAY, kind="group", minutes=90, ref=f"attendance:{row.pk}")
        assert facts(two.learner).sessions == ((expected,) if attended else ())

    def test_one_that_was_corrected_is_replaced(self, two: Relationship) -> None:
        first = self.tutorial(two)
        second = self.tutorial(two, corrects=first, minutes=60)
        for row in (first, second):
            Attendance.objects.create(tutorial=row, learner=two.learner, present=True)
        assert [fact.minutes for fact in facts(two.learner).sessions] == [60]

    def test_somebody_without_a_mentor_attends_as_well(self, two: Relationship) -> None:
        other = LearnerFactory()
        Attendance.objects.create(tutorial=self.tutorial(two), learner=other, present=True)
        assert len(facts(other).sessions) == 1


class TestRhythm:
    """The share of the schedule is the one that the pair sees."""

    def seen(self, learner: User, today: date) -> Fraction | None:
        found = one_learner(learner, today=today)
        assert found is not None
        return tally(found.material, policy=found.policy, today=today).share

    def test_it_is_the_share_of_the_tally(self) -> None:
        of = pair()
        at("signed", of=of)
        assert facts(of.learner).schedule_share == Fraction(1, 4) == self.seen(of.learner, TODAY)
        later = TODAY + 200 * DAY
        assert facts(of.learner, today=later).schedule_share == self.seen(of.learner, later)

    def test_a_pause_asks_for_nothing(self) -> None:
        of = pair(starts_on=TODAY)
        later = TODAY + 300 * DAY
        assert facts(of.learner, today=later).schedule_share == 0
        ledger.append(of, event="paused", by=None, now=NOW, reason="leave")
        assert facts(of.learner, today=later).schedule_share is None

    @pytest.mark.parametrize("state", ["ended", "to come", "nobody"])
    def test_without_a_mentor_there_is_no_rhythm(self, state: str) -> None:
        learner = {
            "ended": lambda: pair(ended_on=TODAY).learner,
            "to come": lambda: pair(starts_on=TODAY + DAY).learner,
            "nobody": LearnerFactory,
        }[state]()
        assert facts(learner).schedule_share is None


class TestObservations:
    """Signed by both, seen by somebody."""

    def test_one_that_is_signed(self, two: Relationship) -> None:
        row = signed(of=two)
        assert facts(two.learner).observations == (
            Observed(
                on=TODAY,
                observer=f"person:{two.mentor_id}",
                form="home_visit",
                entrustment=3,
                ref=f"observation:{row.pk.hex}",
            ),
        )

    def test_one_that_is_not_signed_is_none(self, two: Relationship) -> None:
        submitted(of=two)
        assert facts(two.learner).observations == ()

    def test_observers_are_told_apart(self, two: Relationship) -> None:
        signed(of=two)
        signed(submitted(of=two, observer=companion(two)))
        for _ in range(2):
            outside = asked(of=two, outside=True)
            link(of=outside)
            signed(submitted(outside))
        assert len({fact.observer for fact in facts(two.learner).observations}) == 4

    def test_a_form_that_asks_for_no_trust_shows_none(self, two: Relationship) -> None:
        row: Observation = drafted(of=two)
        told = {"acted_on": TODAY, "submitted_at": NOW, "consent": "not_applicable", "digest": "d" * 64}
        row = ledger.append(row, event="submitted", by=None, now=NOW, facts={"level": 3}, **told)
        for event in ("answered", "signed"):
            row = ledger.append(row, event=event, by=None, now=NOW)
        assert [fact.entrustment for fact in facts(two.learner).observations] == [None]

    def test_an_erased_one_counts_as_what_it_was(self, two: Relationship) -> None:
        was_signed, was_not = signed(of=two), submitted(of=two)
        for row in (was_signed, was_not):
            ledger.append(row, event="erased", by=None, now=NOW, observer_part=None, learner_part=None)
        assert [fact.ref for fact in facts(two.learner).observations] == [f"observation:{was_signed.pk.hex}"]

    @pytest.mark.parametrize(("answer", "number"), [("changed", 0), ("upheld", 1)])
    def test_a_learner_who_was_found_right_takes_it_away(self, two: Relationship, answer: str, number: int) -> None:
        row = signed(of=two)
        dispute = Dispute(
            organisation=two.organisation, learner=two.learner, subject=row.pk, subject_machine="observation"
        )
        ledger.begin(dispute, event="raised", by=two.learner, now=NOW)
        ledger.append(dispute, event=answer, by=None, now=NOW, heard_by=UserFactory())
        assert len(facts(two.learner).observations) == number


class TestReviews:
    """Signed by both; moderated where a moderator has upheld it."""

    @pytest.fixture
    def row(self, two: Relationship) -> Review:
        framework()
        return test_reviews.signed(two)

    def test_one_that_both_have_signed(self, row: Review) -> None:
        assert facts(row.learner).reviews == (
            Reviewed(on=TODAY, judgement="on_track", moderated=False, ref=f"review:{row.pk.hex}"),
        )

    def test_one_that_is_written_is_none(self, two: Relationship) -> None:
        framework()
        test_reviews.frozen(two)
        assert facts(two.learner).reviews == ()

    def test_a_line_manager_moderates_nothing(self, row: Review) -> None:
        reviews.confirm(review=row, by=line_manager_of(row.relationship), now=NOW)
        assert [fact.moderated for fact in facts(row.learner).reviews] == [False]

    def test_a_moderator_does(self, row: Review) -> None:
        row = reviews.uphold(review=row, by=moderator_of(row.relationship), now=NOW)
        assert [fact.moderated for fact in facts(row.learner).reviews] == [True]
        ledger.append(row, event="erased", by=None, now=NOW, mentor_part=None, learner_part=None)
        assert [fact.moderated for fact in facts(row.learner).reviews] == [True]

    def test_one_that_came_back_stands_for_nothing(self, row: Review) -> None:
        reviews.give_back(review=row, by=moderator_of(row.relationship), reason="unclear", now=NOW)
        assert facts(row.learner).reviews == ()
        ledger.append(row, event="erased", by=None, now=NOW, mentor_part=None, learner_part=None)
        assert facts(row.learner).reviews == ()


def test_a_session_is_signed_by_two_people_and_counted_for_one(two: Relationship) -> None:
    record = at("part_signed", of=two)
    signed_by(record, two.mentor, now=NOW + timedelta(hours=1))
    assert facts(two.mentor).sessions == ()
    assert len(facts(two.learner).sessions) == 1


def test_nobody_is_known_by_being_a_coordinator() -> None:
    assert facts(CoordinatorFactory()) == facts(LearnerFactory())
