"""The rubric of a text: lines to measure it by, each with levels from the least to the most.

A line without levels of its own has two: not yet, and yes. Levels stand at equal distances, and what they come to is exact.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from modules.dialect.checks import error
from modules.dialect.credit import parse_share
from modules.dialect.leaves import Item
from modules.dialect.problems import Problem
from modules.dialect.sentences import say as _

MOST_LEVELS = 6
NOT_YET_AND_YES = ("", "")

Levels = Mapping[str, int]
"""Key of a line → the level that somebody chose, from 0."""


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One line of a rubric."""

    key: str
    text: str
    points: Fraction
    levels: tuple[str, ...]
    """A leaf each; empty where the two usual ones are meant."""

    def worth(self, level: int) -> Fraction:
        """The points of a level; raises IndexError for one that there is not."""
        if not 0 <= level < len(self.levels):
            raise IndexError(level)
        return self.points * level / (len(self.levels) - 1)


def criteria(rubric: Iterable[Item]) -> tuple[Criterion, ...]:
    """The lines of a rubric."""
    return tuple(
        Criterion(
            key=item.key,
            text=item.text,
            points=parse_share(item.attrs.get("points", "1")) or Fraction(0),
            levels=tuple(child.text for child in item.children) or NOT_YET_AND_YES,
        )
        for item in rubric
    )


def weigh(lines: Iterable[Criterion], chosen: Levels) -> tuple[Fraction, Fraction]:
    """The points of what was chosen, and those of everything: exact. A line that nobody judged brings nothing."""
    known = tuple(lines)
    got = sum((line.worth(chosen.get(line.key, 0)) for line in known), Fraction())
    return got, sum((line.points for line in known), Fraction())


def share(lines: Iterable[Criterion], chosen: Levels) -> Fraction:
    """From 0 to 1."""
    got, most = weigh(lines, chosen)
    return got / most if most else Fraction(0)


def problems(rubric: tuple[Item, ...]) -> Iterator[Problem]:
    """What no rubric can be measured by: points that are no numbers, one level only, levels at some lines and not at others."""
    for item in rubric:
        points = parse_share(item.attrs.get("points", "1"))
        if points is None or not 0 < points <= 100:
            yield error(
                "bad-value", item.line, _("points=%(value)s is not a number above 0", value=item.attrs["points"])
            )
        if item.children and not 2 <= len(item.children) <= MOST_LEVELS:
            yield error(
                "bad-levels",
                item.line,
                _("write 2 to %(most)d levels below this line, the least first, or none", most=MOST_LEVELS),
            )
    bare = [item for item in rubric if not item.children]
    if bare and len(bare) < len(rubric):
        yield error("bad-levels", bare[0].line, _("give every line of the rubric levels, or none of them"))
