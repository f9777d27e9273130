"""`:::match`: left sides and the right sides that belong to them."""

from fractions import Fraction

import pytest

from modules.dialect.shown import Widget
from modules.dialect.writer import write
from tests.dialect.reading import activity, problems

PAIRS = """\
:::match{#pairs}

Match each question with its type.

- "What happened after school?" -> open question {#open}
- "Did you eat today?" -> closed question {#closed}
  > It can be answered with yes or no.
- "He hit you, didn't he?" -> leading question {#leading}
- -> multiple question {#more}
  > A multiple question asks several things.

:::
"""


def test_every_left_side_may_choose_every_right_side() -> None:
    shown = activity(PAIRS).shown()
    assert [part.key for part in shown.parts] == ["pair-open", "pair-closed", "pair-leading"]
    assert all(part.widget is Widget.SELECT for part in shown.parts)
    assert {option.text for option in shown.parts[0].options} == {
        "open question",
        "closed question",
        "leading question",
        "multiple question",
    }


def test_right_pairs_count_and_feedback_stands_at_what_was_answered() -> None:
    match = activity(PAIRS)
    keys = {option.text: option.key for option in match.parts()[0].options}
    outcome = match.grade(
        {
            "pair-open": (keys["open question"],),
            "pair-closed": (keys["leading question"],),
            "pair-leading": (keys["multiple question"],),
        }
    )
    assert outcome.score == Fraction(1, 3)
    assert [mark.right for mark in outcome.marks] == [True, False, False]
    assert [mark.said for mark in outcome.marks] == [
        (),
        ("It can be answered with yes or no.",),
        ("A multiple question asks several things.",),
    ]
    assert [mark.said for mark in match.grade({}).marks] == [(), (), ()]


def test_two_left_sides_may_share_a_right_side() -> None:
    match = activity(":::match{#m}\n\n- frog -> amphibian\n- newt -> amphibian\n- cat -> mammal\n\n:::\n")
    assert len(match.parts()[0].options) == 2
    assert match.grade(match.solution()).score == 1


def test_right_sides_stand_in_no_order_that_tells_where_they_belong() -> None:
    match = activity(PAIRS)
    orders = {tuple(o.key for o in match.shown(str(seed), shuffle=True).parts[0].options) for seed in range(20)}
    assert len(orders) > 5
    lefts = {tuple(part.key for part in match.shown(str(seed), shuffle=True).parts) for seed in range(20)}
    assert len(lefts) > 3
    assert match.shown("any seed") == match.shown()


def test_keys_tell_nothing_about_pairs() -> None:
    one = activity(":::match{#m}\n\n- frog -> wet\n- cat -> dry\n\n:::\n")
    other = activity(":::match{#m}\n\n- frog -> dry\n- cat -> wet\n\n:::\n")
    assert one.shown() == other.shown()


def test_the_canonical_form_keeps_every_pair() -> None:
    assert write(activity(PAIRS)) == PAIRS


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param("- dog - cat\n- sun -> moon", ["3 bad-pair"], id="no arrow"),
        pytest.param("- dog ->\n- sun -> moon", ["3 bad-pair"], id="nothing after the arrow"),
        pytest.param("- a -> b\n- a -> c", ["4 duplicate-option"], id="a left side twice"),
        pytest.param("- a -> b\n- -> c\n- -> c", ["5 duplicate-option"], id="a right side too many twice"),
        pytest.param("- a -> b\n- c -> d\n- -> b", ["5 duplicate-option"], id="one too many that belongs to a pair"),
        pytest.param("- -> b\n- -> c", ["1 no-pairs"], id="no left side"),
        pytest.param("- a -> b\n- c -> b", ["1 one-option"], id="one right side only"),
        pytest.param("Nothing.", ["1 no-answers"], id="no list"),
        pytest.param("- a -> b {#k}\n- c -> d {#k}", ["4 duplicate-key"], id="a key twice"),
    ],
)
def test_a_mistake_is_named_with_its_line(answers: str, expected: list[str]) -> None:
    assert problems(f":::match{{#m}}\n\n{answers}\n\n:::\n") == expected
