"""What a module still asks for, in words."""

from fractions import Fraction

import pytest

from assessments.progress.requirements import Fact, contact, is_complete, missing, missing_in_short

LESSON = Fact(kind="lesson", title="One", done=True)
SCENARIO = Fact(kind="scenario", title="The gate", done=True)
QUIZ = Fact(kind="quiz", title="Quiz", done=True, best=Fraction(1), pass_mark=80)


def quiz(**more: object) -> Fact:
    return Fact(**({"kind": "quiz", "title": "Quiz", "pass_mark": 80} | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "sentences"),
    [
        pytest.param([LESSON, SCENARIO, QUIZ], [], id="nothing"),
        pytest.param([], ["This module is still being written."], id="a-module-without-steps"),
        pytest.param(
            [LESSON, LESSON, Fact(kind="lesson", title="Three")], ["Lesson 3 is not marked as done."], id="a-lesson"
        ),
        pytest.param(
            [Fact(kind="scenario", title="The gate")],
            ["The scenario has not been walked to an ending."],
            id="the-scenario",
        ),
        pytest.param(
            [SCENARIO, Fact(kind="scenario", title="The street")],
            ["The scenario “The street” has not been walked to an ending."],
            id="one-of-two-scenarios",
        ),
        pytest.param([quiz(pass_mark=None)], ["The quiz has not been taken yet."], id="a-quiz-not-taken"),
        pytest.param(
            [quiz(best=Fraction(7, 10))],
            ["The quiz is not passed yet (best: 70 %, pass: 80 %)."],
            id="a-quiz-below-the-mark",
        ),
        pytest.param(
            [quiz(best=Fraction(7, 10), missed_critical=2)],
            ["The quiz is not passed yet (best: 70 %, pass: 80 %)."],
            id="below-the-mark-and-a-safety-question",
        ),
        pytest.param(
            [quiz(best=Fraction(9, 10), missed_critical=1)],
            ["1 question about the safety of children must be right in the attempt that passes."],
            id="one-safety-question",
        ),
        pytest.param(
            [quiz(best=Fraction(8, 10), missed_critical=2)],
            ["2 questions about the safety of children must be right in the attempt that passes."],
            id="two-safety-questions",
        ),
    ],
)
def test_what_is_missing_is_said_in_the_order_of_the_module(facts: list[Fact], sentences: list[str]) -> None:
    assert list(missing(facts)) == sentences
    assert is_complete(facts) is (not sentences)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        pytest.param([LESSON, SCENARIO, QUIZ], "", id="nothing"),
        pytest.param([Fact(kind="lesson", title="One"), SCENARIO, QUIZ], "lesson 1", id="a-lesson"),
        pytest.param(
            [Fact(kind="lesson", title="One"), LESSON, Fact(kind="lesson", title="Three"), quiz(pass_mark=None)],
            "lessons 1, 3; the quiz",
            id="two-lessons-and-the-quiz",
        ),
        pytest.param([Fact(kind="scenario", title="The gate"), QUIZ], "the scenario", id="the-scenario"),
        pytest.param(
            [Fact(kind="scenario", title="A"), Fact(kind="scenario", title="B")], "2 scenarios", id="two-scenarios"
        ),
        pytest.param([quiz(best=Fraction(7, 10))], "the quiz (best 70 %, pass 80 %)", id="a-quiz-below-the-mark"),
        pytest.param(
            [quiz(best=Fraction(9, 10), missed_critical=1)],
            "the quiz (questions about the safety of children)",
            id="a-safety-question",
        ),
    ],
)
def test_what_is_missing_is_said_in_a_few_words_too(facts: list[Fact], words: str) -> None:
    assert missing_in_short(facts) == words


def test_contact_with_children_waits_for_the_module_on_safety() -> None:
    waiting = contact(module_title="Module 3", completed=False, still_missing=["The quiz has not been taken yet."])
    assert not waiting.ready
    assert waiting.reasons == ("“Module 3” is not completed yet.", "The quiz has not been taken yet.")


def test_contact_with_children_is_open_once_the_module_was_completed() -> None:
    assert contact(module_title="Module 3", completed=True, still_missing=["whatever came later"]).reasons == ()
