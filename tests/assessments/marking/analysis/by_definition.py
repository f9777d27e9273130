"""The definitions, written out over every sitting: slow, and nothing like the code that counts.

A paper is a list of sittings, each a mapping from question to its mark. Shares of points are taken by the caller.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from statistics import median

Sittings = Sequence[Mapping[str, Fraction]]


def mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def covariance(ones: Sequence[Fraction], others: Sequence[Fraction]) -> Fraction:
    first, second = mean(ones), mean(others)
    products = [(one - first) * (other - second) for one, other in zip(ones, others, strict=True)]
    return sum(products, Fraction(0)) / (len(ones) - 1)


def marks(sittings: Sittings, item: str) -> list[Fraction]:
    return [sitting[item] for sitting in sittings if item in sitting]


def totals(sittings: Sittings, item: str | None = None) -> list[Fraction]:
    return [sum(sitting.values(), Fraction(0)) for sitting in sittings if item is None or item in sitting]


def rests(sittings: Sittings, item: str) -> list[Fraction]:
    return [total - mark for total, mark in zip(totals(sittings, item), marks(sittings, item), strict=True)]


def squared_discrimination(sittings: Sittings, item: str) -> Fraction | None:
    x, rest = marks(sittings, item), rests(sittings, item)
    spread = covariance(x, x) * covariance(rest, rest)
    return covariance(x, rest) ** 2 / spread if spread else None


def efficiency(sittings: Sittings, item: str) -> Fraction | None:
    x, rest = marks(sittings, item), rests(sittings, item)
    most = covariance(sorted(x), sorted(rest))
    return covariance(x, rest) / most if most else None


def with_total(sittings: Sittings, item: str) -> Fraction:
    return covariance(marks(sittings, item), totals(sittings, item))


def moment(values: Sequence[Fraction], power: int) -> Fraction:
    centre = mean(values)
    return mean([(value - centre) ** power for value in values])


def k2(values: Sequence[Fraction]) -> Fraction:
    s = len(values)
    return Fraction(s, s - 1) * moment(values, 2)


def k3(values: Sequence[Fraction]) -> Fraction:
    s = len(values)
    return Fraction(s * s, (s - 1) * (s - 2)) * moment(values, 3)


def k4(values: Sequence[Fraction]) -> Fraction:
    s = len(values)
    inner = (s + 1) * moment(values, 4) - 3 * (s - 1) * moment(values, 2) ** 2
    return Fraction(s * s, (s - 1) * (s - 2) * (s - 3)) * inner


def consistency(sittings: Sittings) -> Fraction | None:
    items, whole = list(sittings[0]), k2(totals(sittings))
    if len(items) < 2 or not whole:
        return None
    parts = sum((covariance(marks(sittings, item), marks(sittings, item)) for item in items), Fraction(0))
    return Fraction(len(items), len(items) - 1) * (1 - parts / whole)


def middle(values: Sequence[Fraction]) -> Fraction:
    return Fraction(median(values))
