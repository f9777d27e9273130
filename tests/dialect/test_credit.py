"""How several right answers are credited: the table of the specification, and what holds for every answer."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.dialect.credit import Policy, full_weights, parse_share, score, settle

keys = st.sets(st.sampled_from("abcdefgh"), min_size=1)


def of(policy: Policy, options: str, right: str, ticked: str) -> Fraction:
    return score(policy, options=set(options), right=set(right), ticked=set(ticked))


@pytest.mark.parametrize(
    ("policy", "options", "right", "ticked", "expected"),
    [
        pytest.param(Policy.ALL, "abcd", "ab", "ab", Fraction(1), id="all: everything right"),
        pytest.param(Policy.ALL, "abcd", "ab", "a", Fraction(0), id="all: one missing"),
        pytest.param(Policy.ALL, "abcd", "ab", "abc", Fraction(0), id="all: one too many"),
        pytest.param(Policy.NET, "abcd", "ab", "abc", Fraction(1, 2), id="net: Canvas, two right and one wrong of two"),
        pytest.param(Policy.NET, "abcd", "ab", "a", Fraction(1, 2), id="net: half of them"),
        pytest.param(Policy.NET, "abcd", "ab", "cd", Fraction(0), id="net: never below nothing"),
        pytest.param(Policy.EACH, "abcde", "abc", "abc", Fraction(1), id="each: everything right"),
        pytest.param(Policy.EACH, "abcd", "ab", "a", Fraction(3, 4), id="each: one missing"),
        pytest.param(Policy.EACH, "abcd", "ab", "cd", Fraction(0), id="each: everything wrong"),
        pytest.param(Policy.HALVES, "abcd", "ab", "ab", Fraction(1), id="halves: no error"),
        pytest.param(Policy.HALVES, "abc", "ab", "a", Fraction(1, 2), id="halves: one error of three"),
        pytest.param(Policy.HALVES, "ab", "ab", "a", Fraction(0), id="halves: one error of two"),
        pytest.param(Policy.HALVES, "abcde", "ab", "ac", Fraction(1, 4), id="halves: two errors of five"),
        pytest.param(Policy.HALVES, "abcd", "ab", "ac", Fraction(0), id="halves: two errors of four"),
        pytest.param(Policy.HALVES, "abcdef", "abc", "def", Fraction(0), id="halves: many errors"),
        pytest.param(Policy.WEIGHTS, "abcd", "ab", "a", Fraction(1, 2), id="weights: equal where none is named"),
    ],
)
def test_a_policy_credits_as_the_specification_says(
    policy: Policy, options: str, right: str, ticked: str, expected: Fraction
) -> None:
    assert of(policy, options, right, ticked) == expected


@pytest.mark.parametrize(
    ("policy", "mean"),
    [
        pytest.param(Policy.ALL, ".06", id="all"),
        pytest.param(Policy.NET, ".19", id="net"),
        pytest.param(Policy.HALVES, ".19", id="halves"),
        pytest.param(Policy.EACH, ".47", id="each, less the half that ticking nothing would be worth: .50 with it"),
    ],
)
def test_blind_guessing_is_worth_what_the_specification_says(policy: Policy, mean: str) -> None:
    subsets = [set(chosen) for size in range(5) for chosen in combinations("abcd", size)]
    scores = [score(policy, options=set("abcd"), right=set("ab"), ticked=ticked) for ticked in subsets]
    assert f"{float(sum(scores) / len(scores)):.2f}".removeprefix("0") == mean


@pytest.mark.parametrize("policy", list(Policy))
def test_ticking_nothing_is_worth_nothing(policy: Policy) -> None:
    assert of(policy, "abcdef", "ab", "") == 0


@pytest.mark.parametrize("policy", list(Policy))
def test_where_nothing_is_right_nothing_is_earned(policy: Policy) -> None:
    assert of(policy, "abc", "", "a") == 0


@given(st.sampled_from(Policy), keys, keys, keys)
def test_every_score_lies_between_nothing_and_everything(
    policy: Policy, options: set[str], right: set[str], ticked: set[str]
) -> None:
    options = options | right | ticked
    assert 0 <= score(policy, options=options, right=right, ticked=ticked) <= 1


@given(st.sampled_from(Policy), keys, keys)
def test_the_full_right_answer_is_worth_everything(policy: Policy, options: set[str], right: set[str]) -> None:
    assert score(policy, options=options | right, right=right, ticked=right) == 1


@given(st.sampled_from([Policy.ALL, Policy.NET, Policy.EACH, Policy.HALVES]), keys, keys, keys)
def test_ticking_one_more_right_option_never_costs(
    policy: Policy, options: set[str], right: set[str], ticked: set[str]
) -> None:
    options = options | right | ticked
    before = score(policy, options=options, right=right, ticked=ticked)
    for key in right - ticked:
        assert score(policy, options=options, right=right, ticked=ticked | {key}) >= before


def test_named_weights_leave_the_rest_to_the_other_right_options() -> None:
    weights = {"a": Fraction(1, 2), "d": Fraction(-1)}
    assert full_weights({"a", "b", "c"}, weights) == {**weights, "b": Fraction(1, 4), "c": Fraction(1, 4)}
    assert score(Policy.WEIGHTS, options=set("abcd"), right=set("abc"), ticked={"a", "b"}, weights=weights) == Fraction(
        3, 4
    )
    assert score(Policy.WEIGHTS, options=set("abcd"), right=set("abc"), ticked={"a", "d"}, weights=weights) == 0


def test_rounded_percentages_add_up_to_everything() -> None:
    third = Fraction("0.33333333")
    assert settle(third * 3) == 1
    assert settle(Fraction(1, 10**9)) == 0
    assert settle(Fraction(1, 3)) == Fraction(1, 3)
    assert settle(Fraction(3, 2)) == 1


@pytest.mark.parametrize(
    ("text", "share"),
    [
        pytest.param("50%", Fraction(1, 2), id="a percentage"),
        pytest.param(" -12.5% ", Fraction(-1, 8), id="a negative one"),
        pytest.param("1/3", Fraction(1, 3), id="a fraction"),
        pytest.param("0.5", Fraction(1, 2), id="a decimal"),
        pytest.param("1", Fraction(1), id="everything"),
        pytest.param("1/0", None, id="a division by nothing"),
        pytest.param("half", None, id="a word"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_share_is_read_as_authors_write_it(text: str, share: Fraction | None) -> None:
    assert parse_share(text) == share
