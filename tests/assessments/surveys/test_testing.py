"""A test before and after: two forms, a crossover, the sittings of the quizzes, and what certificates learn of it."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import DatabaseError, transaction

from assessments.certification.laws.facts import POST, PRE
from assessments.certification.selectors.facts import facts_of
from assessments.certification.selectors.known import known_around
from assessments.models import QuizPage
from assessments.surveys.laws.crossover import A, other
from assessments.surveys.models import TestPlan, TestSeat
from assessments.surveys.selectors import tests
from assessments.surveys.services import testing
from tests.factories import certification, cohorts
from tests.factories.evidence import Planted, sitting
from tests.factories.people import LearnerFactory
from tests.factories.surveys import NOW, TEST, TODAY, cohort_of, instrument
from training_site.people.models import User

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
SWAPPED = NOW + 30 * timedelta(days=1)
FORMS = ("practice/m03-quiz", "practice/m04-quiz")


def given(people: int = 6) -> TestPlan:
    cohort = cohort_of(people)
    return testing.plan(cohort=cohort, instrument="knowledge", forms=FORMS, by=cohort.members.first().learner, now=NOW)


def sat(seat: TestSeat, form: str, *, right: int, at: object) -> None:
    page = QuizPage.objects.get(content_key=tests.form_of(seat.plan, form))
    sitting(seat.person, page, handed_in=True, right=right, now=at)  # type: ignore[arg-type]


def taken(plan: TestPlan, *, before: int = 2, after: int = 3) -> TestPlan:
    """Everybody took both."""
    seats = list(plan.seats.select_related("plan", "person"))
    for seat in seats:
        sat(seat, seat.first, right=before, at=NOW + HOUR)
    plan = testing.open_second(plan=plan, by=seats[0].person, now=SWAPPED)
    for seat in seats:
        sat(seat, other(seat.first), right=after, at=SWAPPED + HOUR)
    return plan


def test_half_of_the_cohort_begins_with_each_form(planted: Planted) -> None:
    first = list(given(7).seats.values_list("first", flat=True))

    assert sorted((first.count("a"), first.count("b"))) == [3, 4]


def test_newcomers_get_the_seats_that_keep_the_halves_equal_until_the_forms_are_swapped(planted: Planted) -> None:
    plan = given(5)
    before = dict(plan.seats.values_list("person", "first"))
    cohorts.member(plan.cohort)

    assert (testing.seat_everywhere(now=NOW), testing.seat_everywhere(now=NOW)) == (1, 0)
    assert list(plan.seats.values_list("first", flat=True)).count("a") == 3
    assert before.items() <= dict(plan.seats.values_list("person", "first")).items()
    testing.open_second(plan=plan, by=plan.seats.first().person, now=SWAPPED)
    cohorts.member(plan.cohort)
    assert testing.seat_newcomers(plan=plan, now=SWAPPED) == 0


def test_a_test_needs_two_quizzes_of_this_site(planted: Planted) -> None:
    cohort = cohort_of(5)
    with pytest.raises(testing.NoForms):
        testing.plan(
            cohort=cohort, instrument="knowledge", forms=(FORMS[0], "practice/none"), by=LearnerFactory(), now=NOW
        )


def test_a_cohort_has_a_test_once_and_its_forms_are_swapped_once(planted: Planted) -> None:
    plan = given()
    by = LearnerFactory()
    with pytest.raises(testing.PlannedAlready):
        testing.plan(cohort=plan.cohort, instrument="knowledge", forms=FORMS, by=by, now=NOW)
    testing.open_second(plan=plan, by=by, now=SWAPPED)
    with pytest.raises(testing.OpenedAlready):
        testing.open_second(plan=plan, by=by, now=SWAPPED)


def test_pairs_are_those_who_took_both_each_with_the_form_of_the_moment(planted: Planted) -> None:
    plan = taken(given(6))

    assert tests.pairs_of(plan) == [(Fraction(1, 2), Fraction(3, 4))] * 6
    assert tests.taken(plan) == (6, 6, 6)


@pytest.mark.parametrize(
    ("form", "at", "counts"),
    [
        ("first", NOW - HOUR, False),  # before it was given
        ("first", NOW + HOUR, True),
        ("other", NOW + HOUR, False),  # the wrong form for before
        ("first", SWAPPED + HOUR, False),  # too late
    ],
)
def test_before_is_the_first_form_until_the_forms_are_swapped(
    planted: Planted, form: str, at: object, counts: bool
) -> None:
    plan = given(5)
    seat = plan.seats.select_related("plan", "person").first()
    plan = testing.open_second(plan=plan, by=seat.person, now=SWAPPED)
    sat(seat, seat.first if form == "first" else other(seat.first), right=2, at=at)
    seat.plan = plan
    found = tests.shown(seat, tests.handed_in([seat.person_id], FORMS))

    assert (found.before is not None) is counts
    assert found.after is None


def test_a_second_sitting_of_the_first_form_counts_no_more(planted: Planted) -> None:
    plan = given(5)
    seat = plan.seats.select_related("plan", "person").first()
    sat(seat, seat.first, right=1, at=NOW + HOUR)
    sat(seat, seat.first, right=4, at=NOW + 2 * HOUR)
    found = tests.shown(seat, tests.handed_in([seat.person_id], FORMS))

    assert found.before is not None
    assert found.before.score == Fraction(1, 4)


def test_certificates_learn_what_somebody_knew_before_and_after(planted: Planted) -> None:
    plan = taken(given(5))
    person: User = plan.seats.first().person
    facts = facts_of([person.pk], today=SWAPPED.date() + timedelta(days=2))[person.pk].knowledge_tests

    assert {(one.instrument, one.moment, one.score) for one in facts} == {
        ("knowledge", PRE, Fraction(1, 2)),
        ("knowledge", POST, Fraction(3, 4)),
    }
    assert all(one.ref.startswith("quiz_attempt:") for one in facts)
    assert min(one.on for one in facts) == TODAY


def test_a_certificate_may_ask_for_a_test_that_is_in_use(planted: Planted) -> None:
    version = certification.certification(code="practice")
    before = known_around(version.certification, today=TODAY).instruments
    instrument(TEST)

    assert "knowledge" not in (before or ())
    assert "knowledge" in (known_around(version.certification, today=TODAY).instruments or ())


def test_a_seat_and_the_seed_stay_as_they_were_given(planted: Planted) -> None:
    plan = given(5)
    for change in (
        lambda: TestSeat.objects.filter(plan=plan).update(first=A),
        lambda: TestPlan.objects.filter(pk=plan.pk).update(seed="other"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
