"""How an order is scored: the measures an author may name in `grade=`.

An order is given as places: for every step, in the right order, the place (from 0) where the learner put it, or None
where the learner gave none. Two steps in one place have no place: neither is before the other.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

Places = Sequence[int | None]


class Measure(StrEnum):
    """What about an order counts."""

    EXACT = "exact"
    """The whole order or nothing."""
    POSITION = "position"
    """Steps in their place."""
    NEXT = "next"
    """Steps that stand directly after the step they should."""
    LONGEST = "longest"
    """The longest run of steps that rise, others between them left out; one step alone is no run."""
    RELATIVE = "relative"
    """How near each step is to its place."""


DEFAULT = Measure.NEXT


def score(measure: Measure, places: Places) -> Fraction:
    """The score, from 0 to 1, of `places`."""
    placed = distinct(places)
    if len(placed) < 2:
        return Fraction(int(placed == [0]))
    return _MEASURES[measure](placed)


def rights(measure: Measure, places: Places) -> tuple[bool, ...]:
    """Which steps to call right: those that follow the step they should where that counts, else those in their place."""
    placed = distinct(places)
    if measure in {Measure.NEXT, Measure.LONGEST}:
        follows = (a is not None and b == a + 1 for a, b in pairwise(placed))
        return (placed[0] == 0, *follows) if placed else ()
    return tuple(place == index for index, place in enumerate(placed))


def distinct(places: Places) -> list[int | None]:
    """`places` without those that two or more steps claim."""
    claims = Counter(place for place in places if place is not None)
    return [place if place is not None and claims[place] == 1 else None for place in places]


def _exact(places: Places) -> Fraction:
    return Fraction(int(all(place == index for index, place in enumerate(places))))


def _position(places: Places) -> Fraction:
    return Fraction(sum(place == index for index, place in enumerate(places)), len(places))


def _next(places: Places) -> Fraction:
    follows = (a is not None and b == a + 1 for a, b in pairwise(places))
    return Fraction(sum(follows), len(places) - 1)


def _longest(places: Places) -> Fraction:
    tails: list[int] = []
    for place in places:
        if place is not None:
            at = bisect_left(tails, place)
            tails[at : at + 1] = [place]
    return Fraction(len(tails), len(places)) if len(tails) > 1 else Fraction(0)


def _relative(places: Places) -> Fraction:
    last = len(places) - 1
    near = (max(0, last - abs(place - index)) for index, place in enumerate(places) if place is not None)
    return Fraction(sum(near), len(places) * last)


_MEASURES: dict[Measure, Callable[[Places], Fraction]] = {
    Measure.EXACT: _exact,
    Measure.POSITION: _position,
    Measure.NEXT: _next,
    Measure.LONGEST: _longest,
    Measure.RELATIVE: _relative,
}
