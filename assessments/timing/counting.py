"""Which of several sittings counts."""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction


class Counts(StrEnum):
    """How the results of several sittings become one."""

    HIGHEST = "highest"
    AVERAGE = "average"
    FIRST = "first"
    LAST = "last"


def result(counts: Counts, scores: Sequence[Fraction]) -> Fraction | None:
    """The one result of the scores of all sittings that were marked, oldest first; None where there is none."""
    if not scores:
        return None
    if counts is Counts.HIGHEST:
        return max(scores)
    if counts is Counts.AVERAGE:
        return sum(scores, Fraction(0)) / len(scores)
    return scores[0] if counts is Counts.FIRST else scores[-1]
