"""Modules, steps and quizzes, from the ledgers of learning."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.certification.laws.facts import LESSON, SCENARIO, ModuleCompleted, QuizTaken, StepDone
from assessments.certification.selectors.sources.learning import Mark, standing
from assessments.progress.models import LessonEvent
from assessments.progress.services import marks
from modules.selectors import forget_outline, module_of
from tests.assessments.certification.selectors.reading import facts
from tests.factories.evidence import NOW, Planted, answered, plant_programme, sitting
from tests.factories.people import LearnerFactory
from training_site.people.models import User

pytestmark = pytest.mark.django_db
Kind = LessonEvent.Kind
DAY, TODAY = timedelta(days=1), NOW.date()


@pytest.fixture
def planted() -> Planted:
    return plant_programme()


@pytest.fixture
def learner() -> User:
    return LearnerFactory()


def mark(learner: User, planted: Planted, *, kind: Kind = Kind.DONE, now: datetime = NOW) -> str:
    """The reference of a mark on the first lesson."""
    module = module_of(planted.lesson)
    assert module is not None
    key = planted.lesson.content_key
    row = marks.mark(learner=learner, module=module, content_key=key, kind=kind, client_id=uuid4(), now=now)
    return f"lesson_event:{row.pk}"


def lesson(ref: str, on: date = TODAY) -> StepDone:
    return StepDone(key="practice/m03-l1", module="practice/m03", on=on, kind=LESSON, ref=ref)


def test_a_quiz_that_was_handed_in_is_a_fact_of_that_day(learner: User, planted: Planted) -> None:
    failed = sitting(learner, planted.quiz, handed_in=True, right=3)
    passed = sitting(learner, planted.quiz, handed_in=True, right=4, now=NOW + DAY)
    sitting(learner, planted.quiz)
    found = set(facts(learner).quizzes)
    assert found == {
        QuizTaken(
            key="practice/m03-quiz",
            on=TODAY,
            score=Fraction(3, 4),
            passed=False,
            missed_critical=1,
            number=1,
            pass_mark=75,
            ref=f"quiz_attempt:{failed.pk.hex}",
        ),
        QuizTaken(
            key="practice/m03-quiz",
            on=TODAY + DAY,
            score=Fraction(1),
            passed=True,
            number=2,
            pass_mark=75,
            ref=f"quiz_attempt:{passed.pk.hex}",
        ),
    }


def test_a_quiz_is_no_step_even_when_it_is_published_no_longer(learner: User, planted: Planted) -> None:
    sitting(learner, planted.quiz, handed_in=True, right=4)
    assert LessonEvent.objects.get().kind == Kind.DONE
    assert facts(learner).steps == ()
    planted.quiz.unpublish()
    forget_outline()
    assert facts(learner).steps == ()


def test_a_lesson_that_was_marked_is_a_step_of_its_module(learner: User, planted: Planted) -> None:
    mark(learner, planted, kind=Kind.OPENED)
    ref = mark(learner, planted)
    assert facts(learner).steps == (lesson(ref),)


def test_a_mark_that_was_taken_back_is_no_step(learner: User, planted: Planted) -> None:
    mark(learner, planted)
    mark(learner, planted, kind=Kind.UNDONE, now=NOW + DAY)
    assert facts(learner).steps == ()


def test_whoever_goes_through_a_lesson_again_has_done_it_on_both_days(learner: User, planted: Planted) -> None:
    first = mark(learner, planted)
    mark(learner, planted, kind=Kind.UNDONE, now=NOW + 365 * DAY)
    second = mark(learner, planted, now=NOW + 366 * DAY)
    assert set(facts(learner).steps) == {lesson(first), lesson(second, TODAY + 366 * DAY)}


def test_a_scenario_is_a_step_at_each_ending(learner: User, planted: Planted) -> None:
    answered(learner, planted.scenario, "door", {"path": ("m1",)})
    assert facts(learner).steps == ()
    answered(learner, planted.scenario, "door", {"path": ("m1", "m3")})
    answered(learner, planted.scenario, "door", {"path": ("m2",)}, now=NOW + 400 * DAY)
    found = facts(learner).steps
    assert {(fact.key, fact.kind, fact.on) for fact in found} == {
        ("practice/m03-s1", SCENARIO, TODAY),
        ("practice/m03-s1", SCENARIO, TODAY + 400 * DAY),
    }


def test_a_completed_module_stays_so_whatever_is_taken_back(learner: User, planted: Planted) -> None:
    sitting(learner, planted.quiz, handed_in=True, right=4)
    answered(learner, planted.scenario, "door", {"path": ("m2",)})
    for page in (planted.lesson, planted.second):
        module = module_of(page)
        assert module is not None
        key, done = page.content_key, Kind.DONE
        marks.mark(learner=learner, module=module, content_key=key, kind=done, client_id=uuid4(), now=NOW + DAY)
    event = LessonEvent.objects.get(kind=Kind.COMPLETED)
    completed = (ModuleCompleted(key="practice/m03", on=TODAY + DAY, ref=f"lesson_event:{event.pk}"),)
    assert facts(learner).modules == completed
    mark(learner, planted, kind=Kind.UNDONE, now=NOW + 2 * DAY)
    assert facts(learner).modules == completed


# The law of marks.

marked = st.lists(st.tuples(st.booleans(), st.integers(0, 5)), max_size=12).map(
    lambda rows: [
        Mark(pk, "m", done, TODAY + day * DAY)
        for pk, (done, day) in enumerate(zip(*(([d for d, _ in rows]), sorted(day for _, day in rows)), strict=True))
    ]
)


@given(marked)
def test_what_stands_was_marked_as_done_in_order(made: list[Mark]) -> None:
    found = standing(made)
    assert all(mark.done for mark in found)
    assert found == [mark for mark in made if mark in found]


@given(marked)
def test_a_page_shows_something_exactly_while_its_last_mark_says_so(made: list[Mark]) -> None:
    assert bool(standing(made)) == bool(made and made[-1].done)


@given(marked, st.integers(0, 9))
def test_marking_it_once_more_takes_nothing_away(made: list[Mark], later: int) -> None:
    again = Mark(99, "m", True, max((mark.day for mark in made), default=TODAY) + later * DAY)
    assert set(standing(made)) <= set(standing([*made, again]))


def test_a_slip_that_was_taken_back_at_once_is_forgotten() -> None:
    slip, back, done = Mark(1, "m", True, TODAY), Mark(2, "m", False, TODAY), Mark(3, "m", True, TODAY + DAY)
    assert standing([slip, back, done]) == [done]
