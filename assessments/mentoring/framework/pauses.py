"""Pauses stop the clock of the rhythm: leave, sickness, an emergency. What was due moves back by as many days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

NEVER = date.max
"""A day that nobody knows yet: after a pause without an end."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Pause:
    """Days on which nothing is asked."""

    starts_on: date
    ends_on: date | None = None
    """The first day on which it goes on again; None while nobody knows."""


@dataclass(frozen=True)
class Clock:
    """A calendar with some days taken out: `spans` are (first day, day after), in order, apart from one another."""

    spans: tuple[tuple[date, date], ...]

    @classmethod
    def of(cls, pauses: Iterable[Pause], *, since: date) -> "Clock":
        """The clock of a stage that begins on `since`; pauses that touch are one, what lies before is left out."""
        spans: list[tuple[date, date]] = []
        for first, after in sorted((max(p.starts_on, since), p.ends_on or NEVER) for p in pauses):
            if spans and first <= spans[-1][1]:
                spans[-1] = spans[-1][0], max(spans[-1][1], after)
            elif first < after:
                spans.append((first, after))
        return cls(tuple(spans))

    def moved(self, day: date) -> date:
        """The day on which falls what would have fallen on `day` without any pause; NEVER where nobody knows."""
        for first, after in self.spans:
            if day < first:
                break
            if after == NEVER:
                return NEVER
            day += after - first
        return day

    def days_between(self, day: date, later: date) -> int:
        """Days after the one up to and with the other, without those in a pause; 0 where the second is not later."""
        if day >= later:
            return 0
        counted = later - day
        for first, after in self.spans:
            counted -= max(timedelta(), min(after, later + _DAY) - max(first, day + _DAY))
        return counted.days

    def stands_still_on(self, day: date) -> bool:
        """Whether a day lies in a pause."""
        return any(first <= day < after for first, after in self.spans)
