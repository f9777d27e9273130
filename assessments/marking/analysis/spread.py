"""Means, variances and covariances of numbers that are counted: exact, by the sums of their products."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import copysign, sqrt


@dataclass(frozen=True, kw_only=True)
class Spread:
    """Two numbers that belong together, how each varies and how they vary together."""

    number: int
    mean: Fraction
    other_mean: Fraction
    variance: Fraction | None
    """None for fewer than two pairs, as are the next three."""
    other_variance: Fraction | None
    covariance: Fraction | None
    most: Fraction | None
    """The covariance if the largest came with the largest, down to the smallest with the smallest."""

    @property
    def correlation(self) -> float | None:
        """Pearson's; None where one of the two is always the same."""
        if self.covariance is None or not self.variance or not self.other_variance:
            return None
        return copysign(sqrt(self.covariance**2 / (self.variance * self.other_variance)), self.covariance)


def spread(pairs: Mapping[tuple[int, int], int]) -> Spread:
    """Of pairs and how often each is there (at least one)."""
    number = sum(pairs.values())
    ones, others = margin(pairs, 0), margin(pairs, 1)
    first = sum(value * times for value, times in ones.items())
    second = sum(value * times for value, times in others.items())
    products = {
        "variance": sum(value * value * times for value, times in ones.items()) * number - first * first,
        "other_variance": sum(value * value * times for value, times in others.items()) * number - second * second,
        "covariance": sum(one * other * times for (one, other), times in pairs.items()) * number - first * second,
        "most": _sorted_products(ones, others) * number - first * second,
    }
    freedom = number * (number - 1)
    found = {name: Fraction(value, freedom) if freedom else None for name, value in products.items()}
    return Spread(number=number, mean=Fraction(first, number), other_mean=Fraction(second, number), **found)


def margin(pairs: Mapping[tuple[int, int], int], place: int) -> Counter[int]:
    """How often each number stands in one place of the pairs."""
    found: Counter[int] = Counter()
    for pair, times in pairs.items():
        found[pair[place]] += times
    return found


def power_sums(numbers: Iterable[tuple[int, int]], powers: int) -> list[int]:
    """The sums of the powers 0, 1 … of numbers that are there so often."""
    sums = [0] * (powers + 1)
    for value, times in numbers:
        for power in range(powers + 1):
            sums[power] += times * value**power
    return sums


def _sorted_products(ones: Mapping[int, int], others: Mapping[int, int]) -> int:
    """The sum of products when both are in order, in runs of equal numbers."""
    waiting = sorted(others.items(), reverse=True)
    total = 0
    for one, times in sorted(ones.items()):
        left = times
        while left:
            other, there = waiting.pop()
            taken = min(left, there)
            total += one * other * taken
            left -= taken
            if there > taken:
                waiting.append((other, there - taken))
    return total
