"""`:::order`: steps to put in order."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.dialect.writer import write
from tests.dialect.reading import activity, problems

STEPS = """\
:::order{#steps grade=next}

Put the home visit in order.

1. Read the file {#read}
   > Always first.
2. Call your supervisor {#call}
3. Introduce yourself {#introduce}
4. Explain why you are here {#explain}
5. Write your note {#note}

:::
"""
KEYS = ["read", "call", "introduce", "explain", "note"]


def placed(*steps: str) -> dict[str, tuple[str, ...]]:
    """The answer in which the steps stand in this order."""
    return {f"step-{step}": (str(place),) for place, step in enumerate(steps, start=1)}


@pytest.mark.parametrize(
    ("measure", "score"),
    [
        pytest.param("exact", Fraction(0), id="exact"),
        pytest.param("position", Fraction(0), id="position"),
        pytest.param("next", Fraction(3, 4), id="next"),
        pytest.param("longest", Fraction(4, 5), id="longest"),
        pytest.param("relative", Fraction(3, 5), id="relative"),
    ],
)
def test_the_author_says_what_about_the_order_counts(measure: str, score: Fraction) -> None:
    order = activity(STEPS.replace("grade=next", f"grade={measure}"))
    outcome = order.grade(placed("call", "introduce", "explain", "note", "read"))
    assert outcome.score == score
    follows = [False, False, True, True, True]
    assert [mark.right for mark in outcome.marks] == (follows if measure in {"next", "longest"} else [False] * 5)


def test_next_counts_where_the_author_says_nothing() -> None:
    order = activity(STEPS.replace(" grade=next", ""))
    assert order.grade(placed("call", "introduce", "explain", "note", "read")).score == Fraction(3, 4)


def test_two_steps_in_one_place_have_no_place() -> None:
    order = activity(STEPS.replace("grade=next", "grade=position"))
    answer = placed(*KEYS) | {"step-call": ("1",)}
    outcome = order.grade(answer)
    assert outcome.score == Fraction(3, 5)
    assert [mark.right for mark in outcome.marks] == [False, False, True, True, True]


def test_feedback_stands_at_steps_that_were_placed() -> None:
    order = activity(STEPS)
    assert [mark.said for mark in order.grade(placed("read")).marks] == [("Always first.",), (), (), (), ()]
    assert [mark.said for mark in order.grade({}).marks] == [()] * 5
    assert order.grade({}).score == 0


@given(st.text(), st.integers(2, 6))
def test_the_steps_are_never_shown_in_the_right_order(seed: str, count: int) -> None:
    steps = "\n".join(f"{number}. step {number} {{#s{number}}}" for number in range(1, count + 1))
    order = activity(f":::order{{#o}}\n\n{steps}\n\n:::\n")
    right = [f"step-s{number}" for number in range(1, count + 1)]
    for shown in (order.shown(), order.shown(seed, shuffle=True)):
        assert [part.key for part in shown.parts] != right
        assert sorted(part.key for part in shown.parts) == right


def test_every_step_may_stand_in_every_place() -> None:
    shown = activity(STEPS).shown()
    assert all([option.key for option in part.options] == ["1", "2", "3", "4", "5"] for part in shown.parts)
    assert len({part.key for part in shown.parts}) == 5


def test_a_step_keeps_its_key_when_the_author_moves_it() -> None:
    one = activity(":::order{#o}\n\n1. first\n2. second\n\n:::\n")
    other = activity(":::order{#o}\n\n1. second\n2. first\n\n:::\n")
    assert {part.text: part.key for part in one.parts()} == {part.text: part.key for part in other.parts()}
    assert one.grade(other.solution()).score == 0


def test_the_canonical_form_keeps_every_step() -> None:
    assert write(activity(STEPS)) == STEPS


@pytest.mark.parametrize(
    ("options", "answers", "expected"),
    [
        pytest.param("", "- first\n- second", ["3 not-numbered"], id="bullets"),
        pytest.param("", "1. first", ["1 one-option"], id="one step"),
        pytest.param("", "Nothing.", ["1 no-answers"], id="no list"),
        pytest.param("", "1. a\n2. a", ["4 duplicate-option"], id="a step twice"),
        pytest.param(" grade=nxt", "1. a\n2. b", ["1 bad-value"], id="a measure nobody knows"),
    ],
)
def test_a_mistake_is_named_with_its_line(options: str, answers: str, expected: list[str]) -> None:
    assert problems(f":::order{{#o{options}}}\n\n{answers}\n\n:::\n") == expected
