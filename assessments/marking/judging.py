"""What several judgements of one text come to. Shares are exact, from 0 to 1."""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction

from assessments.machines import NEW, Machine, move_from

WAITING, SECOND, MODERATION, MARKED = "waiting", "second", "moderation", "marked"
HAND_IN, PEER, WEIGH, MARK, FIRST, AGREE, DIFFER, MODERATE, OVERRULE = (
    "hand_in",
    "peer",
    "weigh",
    "mark",
    "first",
    "agree",
    "differ",
    "moderate",
    "overrule",
)

TEXT = Machine(
    name="text",
    moves={
        HAND_IN: {NEW: WAITING},
        PEER: {WAITING: WAITING},
        WEIGH: {WAITING: MARKED},
        MARK: {WAITING: MARKED},
        FIRST: {WAITING: SECOND},
        AGREE: {SECOND: MARKED},
        DIFFER: {SECOND: MODERATION},
        MODERATE: {MODERATION: MARKED},
        OVERRULE: move_from(WAITING, MARKED, to=MARKED),
    },
)
"""The life of a text that somebody else marks. What is marked stays marked; only a trainer overrules what colleagues said."""


class Part(StrEnum):
    """In what part somebody judges a text."""

    FIRST = "first"
    """As the first trainer, or the only one."""
    SECOND = "second"
    """As the second, without knowing what the first said."""
    MODERATOR = "moderator"
    """As the third, who has read both."""
    PEER = "peer"
    """As a colleague of its writer."""
    OVERRULING = "overruling"
    """As a trainer, in place of what colleagues said."""


def differ(one: Fraction, other: Fraction, *, tolerance: Fraction) -> bool:
    """Whether two marks lie further apart than they may."""
    return abs(one - other) > tolerance


def mean(one: Fraction, other: Fraction) -> Fraction:
    """What two marks that agree come to."""
    return (one + other) / 2


def median(shares: Sequence[Fraction]) -> Fraction:
    """The middle mark, or the mean of the two in the middle: one colleague who is far off moves it little. At least one mark."""
    ordered = sorted(shares)
    half, odd = divmod(len(ordered), 2)
    return ordered[half] if odd else mean(ordered[half - 1], ordered[half])
