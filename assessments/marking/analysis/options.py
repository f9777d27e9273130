"""What is said of the options of a question: how many chose each, and whether those were the able ones."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import copysign, sqrt

from assessments.marking.analysis.items import with_rest
from assessments.marking.analysis.tally import ItemTally

RARELY = Fraction(1, 20)
"""Chosen by fewer than these, a wrong option distracts nobody."""
MISLEADS = 0.1
"""A wrong option whose choosers do better elsewhere than the others by more than this correlation misleads the able."""


class Flag(StrEnum):
    """What is the matter with a wrong option."""

    UNUSED = "unused"
    MISLEADING = "misleading"


@dataclass(frozen=True, kw_only=True)
class OptionFigures:
    """One option."""

    key: str
    right: bool
    number: int
    share: Fraction
    discrimination: float | None
    """The correlation between choosing it and the rest of the paper."""
    flag: Flag | None


def option_figures(item: ItemTally, *, options: Collection[str], right: Collection[str]) -> tuple[OptionFigures, ...]:
    """The options in the order given, those that nobody chose too."""
    rest = with_rest(item)
    found = []
    for key in options:
        choosers = item.chosen.get(key)
        number = choosers.number if choosers else 0
        share = Fraction(number, rest.number)
        apart = Fraction(choosers.rest) - number * rest.other_mean if choosers else Fraction(0)
        related = _correlation(apart, number, rest.number, rest.other_variance)
        flag = None if key in right else _flag(share, related)
        found.append(
            OptionFigures(key=key, right=key in right, number=number, share=share, discrimination=related, flag=flag)
        )
    return tuple(found)


def _correlation(apart: Fraction, number: int, everybody: int, variance: Fraction | None) -> float | None:
    """Of choosing or not with the rest: the sum of the choosers' distances from the mean over the root of both spreads."""
    if not variance or number in (0, everybody):
        return None
    chosen = Fraction(number * (everybody - number), everybody * (everybody - 1))
    return copysign(sqrt((apart / (everybody - 1)) ** 2 / (chosen * variance)), apart)


def _flag(share: Fraction, related: float | None) -> Flag | None:
    if share < RARELY:
        return Flag.UNUSED
    return Flag.MISLEADING if related is not None and related > MISLEADS else None
