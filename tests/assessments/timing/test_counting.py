"""Which of several sittings counts, and whether it is enough."""

from dataclasses import dataclass
from fractions import Fraction

import pytest

from assessments.timing.counting import Counts, counted, passes


@dataclass(frozen=True)
class Sitting:
    percent: int
    missed_critical: tuple[str, ...] = ()
    pass_mark: int = 80

    @property
    def score(self) -> Fraction:
        return Fraction(self.percent, 100)


@pytest.mark.parametrize(
    ("counts", "sittings", "expected", "enough"),
    [
        pytest.param("highest", [Sitting(90), Sitting(20)], 90, True, id="the-best-stays"),
        pytest.param("highest", [Sitting(95, ("q",)), Sitting(85)], 95, True, id="any-that-passes-will-do"),
        pytest.param("average", [Sitting(90), Sitting(60)], 75, False, id="the-mean-falls"),
        pytest.param("average", [Sitting(70), Sitting(90)], 80, True, id="the-mean-rises-to-the-mark"),
        pytest.param("average", [Sitting(90), Sitting(90, ("q",))], 90, False, id="safety-in-the-last-of-a-mean"),
        pytest.param("first", [Sitting(60), Sitting(100)], 60, False, id="the-first-stays"),
        pytest.param("last", [Sitting(100), Sitting(60)], 60, False, id="the-last-counts"),
        pytest.param("first", [], None, False, id="nothing-handed-in"),
    ],
)
def test_what_counts_is_what_the_quiz_says(
    counts: str, sittings: list[Sitting], expected: int | None, enough: bool
) -> None:
    found = counted(Counts(counts), sittings)
    assert (found and found.score and found.score * 100) == expected
    assert passes(Counts(counts), sittings) is enough
