"""How tries fold into rounds: pure, no database."""

from dataclasses import dataclass
from fractions import Fraction

import pytest

from assessments.rounds import latest_round, standing

POLICY = "interactive-1 tries=2 penalty=1/3"


@dataclass(frozen=True)
class Tried:
    score: Fraction | None
    version_id: str = "v1"
    policy: str = POLICY


def tries(*scores: object, policy: str = POLICY) -> list[Tried]:
    return [Tried(None if score is None else Fraction(score), policy=policy) for score in scores]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("scores", "settled", "left", "mark"),
    [
        pytest.param(["1"], True, 0, Fraction(1), id="right-at-once"),
        pytest.param(["0"], False, 1, None, id="wrong-once"),
        pytest.param(["0", "1"], True, 0, Fraction(2, 3), id="right-at-the-second-try"),
        pytest.param(["0", "0"], True, 0, Fraction(0), id="wrong-twice"),
        pytest.param(["0", "1/2"], True, 0, Fraction(1, 6), id="half-at-the-last-try"),
        pytest.param(["0", "1/4"], True, 0, Fraction(0), id="never-below-nothing"),
    ],
)
def test_a_round_is_settled_by_a_right_answer_or_the_last_try(
    scores: list[str], settled: bool, left: int, mark: Fraction | None
) -> None:
    stands = standing(tries(*scores))
    assert (stands.settled, stands.left, stands.mark) == (settled, left, mark)


def test_what_is_not_scored_is_settled_by_any_answer() -> None:
    stands = standing(tries(None, None, policy="immediate-1"))
    assert (stands.settled, stands.left, stands.mark, stands.tries) == (True, 0, None, 2)


@pytest.mark.parametrize(
    ("scores", "length"),
    [
        pytest.param([], 0, id="nothing-yet"),
        pytest.param(["0"], 1, id="one-try"),
        pytest.param(["0", "0"], 2, id="a-whole-round"),
        pytest.param(["0", "0", "0"], 1, id="a-second-round-after-the-last-try"),
        pytest.param(["1", "0"], 1, id="a-second-round-after-a-right-answer"),
        pytest.param(["1", "0", "1", "1"], 1, id="a-third-round"),
    ],
)
def test_a_new_round_begins_after_a_settled_one(scores: list[str], length: int) -> None:
    assert len(latest_round(tries(*scores))) == length


def test_a_new_round_begins_when_the_activity_was_edited() -> None:
    before, after = Tried(Fraction(0)), Tried(Fraction(0), version_id="v2")
    assert latest_round([before, after]) == [after]
