"""Modules, steps, quizzes and tests as requirements."""

from datetime import date
from fractions import Fraction

import pytest

from assessments.certification.laws.calendar import Period
from assessments.certification.laws.facts import (
    POST,
    PRE,
    Facts,
    KnowledgeTest,
    QuizTaken,
)
from assessments.certification.laws.facts import ModuleCompleted as Completed
from assessments.certification.laws.facts import StepDone as Done
from assessments.certification.laws.requirements.module_completed import ModuleCompleted
from assessments.certification.laws.requirements.pre_post_gain import PrePostGain, gain
from assessments.certification.laws.requirements.quiz_passed import FIRST, LAST, QuizPassed
from assessments.certification.laws.requirements.step_done import StepDone
from tests.assessments.certification.laws.requirements.looking import TODAY, day, look, told

MODULE = ModuleCompleted(key="m03", module="rp/03")
STEP = StepDone(key="refresher", step="rp/03/lesson-2")
QUIZ = QuizPassed(key="m03-quiz", quiz="rp/03/quiz", min_score=80)


class TestModuleCompleted:
    """A module is completed."""

    @pytest.mark.parametrize(
        ("days", "expected"),
        [
            pytest.param([], ("not_started", None, "not_begun", "learner"), id="never"),
            pytest.param([-1], ("not_started", None, "not_begun", "learner"), id="before the cycle"),
            pytest.param([0], ("met", day(0), "met", ""), id="on the first day that counts"),
            pytest.param([40, 10], ("met", day(10), "met", ""), id="twice: the first time"),
            pytest.param([181], ("met", TODAY, "met", ""), id="today"),
            pytest.param([182], ("not_started", None, "not_begun", "learner"), id="tomorrow"),
        ],
    )
    def test_it_is_met_by_a_completion_that_counts(self, days: list[int], expected: tuple[object, ...]) -> None:
        facts = Facts(modules=tuple(Completed(key="rp/03", on=day(number)) for number in days))

        assert told(look(MODULE, facts)) == expected

    def test_another_module_says_nothing(self) -> None:
        assert look(MODULE, Facts(modules=(Completed(key="rp/04", on=day(1)),))).state == "not_started"

    def test_steps_say_that_it_was_begun(self) -> None:
        steps = (
            Done(key="lesson-1", module="rp/03", on=day(1), ref="a"),
            Done(key="lesson-1", module="rp/03", on=day(2), ref="b"),
            Done(key="scenario", module="rp/03", on=day(3), kind="scenario", ref="c"),
            Done(key="lesson-1", module="rp/04", on=day(3)),
            Done(key="lesson-2", module="rp/03", on=day(-1)),
        )
        found = look(MODULE, Facts(steps=steps))

        assert told(found) == ("in_progress", None, "begun", "learner")
        assert found.params == {"module": "rp/03", "steps": 2}
        assert found.evidence == ("a", "b", "c")

    def test_ever_counts_what_was_done_before_the_cycle(self) -> None:
        ever = ModuleCompleted(key="m03", module="rp/03", ever=True)

        assert look(ever, Facts(modules=(Completed(key="rp/03", on=day(-400)),))).met_on == day(-400)


class TestStepDone:
    """One lesson or scenario."""

    @pytest.mark.parametrize(
        ("days", "expected"),
        [
            pytest.param([], ("not_started", None, "not_done", "learner"), id="never"),
            pytest.param([-1, 182], ("not_started", None, "not_done", "learner"), id="on days that do not count"),
            pytest.param([9, 5], ("met", day(5), "met", ""), id="twice: the first time"),
        ],
    )
    def test_it_is_met_by_the_step(self, days: list[int], expected: tuple[object, ...]) -> None:
        facts = Facts(steps=tuple(Done(key="rp/03/lesson-2", module="rp/03", on=day(number)) for number in days))

        assert told(look(STEP, facts)) == expected


def sat(number: int, score: int, *, missed: int = 0, passed: bool = False, sitting: int = 1) -> QuizTaken:
    return QuizTaken(
        key="rp/03/quiz",
        on=day(number),
        score=Fraction(score, 100),
        passed=passed,
        missed_critical=missed,
        number=sitting,
        ref=f"{number}/{sitting}",
    )


