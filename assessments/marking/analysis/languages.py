"""Whether a question behaves differently in a translation, among people who are equally able.

People are compared with those who have the same total (Dorans and Kulick's standardisation): the difference between the mean marks in the
two languages, at each total that occurs in both, weighted by how many have it in the translation. A difference of a tenth of the marks
that is twice its own standard error asks somebody to read the translation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from assessments.marking.analysis.tally import ItemTally, Tally

FEWEST = 20
"""Fewer matched people in either language say nothing."""
NOTABLE = Fraction(1, 10)
ERRORS = 2


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A question in a translation against the language that most were asked in."""

    language: str
    item: str
    number: int
    """People in the translation for whom somebody equally able was found."""
    harder: Fraction
    """How much lower the marks are in the translation, as a share; below nothing where they are higher."""
    error: float
    """Its standard error."""

    @property
    def is_suspect(self) -> bool:
        """Whether somebody should read the translation."""
        return abs(self.harder) >= NOTABLE and abs(self.harder) >= ERRORS * self.error


@dataclass(frozen=True, kw_only=True)
class Group:
    """People with one total: how many, and the sums of their marks and of the squares."""

    number: int
    marks: int
    squares: int

    @property
    def mean(self) -> Fraction:
        """Of their marks."""
        return Fraction(self.marks, self.number)

    @property
    def scatter(self) -> Fraction:
        """The sum of squared distances from their mean."""
        return self.squares - Fraction(self.marks * self.marks, self.number)


def differences(by_language: Mapping[str, Tally], reach: Mapping[str, Fraction]) -> tuple[Difference, ...]:
    """Every question in every translation that enough people were asked in, against the language of most.

    `reach` says how many marks lie between the lowest and the highest of a question. The tallies count in the same unit.
    """
    if not by_language:
        return ()
    first = max(sorted(by_language), key=lambda language: by_language[language].number)
    found = (
        _difference(language, key, by_language[first].items[key], item, tally.unit * reach[key])
        for language, tally in by_language.items()
        if language != first
        for key, item in tally.items.items()
        if key in by_language[first].items and reach[key]
    )
    return tuple(one for one in found if one is not None)


def _difference(language: str, key: str, first: ItemTally, other: ItemTally, reach: Fraction) -> Difference | None:
    here, there = _by_total(other), _by_total(first)
    shared = sorted(here.keys() & there.keys())
    people = sum(here[total].number for total in shared)
    matched = sum(there[total].number for total in shared)
    if min(people, matched) < FEWEST:
        return None
    gap = sum((here[total].number * (there[total].mean - here[total].mean) for total in shared), Fraction(0)) / people
    ours = _variance([here[total] for total in shared])
    theirs = _variance([there[total] for total in shared])
    if ours is None or theirs is None:
        return None
    weights = sum((Fraction(here[total].number ** 2, there[total].number) for total in shared), Fraction(0))
    error = (ours * people + theirs * weights) / people**2
    return Difference(language=language, item=key, number=people, harder=gap / reach, error=sqrt(error / reach**2))


def _by_total(item: ItemTally) -> dict[int, Group]:
    sums: dict[int, list[int]] = {}
    for (mark, total), times in item.pairs.items():
        group = sums.setdefault(total, [0, 0, 0])
        group[0] += times
        group[1] += mark * times
        group[2] += mark * mark * times
    return {total: Group(number=n, marks=marks, squares=squares) for total, (n, marks, squares) in sums.items()}


def _variance(groups: list[Group]) -> Fraction | None:
    """The variance inside groups, from all of them together; None where each is one person."""
    freedom = sum(group.number - 1 for group in groups)
    return sum((group.scatter for group in groups), Fraction(0)) / freedom if freedom else None
