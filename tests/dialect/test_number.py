"""`:::number`: a number to type."""

from fractions import Fraction

import pytest

from modules.dialect.outcome import Verdict
from modules.dialect.shown import Widget
from modules.dialect.writer import write
from tests.dialect.reading import activity, answer, problems

AGE = """\
:::number{#age unit=years}

From what age must a child be heard in court here?

- = 10
  > Yes.
- = 9..11 {credit=50%}
  > Close. Check the law.
- != 18 | 21
  > That is the age of majority.
- != *
  > Look at article 12 again.

:::
"""


@pytest.mark.parametrize(
    ("given", "score", "said"),
    [
        pytest.param("10", Fraction(1), "Yes.", id="right"),
        pytest.param("10.0 years", Fraction(1), "Yes.", id="right, with its unit"),
        pytest.param("\u17e1\u17e0", Fraction(1), "Yes.", id="right, in Khmer digits"),
        pytest.param("9,5", Fraction(1, 2), "Close. Check the law.", id="nearly right"),
        pytest.param("21", Fraction(0), "That is the age of majority.", id="an expected mistake"),
        pytest.param("5", Fraction(0), "Look at article 12 again.", id="anything else"),
        pytest.param("10 months", Fraction(0), "Look at article 12 again.", id="another unit"),
        pytest.param("ten", Fraction(0), "Look at article 12 again.", id="no number"),
    ],
)
def test_the_first_line_that_fits_wins(given: str, score: Fraction, said: str) -> None:
    outcome = activity(AGE).grade(answer(answer=given))
    assert outcome.score == score
    (mark,) = outcome.marks
    assert mark.said == (said,)
    assert mark.right is (score == 1)


def test_no_answer_is_worth_nothing_and_gets_no_feedback() -> None:
    for given in ({}, answer(answer="  ")):
        outcome = activity(AGE).grade(given)
        assert (outcome.score, outcome.marks) == (0, ())


def test_an_answer_that_no_line_expects_is_wrong_without_feedback() -> None:
    outcome = activity(":::number{#n}\n\n- = 5\n\n:::\n").grade(answer(answer="6"))
    assert outcome.verdict is Verdict.WRONG
    assert outcome.marks[0].said == ()


def test_a_number_written_with_a_comma_for_thousands_is_right() -> None:
    number = activity(":::number{#n}\n\n- = 1500\n\n:::\n")
    assert number.grade(answer(answer="1,500")).score == 1
    assert number.grade(answer(answer="1 500")).score == 1


def test_one_field_for_a_number_is_shown_with_its_unit() -> None:
    (part,) = activity(AGE).shown().parts
    assert (part.key, part.widget, part.unit) == ("answer", Widget.NUMBER, "years")
    assert next(activity(AGE).inner_leaves()) == "years"
    assert list(activity(":::number{#n}\n\n- = 5\n\n:::\n").inner_leaves()) == []


def test_the_canonical_form_keeps_every_line() -> None:
    assert write(activity(AGE)) == AGE


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param("- = ten\n- = 5..3", ["3 bad-number", "4 bad-number"], id="no numbers"),
        pytest.param("- = 1,500", ["3 unclear-number"], id="a comma that may be read in two ways"),
        pytest.param("- != 5", ["1 no-right-answer"], id="nothing right"),
        pytest.param("- = 5 {credit=50%}", ["1 no-right-answer"], id="nothing worth the full mark"),
        pytest.param("- = 9..11 {credit=50%}\n- = 10", ["4 hidden-answer"], id="the wide answer before the exact one"),
        pytest.param("- = 5\n- != *\n- != 6", ["5 unreachable"], id="a line after anything"),
        pytest.param("- 5", ["3 no-sign"], id="no sign"),
        pytest.param("- = 5 |", ["3 empty-answer"], id="nothing after the bar"),
        pytest.param("- = 5 {#k}", ["3 no-key-here"], id="a name for a line"),
        pytest.param("- = 5 {credit=much}", ["3 bad-value"], id="no share"),
        pytest.param("- = 5\n- != 5", ["4 duplicate-option"], id="a number twice"),
        pytest.param("Nothing.", ["1 no-answers"], id="no list"),
    ],
)
def test_a_mistake_is_named_with_its_line(answers: str, expected: list[str]) -> None:
    assert problems(f":::number{{#n}}\n\n{answers}\n\n:::\n") == expected
