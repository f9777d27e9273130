"""What several judgements come to, and who judges whom."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.machines import NotNow, fold
from assessments.marking import judging, peers

shares = st.fractions(0, 1, max_denominator=12)


@given(st.lists(shares, min_size=1, max_size=9))
def test_as_many_marks_lie_above_the_median_as_below(marks: list[Fraction]) -> None:
    middle = judging.median(marks)

    assert 2 * sum(mark > middle for mark in marks) <= len(marks)
    assert 2 * sum(mark < middle for mark in marks) <= len(marks)
    assert min(marks) <= middle <= max(marks)


@given(shares, shares, shares)
def test_marks_differ_alike_whoever_came_first(one: Fraction, other: Fraction, tolerance: Fraction) -> None:
    assert judging.differ(one, other, tolerance=tolerance) == judging.differ(other, one, tolerance=tolerance)
    assert not judging.differ(one, one, tolerance=Fraction(0))


def test_a_mark_at_the_tolerance_is_within_it() -> None:
    assert not judging.differ(Fraction(1, 2), Fraction(3, 4), tolerance=Fraction(1, 4))
    assert judging.differ(Fraction(1, 2), Fraction(4, 5), tolerance=Fraction(1, 4))


@pytest.mark.parametrize(
    ("events", "state"),
    [
        (["hand_in", "mark"], "marked"),
        (["hand_in", "first", "agree"], "marked"),
        (["hand_in", "first", "differ", "moderate"], "marked"),
        (["hand_in", "peer", "peer", "weigh", "overrule"], "marked"),
        (["hand_in", "first"], "second"),
    ],
)
def test_a_text_comes_to_its_mark(events: list[str], state: str) -> None:
    assert fold(judging.TEXT, events) == state


@pytest.mark.parametrize("after", ["mark", "first", "agree", "moderate", "weigh", "peer"])
def test_what_is_marked_is_not_marked_again(after: str) -> None:
    with pytest.raises(NotNow):
        fold(judging.TEXT, ["hand_in", "mark", after])


@given(st.integers(1, 5), st.integers(1, 20), st.text(max_size=8))
def test_everybody_judges_as_many_as_judge_them_and_never_themselves(each: int, more: int, seed: str) -> None:
    number = each + more
    ring = peers.ring(number, each=each, seed=seed)

    assert set(Counter(task.judge for task in ring).values()) == {each}
    assert set(Counter(task.text for task in ring).values()) == {each}
    assert len(set(ring)) == number * each
    assert all(task.judge != task.text for task in ring)
    assert ring == peers.ring(number, each=each, seed=seed)


def test_another_seed_draws_another_ring() -> None:
    assert len({frozenset(peers.ring(6, each=2, seed=str(seed))) for seed in range(9)}) > 1


def test_too_few_make_no_ring() -> None:
    assert [peers.enough(number, each=3) for number in (4, 5)] == [False, True]
    with pytest.raises(ValueError, match="3"):
        peers.ring(3, each=3, seed="")


@given(st.lists(st.sampled_from(["2026-03-01", "2026-03-02"]), max_size=9), st.text(max_size=4))
def test_an_earlier_day_comes_first_and_nobody_is_lost(days: list[str], seed: str) -> None:
    rows = [(day, number) for number, day in enumerate(days)]
    shown = peers.shuffled_within_days(rows, seed=seed)

    assert sorted(shown) == list(range(len(days)))
    assert [days[number] for number in shown] == sorted(days)
