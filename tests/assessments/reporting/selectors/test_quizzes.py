"""What is counted of the sittings of a quiz: those of a unit, the first of each person, no typed word."""

from datetime import timedelta
from fractions import Fraction

import pytest
from pytest_django import DjangoAssertNumQueries

from assessments.marking.analysis.guessing import choices, guess
from assessments.marking.analysis.items import item_figures
from assessments.reporting.selectors.quizzes import analysed, quizzes_taken, sittings_of
from tests.dialect.reading import activity
from tests.factories.evidence import NOW, QUIZ, Planted, edit, sitting
from tests.factories.people import LearnerFactory, OrganisationFactory
from training_site.people.models import Organisation

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def house(db: None) -> Organisation:
    return OrganisationFactory(name="House")


@pytest.fixture
def planted(db: None) -> Planted:
    from tests.factories.evidence import plant_programme

    return plant_programme()


def learners(house: Organisation, number: int) -> list:
    return [LearnerFactory(in_organisation=house) for _ in range(number)]


def test_people_of_the_unit_are_counted_and_nobody_else(planted: Planted, house: Organisation) -> None:
    inside, outside = learners(house, 2), learners(OrganisationFactory(), 1)
    for learner in (*inside, *outside):
        sitting(learner, planted.quiz, handed_in=True, right=2)
    sitting(inside[0], planted.quiz)  # still open

    found = analysed(sittings_of(planted.quiz.content_key, house, today=TODAY))

    assert found.whole.number == 2
    assert set(found.whole.items) == {"q1", "q2", "q3", "q4"}
    assert [(page.pk, people) for page, people in quizzes_taken(house, today=TODAY)] == [(planted.quiz.pk, 2)]
    assert quizzes_taken(OrganisationFactory(), today=TODAY) == []


def test_the_first_sitting_of_each_person_counts_or_all_of_them(planted: Planted, house: Organisation) -> None:
    (learner,) = learners(house, 1)
    for right in (1, 4):
        sitting(learner, planted.quiz, handed_in=True, right=right, now=NOW + right * timedelta(days=1))
    key = planted.quiz.content_key

    first = analysed(sittings_of(key, house, today=TODAY))
    every = analysed(sittings_of(key, house, today=TODAY, every=True))
    latest = analysed(sittings_of(key, house, today=TODAY, every=True), most=1)

    assert [dict(one.whole.totals) for one in (first, every, latest)] == [{1: 1}, {1: 1, 4: 1}, {4: 1}]


def test_options_points_and_guesses_come_from_the_versions(planted: Planted, house: Organisation) -> None:
    people = learners(house, 2)
    sitting(people[0], planted.quiz, handed_in=True, right=4)
    edit(planted.quiz, QUIZ.replace("{#q1 shuffle}", "{#q1 points=3 shuffle}"))
    sitting(people[1], planted.quiz, handed_in=True, right=0)

    found = analysed(sittings_of(planted.quiz.content_key, house, today=TODAY))

    assert [one.points for one in found.asked["q1"]] == [1, 3]
    assert found.extents["q1"].highest == 3
    assert found.extents["q1"].guess == Fraction(1, 3)
    assert {key: one.number for key, one in found.whole.items["q1"].chosen.items()} == {"answer:a": 1, "answer:b": 1}
    assert item_figures(found.whole, found.extents)["q2"].facility == Fraction(1, 2)


def test_the_number_of_queries_does_not_grow(
    planted: Planted, house: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for learner in learners(house, 4):
        sitting(learner, planted.quiz, handed_in=True, right=3)
    with django_assert_num_queries(3):
        analysed(sittings_of(planted.quiz.content_key, house, today=TODAY))


@pytest.mark.parametrize(
    ("source", "brings"),
    [
        pytest.param(":::choice{#q}\n\n- (x) a\n- ( ) b\n- ( ) c\n\n:::\n", "1/3", id="one of three"),
        pytest.param(":::choice{#q}\n\n- [x] a\n- [x] b\n- [ ] c\n\n:::\n", None, id="several of three"),
        pytest.param(":::truefalse{#q}\n\n- [x] a\n- [ ] b\n\n:::\n", "1/2", id="true or false"),
        pytest.param(":::match{#q}\n\n- a -> 1\n- b -> 2\n- -> 3\n\n:::\n", "1/3", id="pairs with one too many"),
        pytest.param(":::blanks{#q}\n\nAn [[Owl]] and a [[( ) Cow | (x) Cat]].\n\n:::\n", "1/4", id="one typed, one of two"),
        pytest.param(":::short{#q}\n\n- = a\n\n:::\n", "0", id="typed"),
        pytest.param(":::order{#q}\n\n1. a\n2. b\n3. c\n\n:::\n", None, id="steps that depend on each other"),
    ],
)  # fmt: skip
def test_blind_guessing_brings_what_chance_brings(source: str, brings: str | None) -> None:
    assert guess(activity(source)) == (None if brings is None else Fraction(brings))


def test_what_is_typed_is_not_listed() -> None:
    found = choices(activity(":::blanks{#q}\n\nAn [[Owl]] and a [[( ) Cow | (x) Cat]].\n\n:::\n"))

    assert [len(one.options) for one in found] == [2]
    assert len(found[0].right) == 1
    assert choices(activity(":::short{#q}\n\n- = a\n\n:::\n")) == ()
