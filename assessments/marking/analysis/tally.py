"""Sittings counted in one pass: how often which mark of a question came together with which total."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import NamedTuple


class Answered(NamedTuple):
    """One question of one sitting: its mark as a fraction, and the options that were chosen."""

    item: str
    numerator: int
    denominator: int
    chosen: Sequence[str] = ()


@dataclass(kw_only=True)
class Choosers:
    """Those who chose an option: how many, and the sum of the rest of their marks."""

    number: int = 0
    rest: int = 0


@dataclass(kw_only=True)
class ItemTally:
    """What is counted of one question."""

    pairs: Counter[tuple[int, int]] = field(default_factory=Counter)
    """(mark, total of the sitting) → in how many sittings."""
    chosen: dict[str, Choosers] = field(default_factory=dict)
    """By the key of an option."""

    @property
    def number(self) -> int:
        """In how many sittings the question was asked."""
        return self.pairs.total()


@dataclass(kw_only=True)
class Tally:
    """Counts of sittings, added one by one. Marks are whole numbers of 1/unit; the unit becomes finer when a mark asks for it."""

    unit: int = 1
    totals: Counter[int] = field(default_factory=Counter)
    papers: Counter[frozenset[str]] = field(default_factory=Counter)
    """Which questions were asked together, in how many sittings."""
    items: dict[str, ItemTally] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """How many sittings were counted."""
        return self.totals.total()

    def add(self, sitting: Sequence[Answered]) -> None:
        """Count one sitting."""
        unit = self.unit
        for answered in sitting:
            if unit % answered.denominator:
                unit = lcm(unit, answered.denominator)
        if unit != self.unit:
            self.refine(unit)
        marks = [answered.numerator * (unit // answered.denominator) for answered in sitting]
        total = sum(marks)
        self.totals[total] += 1
        self.papers[frozenset(answered.item for answered in sitting)] += 1
        for answered, mark in zip(sitting, marks, strict=True):
            item = self.items.get(answered.item)
            if item is None:
                item = self.items[answered.item] = ItemTally()
            item.pairs[mark, total] += 1
            for option in answered.chosen:
                choosers = item.chosen.get(option)
                if choosers is None:
                    choosers = item.chosen[option] = Choosers()
                choosers.number += 1
                choosers.rest += total - mark

    def refine(self, unit: int) -> None:
        """Count in a finer unit, a multiple of the present one."""
        times, self.unit = unit // self.unit, unit
        self.totals = Counter({total * times: number for total, number in self.totals.items()})
        for item in self.items.values():
            item.pairs = Counter(
                {(mark * times, total * times): number for (mark, total), number in item.pairs.items()}
            )
            for choosers in item.chosen.values():
                choosers.rest *= times

    def in_marks(self, units: int, power: int = 1) -> Fraction:
        """A number of units (or of their squares, cubes …) in marks."""
        return Fraction(units, self.unit**power)


def merged(tallies: Iterable[Tally]) -> Tally:
    """One tally of everything that was counted in several; those are refined to the same unit."""
    parts = list(tallies)
    whole = Tally(unit=lcm(*(part.unit for part in parts)))
    for part in parts:
        part.refine(whole.unit)
        whole.totals.update(part.totals)
        whole.papers.update(part.papers)
        for key, item in part.items.items():
            into = whole.items.setdefault(key, ItemTally())
            into.pairs.update(item.pairs)
            for option, choosers in item.chosen.items():
                both = into.chosen.setdefault(option, Choosers())
                both.number += choosers.number
                both.rest += choosers.rest
    return whole
