"""Questions in a frame."""

from fractions import Fraction

import pytest

from modules.dialect.activities.quiz import Quiz
from modules.dialect.document import Broken
from modules.dialect.outcome import Verdict
from modules.dialect.parser import parse
from tests.dialect.reading import problems

QUESTION = ":::choice{#a}\nQ?\n- (x) a\n- ( ) b\n:::"


def band(ends: str) -> str:
    return f"> [!SCORE {ends}]\n> Said."


def quiz(attrs: str = "") -> Quiz:
    (found,) = parse(f"::::quiz[T]{{#q {attrs}}}\n\nAnswer.\n\n{QUESTION}\n\n> [!EXPLAIN]\n> why\n\n::::").nodes
    assert isinstance(found, Quiz)
    return found


def test_a_quiz_holds_questions_and_grades_nothing_itself() -> None:
    found = quiz()
    assert (found.title, found.prompt, found.explanation) == ("T", "Answer.", ("why",))
    assert [question.id for question in found.children] == ["a"]
    assert (found.shown().parts, found.read({}), found.solution()) == ((), {}, None)
    assert found.grade({}).verdict is Verdict.NOTED
    assert set(found.children[0].leaves()) <= set(found.leaves())


def test_the_pass_mark_is_eighty_percent_unless_the_author_says_otherwise() -> None:
    assert quiz().pass_mark == Fraction(4, 5)
    assert quiz("pass=70%").pass_mark == Fraction(7, 10)


@pytest.mark.parametrize(
    ("attrs", "together", "attempts", "pick"),
    [
        ("", False, None, None),
        ("feedback=immediate attempts=3", False, 3, None),
        ("feedback=deferred pick=1", True, None, 1),
    ],
)
def test_a_quiz_says_how_it_is_gone_through(attrs: str, together: bool, attempts: int | None, pick: int | None) -> None:
    found = quiz(attrs)
    assert (found.together, found.attempts, found.pick) == (together, attempts, pick)


def test_a_document_lists_the_quiz_and_then_its_questions() -> None:
    document = parse(f"::::quiz{{#q}}\n{QUESTION}\n::::\n\n" + QUESTION.replace("#a", "#b"))
    assert [activity.id for activity in document.activities] == ["q", "a", "b"]


def test_a_quiz_with_a_broken_question_is_broken_and_tells_it_once() -> None:
    document = parse("::::quiz{#q}\n\nAnswer.\n\n:::choice{#a}\n- ( ) a\n- ( ) b\n:::\n\n::::")
    assert [(problem.line, problem.code) for problem in document.problems] == [(5, "no-right-option")]
    (broken,) = document.nodes
    assert isinstance(broken, Broken)
    assert broken.text == "Answer."


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("::::quiz{#q}\nText\n::::", ["1 no-questions"]),
        (f"::::quiz{{#q}}\n{QUESTION}\n\ntext\n\nmore\n::::", ["8 text-between"]),
        (f"::::quiz{{#q pass=200%}}\n{QUESTION}\n::::", ["1 bad-value"]),
        (f"::::quiz{{#q pick=0}}\n{QUESTION}\n::::", ["1 bad-value"]),
        (f"::::quiz{{#q attempts=x}}\n{QUESTION}\n::::", ["1 bad-value"]),
        (f"::::quiz{{#q feedback=never}}\n{QUESTION}\n::::", ["1 bad-value"]),
        (f"::::quiz{{#q pick=2}}\n{QUESTION}\n::::", ["1 bad-value"]),
        (f"::::quiz{{#q pick=1 attempts=3}}\n{QUESTION}\n::::", []),
        (f"::::quiz{{#q}}\n{QUESTION}\n\n{band('0-50')}\n\n{band('50-100')}\n::::", ["11 overlapping-bands"]),
        (f"::::quiz{{#q}}\n{QUESTION}\n\n{band('50-100')}\n\n{band('0-49')}\n::::", []),
        ("::::quiz{#q feedback=deferred}\n:::essay{#e}\nWhy?\n:::\n::::", ["2 not-here"]),
        ("::::quiz{#q feedback=deferred}\n:::cards\n- a\n  > b\n:::\n::::", ["2 not-here"]),
        (f":::::quiz{{#q}}\n::::quiz{{#r}}\n{QUESTION}\n::::\n:::::", ["2 not-here"]),
    ],
)
def test_what_is_wrong_with_a_quiz_is_told(source: str, expected: list[str]) -> None:
    assert problems(source) == expected
