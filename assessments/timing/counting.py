"""Which of several sittings counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Protocol


class Counts(StrEnum):
    """How the results of several sittings become one."""

    HIGHEST = "highest"
    AVERAGE = "average"
    FIRST = "first"
    LAST = "last"


class Sitting(Protocol):
    """A sitting that was marked."""

    @property
    def score(self) -> Fraction | None:
        """0 to 1."""

    @property
    def pass_mark(self) -> int:
        """Percent."""

    @property
    def missed_critical(self) -> Sequence[str] | None:
        """Safety questions that were not right."""


@dataclass(frozen=True, kw_only=True)
class Counted:
    """The one result of several sittings."""

    score: Fraction | None
    pass_mark: int
    """Percent."""
    missed_critical: int
    """Safety questions that were not right where it counts: in the sitting that counts, in the last one where the mean does."""

    @property
    def passes(self) -> bool:
        """Whether it is enough."""
        return (self.score or 0) * 100 >= self.pass_mark and not self.missed_critical


def result(counts: Counts, scores: Sequence[Fraction]) -> Fraction | None:
    """The one result of the scores of all sittings that were marked, oldest first; None where there is none."""
    if not scores:
        return None
    if counts is Counts.HIGHEST:
        return max(scores)
    if counts is Counts.AVERAGE:
        return sum(scores, Fraction(0)) / len(scores)
    return scores[0] if counts is Counts.FIRST else scores[-1]


def counted(counts: Counts, sittings: Sequence[Sitting]) -> Counted | None:
    """What counts of sittings that were marked, oldest first; None where there is none."""
    if not sittings:
        return None
    score = result(counts, [sitting.score for sitting in sittings if sitting.score is not None])
    one = {Counts.HIGHEST: max(sittings, key=_rank), Counts.FIRST: sittings[0]}.get(counts, sittings[-1])
    return Counted(score=score, pass_mark=one.pass_mark, missed_critical=len(one.missed_critical or ()))


def passes(counts: Counts, sittings: Sequence[Sitting]) -> bool:
    """Whether a quiz is passed after these sittings. Where the best counts, any that passes will do, whatever another scored."""
    tried = [counted(Counts.LAST, [sitting]) for sitting in sittings] if counts is Counts.HIGHEST else []
    return any(one.passes for one in (*tried, counted(counts, sittings)) if one)


def _rank(sitting: Sitting) -> tuple[Fraction, int]:
    """The best sitting has the highest score and, among those, the fewest safety questions missed."""
    return sitting.score or Fraction(0), -len(sitting.missed_critical or ())
