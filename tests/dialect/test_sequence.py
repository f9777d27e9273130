"""How an order is scored: the table of the specification, and what holds for every order."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.dialect.sequence import Measure, score

permutations = st.integers(1, 8).flatmap(lambda n: st.permutations(range(n)))
places_of_any_kind = st.lists(st.none() | st.integers(0, 7), max_size=8)

ONE_MOVED_TO_THE_END = [4, 0, 1, 2, 3]
"""The learner's order is 2 3 4 5 1: where the steps 1 to 5 stand in it."""


@pytest.mark.parametrize(
    ("measure", "places", "expected"),
    [
        pytest.param(Measure.EXACT, ONE_MOVED_TO_THE_END, Fraction(0), id="exact: 2 3 4 5 1"),
        pytest.param(Measure.POSITION, ONE_MOVED_TO_THE_END, Fraction(0), id="position: 2 3 4 5 1"),
        pytest.param(Measure.NEXT, ONE_MOVED_TO_THE_END, Fraction(3, 4), id="next: 2 3 4 5 1"),
        pytest.param(Measure.LONGEST, ONE_MOVED_TO_THE_END, Fraction(4, 5), id="longest: 2 3 4 5 1"),
        pytest.param(Measure.RELATIVE, ONE_MOVED_TO_THE_END, Fraction(3, 5), id="relative: 2 3 4 5 1"),
        pytest.param(Measure.LONGEST, [2, 1, 0], Fraction(0), id="longest: a run of one is no run"),
        pytest.param(Measure.LONGEST, [0, None, 2], Fraction(2, 3), id="longest: a step without a place"),
        pytest.param(Measure.NEXT, [0, 1, None], Fraction(1, 2), id="next: a step without a place"),
        pytest.param(Measure.NEXT, [0, 1, 1], Fraction(0), id="next: two steps in one place"),
        pytest.param(Measure.POSITION, [0, 1, 1], Fraction(1, 3), id="position: two steps in one place"),
        pytest.param(Measure.RELATIVE, [1, 0], Fraction(0), id="relative: two steps swapped"),
        pytest.param(Measure.RELATIVE, [None, 1, 2], Fraction(2, 3), id="relative: a step without a place"),
        pytest.param(Measure.POSITION, [0], Fraction(1), id="one step in its place"),
        pytest.param(Measure.NEXT, [None], Fraction(0), id="one step without a place"),
        pytest.param(Measure.NEXT, [], Fraction(0), id="no steps"),
    ],
)
def test_a_measure_scores_as_the_specification_says(
    measure: Measure, places: list[int | None], expected: Fraction
) -> None:
    assert score(measure, places) == expected


@given(st.sampled_from(Measure), places_of_any_kind)
def test_every_score_lies_between_nothing_and_everything(measure: Measure, places: list[int | None]) -> None:
    assert 0 <= score(measure, places) <= 1


@given(st.sampled_from(Measure), permutations)
def test_only_the_right_order_is_worth_everything(measure: Measure, places: list[int]) -> None:
    assert (score(measure, places) == 1) == (places == sorted(places))


@given(st.sampled_from(Measure), st.integers(1, 8))
def test_giving_no_places_is_worth_nothing(measure: Measure, steps: int) -> None:
    assert score(measure, [None] * steps) == 0
