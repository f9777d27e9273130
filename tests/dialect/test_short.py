"""`:::short`: a few words to type."""

from fractions import Fraction

import pytest

from modules.dialect.shown import Widget
from modules.dialect.writer import write
from tests.dialect.reading import activity, answer, problems

METHOD = """\
:::short{#method}

What is the method called that explores ambivalence without arguing?

- = motivational interviewing | motivational interview
- = motivational* {credit=50%}
  > What kind of conversation?
- = MI {case credit=1/4}
  > Write the full name.
- != therapy | counselling
  > These are broader words.

:::
"""


@pytest.mark.parametrize(
    ("given", "score", "said"),
    [
        pytest.param("Motivational  Interview", Fraction(1), (), id="right"),
        pytest.param("motivational talk", Fraction(1, 2), ("What kind of conversation?",), id="nearly right"),
        pytest.param("MI", Fraction(1, 4), ("Write the full name.",), id="an abbreviation"),
        pytest.param("mi", Fraction(0), (), id="an abbreviation whose capitals count"),
        pytest.param("counselling", Fraction(0), ("These are broader words.",), id="an expected mistake"),
        pytest.param("no idea", Fraction(0), (), id="anything else"),
    ],
)
def test_the_first_line_that_fits_wins(given: str, score: Fraction, said: tuple[str, ...]) -> None:
    outcome = activity(METHOD).grade(answer(answer=given))
    assert outcome.score == score
    (mark,) = outcome.marks
    assert mark.said == said
    assert mark.right is (score == 1)


def test_no_answer_is_worth_nothing_even_where_anything_is_right() -> None:
    anything = activity(":::short{#s}\n\n- = *\n\n:::\n")
    assert anything.grade(answer(answer="word")).score == 1
    assert anything.grade(anything.solution()).score == 1
    assert anything.grade(answer(answer=" ")).score == 0
    assert anything.grade({}).score == 0


def test_an_asterisk_can_be_meant() -> None:
    star = activity(":::short{#s fuzzy}\n\n- = 5 \\* 30\n\n:::\n")
    assert star.grade(answer(answer="5 * 30")).score == 1
    assert star.grade(answer(answer="5 *30")).score == 1
    assert star.grade(answer(answer="5 times 30")).score == 0
    assert star.solution() == answer(answer="5 * 30")


def test_slips_are_forgiven_where_the_author_says_so() -> None:
    fuzzy = activity(":::short{#s}\n\n- = genogram {fuzzy}\n- != eco*\n\n:::\n")
    assert fuzzy.grade(answer(answer="genogramm")).score == 1
    assert activity(":::short{#s}\n\n- = genogram\n\n:::\n").grade(answer(answer="genogramm")).score == 0


def test_one_field_for_text_is_shown() -> None:
    (part,) = activity(METHOD).shown().parts
    assert (part.key, part.widget, part.size) == ("answer", Widget.TEXT, 30)


def test_the_canonical_form_keeps_every_line() -> None:
    assert write(activity(METHOD)) == METHOD


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param("- != word", ["1 no-right-answer"], id="nothing right"),
        pytest.param("- = wo* {credit=0.5}\n- = word", ["4 hidden-answer"], id="the wide answer before the exact one"),
        pytest.param("- = affect {fuzzy}\n- != effect", ["4 fuzzy-too-near"], id="answers a slip apart"),
        pytest.param("- != effect\n- = affect {fuzzy}", ["4 fuzzy-too-near"], id="answers a slip apart, the other way"),
        pytest.param("- = word\n- != *\n- != other", ["5 unreachable"], id="a line after anything"),
        pytest.param("- = word {lang=km}", [], id="a language"),
        pytest.param("- = word {unit=m}", ["3 unknown-attribute"], id="an option nobody knows"),
    ],
)
def test_a_mistake_is_named_with_its_line(answers: str, expected: list[str]) -> None:
    assert problems(f":::short{{#s}}\n\n{answers}\n\n:::\n") == expected
