"""Which of several sittings counts: the one rule, asked by the page of a quiz, by progress and by certification alike. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Protocol, TypeVar


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
    def missed_critical(self) -> Sequence[str] | int | None:
        """Safety questions that were not right, or how many."""


class Promised(Sitting, Protocol):
    """A sitting that was promised which of them counts."""

    @property
    def counts(self) -> str:
        """As Counts spells it."""


S = TypeVar("S", bound=Sitting)


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


def promised(sittings: Sequence[Promised]) -> Counts:
    """What the latest of these sittings, oldest first, was promised; a change of the quiz reaches nobody before they sit again."""
    return Counts(sittings[-1].counts) if sittings else Counts.HIGHEST


def trials(counts: Counts, sittings: Sequence[S]) -> Sequence[Sequence[S]]:
    """Of sittings that were marked, oldest first, those that are judged together: a quiz is passed where one of these groups is enough."""
    if not sittings:
        return ()
    if counts is Counts.AVERAGE:
        return (sittings,)
    if counts is Counts.HIGHEST:
        return [[sitting] for sitting in sittings]
    return (sittings[:1],) if counts is Counts.FIRST else (sittings[-1:],)


def together(sittings: Sequence[Sitting]) -> Counted:
    """The one result of sittings that are judged together: the mean of their scores, the last one's pass mark and safety questions."""
    scores = [sitting.score for sitting in sittings if sitting.score is not None]
    mean = sum(scores, Fraction(0)) / len(scores) if scores else None
    return Counted(score=mean, pass_mark=sittings[-1].pass_mark, missed_critical=_missed(sittings[-1]))


def passing(counts: Counts, sittings: Sequence[S]) -> Sequence[S]:
    """The sittings by which a quiz is passed, the earliest that are enough; none where it is not passed."""
    return next((group for group in trials(counts, sittings) if together(group).passes), ())


def passes(counts: Counts, sittings: Sequence[Sitting]) -> bool:
    """Whether a quiz is passed after these sittings. Where the best counts, any that passes will do, whatever another scored."""
    return bool(passing(counts, sittings))


def counted(counts: Counts, sittings: Sequence[Sitting]) -> Counted | None:
    """What counts of sittings that were marked, oldest first; None where there is none."""
    return max((together(group) for group in trials(counts, sittings)), key=_rank, default=None)


def _missed(sitting: Sitting) -> int:
    found = sitting.missed_critical
    return found if isinstance(found, int) else len(found or ())


def _rank(one: Counted) -> tuple[Fraction, int]:
    """The best has the highest score and, among those, the fewest safety questions missed."""
    return one.score or Fraction(0), -one.missed_critical