class TestQuizPassed:
    """A quiz is passed."""

    @pytest.mark.parametrize(
        ("sittings", "expected", "params"),
        [
            pytest.param([], ("not_started", None, "not_taken", "learner"), {}, id="never taken"),
            pytest.param([sat(-1, 100)], ("not_started", None, "not_taken", "learner"), {}, id="before the cycle"),
            pytest.param(
                [sat(3, 79)],
                ("in_progress", None, "not_passed", "learner"),
                {"score": 79, "needed": 80},
                id="a point too few",
            ),
            pytest.param([sat(3, 80)], ("met", day(3), "met", ""), {"score": 80}, id="exactly enough"),
            pytest.param(
                [sat(3, 95, missed=1)],
                ("in_progress", None, "critical_missed", "learner"),
                {"score": 95, "missed": 1},
                id="a question of safety was not right",
            ),
            pytest.param(
                [sat(3, 60, missed=2), sat(9, 70)],
                ("in_progress", None, "not_passed", "learner"),
                {"score": 70, "needed": 80},
                id="the better of two is told",
            ),
            pytest.param(
                [sat(9, 85), sat(5, 90), sat(20, 30)],
                ("met", day(5), "met", ""),
                {"score": 90},
                id="the earliest that passes, whatever came later",
            ),
        ],
    )
    def test_any_sitting_passes(
        self, sittings: list[QuizTaken], expected: tuple[object, ...], params: dict[str, int]
    ) -> None:
        found = look(QUIZ, Facts(quizzes=tuple(sittings)))

        assert told(found) == expected
        assert found.params == {"quiz": "rp/03/quiz", **params}

    def test_a_score_is_never_rounded_up(self) -> None:
        close = QuizTaken(key="rp/03/quiz", on=day(1), score=Fraction(7999, 10_000), passed=False)
        found = look(QUIZ, Facts(quizzes=(close,)))

        assert (found.state, found.params["score"]) == ("in_progress", 79)

    def test_without_a_score_of_its_own_the_pass_mark_of_the_quiz_decides(self) -> None:
        own = QuizPassed(key="q", quiz="rp/03/quiz")

        assert look(own, Facts(quizzes=(sat(1, 60, passed=True),))).state == "met"
        assert told(look(own, Facts(quizzes=(sat(1, 90, missed=1),)))) == (
            "in_progress",
            None,
            "critical_missed",
            "learner",
        )

    @pytest.mark.parametrize(
        ("sittings", "expected"),
        [
            pytest.param([sat(5, 90), sat(9, 40)], ("in_progress", None, "not_passed_last", "learner"), id="forgotten"),
            pytest.param([sat(5, 40), sat(9, 90)], ("met", day(9), "met", ""), id="learned"),
            pytest.param(
                [sat(9, 40, sitting=2), sat(9, 90, sitting=1)],
                ("in_progress", None, "not_passed_last", "learner"),
                id="two on one day: the second",
            ),
        ],
    )
    def test_the_last_sitting_can_be_asked_for(self, sittings: list[QuizTaken], expected: tuple[object, ...]) -> None:
        last = QuizPassed(key="q", quiz="rp/03/quiz", min_score=80, which=LAST)

        assert told(look(last, Facts(quizzes=tuple(sittings)))) == expected

    @pytest.mark.parametrize(
        ("sittings", "expected"),
        [
            pytest.param([sat(9, 95), sat(5, 40)], ("failed", None, "first_failed", "coordinator"), id="failed"),
            pytest.param([sat(9, 40), sat(5, 95)], ("met", day(5), "met", ""), id="passed"),
        ],
    )
    def test_the_first_sitting_alone_can_be_asked_for(
        self, sittings: list[QuizTaken], expected: tuple[object, ...]
    ) -> None:
        first = QuizPassed(key="q", quiz="rp/03/quiz", min_score=80, which=FIRST)

        assert told(look(first, Facts(quizzes=tuple(sittings)))) == expected

    @pytest.mark.parametrize(
        ("on", "expected"),
        [
            pytest.param(date(2026, 2, 28), ("met", date(2025, 2, 28), "met", ""), id="up to the same day"),
            pytest.param(date(2026, 3, 1), ("expired", None, "aged", "learner"), id="and not a day longer"),
        ],
    )
    def test_a_sitting_ages(self, on: date, expected: tuple[object, ...]) -> None:
        yearly = QuizPassed(key="q", quiz="rp/03/quiz", min_score=80, max_age=Period(months=12))
        taken = QuizTaken(key="rp/03/quiz", on=date(2025, 2, 28), score=Fraction(1), passed=True)
        found = look(yearly, Facts(quizzes=(taken,)), since=None, on=on)

        assert told(found) == expected
        if found.state == "expired":
            assert found.params == {"quiz": "rp/03/quiz", "passed_on": "2025-02-28", "max_age": "P1Y"}

    def test_a_fresh_sitting_takes_the_place_of_an_aged_one(self) -> None:
        yearly = QuizPassed(key="q", quiz="rp/03/quiz", min_score=80, max_age=Period(months=1))

        assert look(yearly, Facts(quizzes=(sat(1, 90), sat(170, 85)))).met_on == day(170)


