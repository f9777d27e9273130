"""How several right answers are credited: the policies an author may name in `credit=`.

Scores are exact fractions from 0 to 1. An answer in which nothing is ticked is worth nothing under every policy.
"""

import re
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from enum import StrEnum
from fractions import Fraction

SLACK = Fraction(5, 10**8)
"""How near to nothing or to everything a sum of rounded percentages counts as it: three times 33.33333333% is all."""

_SHARE = re.compile(r"(?P<percent>[+-]?\d{1,6}(?:\.\d{1,20})?)%|(?P<plain>[+-]?\d{1,6}(?:\.\d{1,20}|/\d{1,6})?)")


class Policy(StrEnum):
    """What ticking some of the right options, or some wrong ones, is worth."""

    ALL = "all"
    """Everything or nothing."""
    NET = "net"
    """Right ticks minus wrong ticks, over the number of right options."""
    EACH = "each"
    """Every option ticked or left as it should be counts the same."""
    HALVES = "halves"
    """Half for one error among three options or more, a quarter for two among five or more."""
    WEIGHTS = "weights"
    """The sum of the shares that stand at the options."""


DEFAULT = Policy.NET


def score(
    policy: Policy,
    *,
    options: AbstractSet[str],
    right: AbstractSet[str],
    ticked: AbstractSet[str],
    weights: Mapping[str, Fraction] | None = None,
) -> Fraction:
    """The score of ticking `ticked` where `right` of the `options` are right.

    `weights` (only for `WEIGHTS`) names the share of options that carry one; the right options without one share
    equally what the named ones leave of the whole, and the wrong ones without one are worth nothing.
    """
    if not ticked or not right:
        return Fraction(0)
    hits, slips, missed = len(ticked & right), len(ticked - right), len(right - ticked)
    if policy is Policy.WEIGHTS:
        return settle(
            sum((share for key, share in full_weights(right, weights or {}).items() if key in ticked), Fraction())
        )
    if policy is Policy.ALL:
        return Fraction(int(ticked == right))
    if policy is Policy.EACH:
        return Fraction(len(options) - slips - missed, len(options))
    if policy is Policy.HALVES:
        return _halves(errors=slips + missed, options=len(options))
    return max(Fraction(0), Fraction(hits - slips, len(right)))


def full_weights(right: AbstractSet[str], weights: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """The share of every option that has one, with what is left divided among the right options that name none."""
    unnamed = right - weights.keys()
    named = sum((share for key, share in weights.items() if key in right), Fraction())
    rest = max(Fraction(0), 1 - named)
    return {**weights, **{key: rest / len(unnamed) for key in unnamed}}


def portion(rights: Collection[bool]) -> Fraction:
    """How many of the parts are right, as a share of all."""
    return Fraction(sum(rights), len(rights)) if rights else Fraction(0)


def settle(total: Fraction) -> Fraction:
    """`total` held between 0 and 1, where what is within the slack of either end is that end."""
    if total <= SLACK:
        return Fraction(0)
    return Fraction(1) if total >= 1 - SLACK else total


def parse_share(text: str) -> Fraction | None:
    """A share as authors write it: `50%`, `-12.5%`, `1/3`, `0.5`; None if it is none of these."""
    match = _SHARE.fullmatch(text.strip())
    if match is None:
        return None
    if match["percent"]:
        return Fraction(match["percent"]) / 100
    numerator, _, denominator = match["plain"].partition("/")
    if denominator and not int(denominator):
        return None
    return Fraction(match["plain"]) if denominator else Fraction(numerator)


def _halves(*, errors: int, options: int) -> Fraction:
    if errors == 0:
        return Fraction(1)
    if errors == 1 and options > 2:
        return Fraction(1, 2)
    return Fraction(1, 4) if errors == 2 and options > 4 else Fraction(0)
