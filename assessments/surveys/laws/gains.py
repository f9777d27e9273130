"""What a group has gained between two tests. Pure.

The gain of a group is that of its averages, (mean after - mean before) / (1 - mean before): scores contain error, and the average of
individual gains is biased by it. The change of one person is normalised after Marx and Cummings (2007). The interval is by bootstrap over
persons, with a fixed seed, so that the same scores give the same interval.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from random import Random
from statistics import median, quantiles

DRAWS, SEED = 2_000, 20260101
MEDIUM, HIGH = Fraction(3, 10), Fraction(7, 10)
"""Bands after Hake (1998), from courses in physics: for orientation only."""

Pair = tuple[Fraction, Fraction]
"""Before and after, each 0 to 1."""


@dataclass(frozen=True, kw_only=True)
class Gain:
    """A group of matched pairs. Shares of 1."""

    number: int
    before: Fraction
    after: Fraction
    before_deviation: float | None
    after_deviation: float | None
    """Of the sample; None for fewer than two."""
    gain: Fraction | None
    """None where everything was known before."""
    interval: tuple[float, float] | None
    """95 %."""
    changes: tuple[Fraction, ...]
    """Of each person, sorted; without those for whom it has no meaning."""

    @property
    def median_change(self) -> Fraction | None:
        """The middle one."""
        return median(self.changes) if self.changes else None

    @property
    def quartiles(self) -> tuple[Fraction, Fraction] | None:
        """A quarter lies below, a quarter above."""
        if len(self.changes) < 2:
            return None
        first, _middle, third = quantiles(self.changes, n=4, method="inclusive")
        return first, third


def group_gain(pairs: Sequence[Pair]) -> Gain | None:
    """The figures of a group; None without anybody."""
    if not pairs:
        return None
    before, after = [one for one, _two in pairs], [two for _one, two in pairs]
    changes = (change(*pair) for pair in pairs)
    return Gain(
        number=len(pairs),
        before=_mean(before),
        after=_mean(after),
        before_deviation=_deviation(before),
        after_deviation=_deviation(after),
        gain=of_averages(pairs),
        interval=_interval(pairs),
        changes=tuple(sorted(one for one in changes if one is not None)),
    )


def of_averages(pairs: Sequence[Pair]) -> Fraction | None:
    """The share of what was left to learn; None where nothing was."""
    before, after = _mean([one for one, _two in pairs]), _mean([two for _one, two in pairs])
    return (after - before) / (1 - before) if before < 1 else None


def change(before: Fraction, after: Fraction) -> Fraction | None:
    """Of one person: of what was left to learn, or, below zero, of what was known; None at either end of the scale."""
    if before == after:
        return None if before in (0, 1) else Fraction(0)
    return (after - before) / (1 - before) if after > before else (after - before) / before


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _deviation(values: Sequence[Fraction]) -> float | None:
    if len(values) < 2:
        return None
    mean = _mean(values)
    return sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))


def _interval(pairs: Sequence[Pair]) -> tuple[float, float] | None:
    """From the 2.5th to the 97.5th of a hundred, of gains of groups drawn from this one with replacement."""
    plain = [(float(before), float(after)) for before, after in pairs]
    chance = Random(SEED)  # noqa: S311 — repeatable on purpose, and nothing secret
    found = []
    for _draw in range(DRAWS):
        drawn = chance.choices(plain, k=len(plain))
        before, after = sum(one for one, _two in drawn), sum(two for _one, two in drawn)
        left = len(plain) - before
        if left > 1e-12:
            found.append((after - before) / left)
    if not found:
        return None
    found.sort()
    return found[int(0.025 * len(found))], found[min(len(found) - 1, int(0.975 * len(found)))]