def answered(moment: str, number: int, score: int) -> KnowledgeTest:
    return KnowledgeTest(
        instrument="E01", moment=moment, on=day(number), score=Fraction(score, 100), ref=f"{moment}{number}/{score}"
    )


class TestPrePostGain:
    """More is known than before."""

    GAIN = PrePostGain(key="gain", instrument="E01", min_gain=50)

    @pytest.mark.parametrize(
        ("tests", "expected", "reached"),
        [
            pytest.param([], ("not_started", None, "no_pre", "learner"), None, id="nothing"),
            pytest.param([(POST, 9, 90)], ("not_started", None, "no_pre", "learner"), None, id="no test before"),
            pytest.param([(PRE, 1, 40)], ("in_progress", None, "no_post", "learner"), None, id="none after"),
            pytest.param(
                [(PRE, 9, 40), (POST, 8, 90)], ("in_progress", None, "no_post", "learner"), None, id="in wrong order"
            ),
            pytest.param([(PRE, 1, 40), (POST, 90, 70)], ("met", day(90), "met", ""), 50, id="half of what was left"),
            pytest.param([(PRE, 1, 60), (POST, 90, 90)], ("met", day(90), "met", ""), 75, id="three quarters of it"),
            pytest.param([(PRE, 1, 100), (POST, 90, 100)], ("met", day(90), "met", ""), 100, id="nothing was left"),
            pytest.param(
                [(PRE, 1, 60), (POST, 90, 45)], ("in_progress", None, "below", "learner"), -25, id="less than before"
            ),
            pytest.param(
                [(PRE, 1, 40), (POST, 50, 50), (POST, 90, 65)],
                ("in_progress", None, "below", "learner"),
                41,
                id="the better of two is told",
            ),
            pytest.param(
                [(PRE, 1, 40), (POST, 90, 99), (POST, 50, 75)],
                ("met", day(50), "met", ""),
                58,
                id="the earliest that is enough",
            ),
            pytest.param(
                [(PRE, 1, 40), (PRE, 1, 60), (PRE, 2, 0), (POST, 3, 75)],
                ("in_progress", None, "below", "learner"),
                37,
                id="of two before, the first; of one day, the better",
            ),
        ],
    )
    def test_a_gain_is_shown(
        self, tests: list[tuple[str, int, int]], expected: tuple[object, ...], reached: int | None
    ) -> None:
        found = look(self.GAIN, Facts(knowledge_tests=tuple(answered(*each) for each in tests)))

        assert told(found) == expected
        assert found.params.get("gain") == reached

    @pytest.mark.parametrize(
        ("before", "after", "change"),
        [
            pytest.param(40, 70, Fraction(1, 2), id="40 to 70"),
            pytest.param(50, 80, Fraction(3, 5), id="50 to 80"),
            pytest.param(60, 90, Fraction(3, 4), id="60 to 90"),
            pytest.param(60, 45, Fraction(-1, 4), id="60 to 45"),
            pytest.param(50, 50, Fraction(0), id="no change"),
        ],
    )
    def test_the_worked_examples_of_the_evaluation_plan(self, before: int, after: int, change: Fraction) -> None:
        assert gain(Fraction(before, 100), Fraction(after, 100)) == change
