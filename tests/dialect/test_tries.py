"""What a try is worth."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.dialect.tries import DEFERRED, IMMEDIATE, Policy, interactive, read_policy

THIRD = Fraction(1, 3)
scores = st.fractions(0, 1, max_denominator=12)
policies = (
    st.just(DEFERRED)
    | st.just(IMMEDIATE)
    | st.builds(interactive, tries=st.integers(1, 5), penalty=st.fractions(0, 1, max_denominator=9))
)


@pytest.mark.parametrize(
    ("tries", "given_scores", "mark"),
    [
        pytest.param(3, [], None, id="no answer yet"),
        pytest.param(3, [Fraction(1)], Fraction(1), id="right at once"),
        pytest.param(3, [Fraction(0)], None, id="wrong with tries left"),
        pytest.param(3, [Fraction(1, 2)], None, id="partly right with tries left"),
        pytest.param(3, [Fraction(0), Fraction(1)], Fraction(2, 3), id="right at the second try"),
        pytest.param(3, [Fraction(0), Fraction(0), Fraction(1)], Fraction(1, 3), id="right at the third try"),
        pytest.param(3, [Fraction(0), Fraction(0), Fraction(0)], Fraction(0), id="never right"),
        pytest.param(2, [Fraction(0), Fraction(1, 2)], Fraction(1, 6), id="partly right at the last try"),
        pytest.param(3, [Fraction(0), Fraction(0), Fraction(1, 2)], Fraction(0), id="never below nothing"),
        pytest.param(2, [Fraction(1), Fraction(0)], Fraction(1), id="what comes after the right try does not count"),
        pytest.param(1, [Fraction(1, 2)], Fraction(1, 2), id="one try only"),
    ],
)
def test_practice_is_marked_at_the_right_or_the_last_try(
    tries: int, given_scores: list[Fraction], mark: Fraction | None
) -> None:
    policy = interactive(tries=tries, penalty=THIRD)
    assert policy.mark(given_scores) == mark
    assert policy.settled(given_scores) is (mark is not None)


def test_a_deferred_answer_counts_as_last_saved_and_stays_open() -> None:
    assert DEFERRED.mark([Fraction(1), Fraction(1, 2)]) == Fraction(1, 2)
    assert DEFERRED.mark([]) is None
    assert not DEFERRED.settled([Fraction(1)])
    assert DEFERRED.tries_left([Fraction(0), Fraction(0)]) == 1


def test_an_immediate_answer_counts_as_first_given_and_is_final() -> None:
    assert IMMEDIATE.mark([Fraction(1, 2), Fraction(1)]) == Fraction(1, 2)
    assert IMMEDIATE.settled([Fraction(0)])
    assert IMMEDIATE.tries_left([]) == 1
    assert IMMEDIATE.tries_left([Fraction(0)]) == 0


def test_tries_are_counted_down() -> None:
    policy = interactive(tries=3, penalty=THIRD)
    assert [policy.tries_left([Fraction(0)] * given) for given in range(4)] == [3, 2, 1, 0]
    assert policy.tries_left([Fraction(1)]) == 0


def test_a_policy_is_stored_as_a_text_that_names_its_version() -> None:
    assert str(interactive(tries=2, penalty=THIRD)) == "interactive-1 tries=2 penalty=1/3"
    assert str(DEFERRED) == "deferred-1"
    assert str(IMMEDIATE) == "immediate-1"


@given(policies)
def test_a_stored_policy_is_read_back(policy: Policy) -> None:
    assert read_policy(str(policy)) == policy


@pytest.mark.parametrize("text", ["", "adaptive", "interactive tries=2", "guess-1", "deferred-1 tries=x penalty=0"])
def test_a_text_that_is_no_policy_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_policy(text)


@given(policies, st.lists(scores, min_size=1, max_size=6))
def test_every_mark_lies_between_nothing_and_the_best_score(policy: Policy, given_scores: list[Fraction]) -> None:
    mark = policy.mark(given_scores)
    assert mark is None or 0 <= mark <= max(given_scores)
