"""Periods of the calendar, and the days of a time zone. Pure.

A year is never 365 days and a month never 30: `P1Y` after 29 February is 28 February. What is counted in months and what is counted in
days cannot be put in order (is `P1M` more than `P30D`?), so periods have none; two of them can be compared over every day there is.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from assessments.mentoring.framework.months import add_months

_WRITTEN = re.compile(r"P(?=[0-9])(?:([0-9]{1,3})Y)?(?:([0-9]{1,4})M)?(?:([0-9]{1,4})W)?(?:([0-9]{1,5})D)?")
MOST_MONTHS, MOST_DAYS = 1200, 36_525
"""A hundred years: longer periods are slips of the hand."""
_MONTHS_OF_A_CYCLE = 4800
_DAYS_OF_A_CYCLE = 146_097
"""The Gregorian calendar begins anew after 400 years."""
_LEAST_STEP = timedelta(microseconds=1)


class NotAPeriod(ValueError):
    """A text is not a duration in the sense of ISO 8601, or a number is out of bounds."""


@dataclass(frozen=True, kw_only=True)
class Period:
    """Whole calendar months and days. Years are twelve months and weeks seven days, so that equal periods are equal."""

    months: int = 0
    days: int = 0

    def __post_init__(self) -> None:
        """Raises NotAPeriod below zero and above a hundred years."""
        if not (0 <= self.months <= MOST_MONTHS and 0 <= self.days <= MOST_DAYS):
            raise NotAPeriod(f"{self.months} months and {self.days} days")

    @classmethod
    def parse(cls, text: str) -> "Period":
        """From `P1Y2M3W4D`: any of the four, in this order, without times of day. Raises NotAPeriod."""
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise NotAPeriod(text)
        years, months, weeks, days = (int(number or 0) for number in found.groups())
        return cls(months=12 * years + months, days=7 * weeks + days)

    def __str__(self) -> str:
        """The one spelling: `P1Y6M`, `P3W`, `P90D`, `P0D`; weeks only where they come out even."""
        years, months = divmod(self.months, 12)
        weeks, days = divmod(self.days, 7)
        number, unit = (self.days, "D") if days else (weeks, "W")
        parts = ((years, "Y"), (months, "M"), (number, unit))
        return "P" + ("".join(f"{number}{unit}" for number, unit in parts if number) or "0D")

    @property
    def is_zero(self) -> bool:
        """Whether nothing lies between a day and the day after this period."""
        return not (self.months or self.days)

    def after(self, day: date, *, times: int = 1) -> date:
        """The day so much later: months first, to the last of a month that is too short, then days.

        `times` counts from the same day and not from one result to the next, so that a series from the 31st stays at the ends of months;
        below zero it goes back. Raises ValueError or OverflowError beyond the years of the calendar.
        """
        return add_months(day, self.months * times) + timedelta(days=self.days * times)

    def before(self, day: date) -> date:
        """The day so much earlier: days first, then months, so that it undoes `after` wherever no month was too short."""
        return add_months(day - timedelta(days=self.days), -self.months)

    def earliest_reaching(self, day: date) -> date:
        """The first of all days from which this leads to a day or beyond it: what was done before is older than the period."""
        return _earliest_reaching(self, day)

    def never_longer_than(self, other: "Period") -> bool:
        """Whether from no day of the calendar this leads further than the other."""
        plainly = self.months <= other.months and self.days <= other.days
        return plainly or _least_lead(self, other) >= 0

    def always_shorter_than(self, other: "Period") -> bool:
        """Whether from every day of the calendar the other leads further."""
        plainly = self.months <= other.months and self.days <= other.days and self != other
        return plainly or _least_lead(self, other) > 0

    def times_until(self, first: date, last: date) -> int:
        """The most times it fits between two days: from the first, so often lies on the last or before it, and once more after it.

        Below zero where the last is earlier. Raises ZeroDivisionError for a period of nothing.
        """
        length = self.months * _DAYS_OF_A_CYCLE + self.days * _MONTHS_OF_A_CYCLE
        # On average; where months are short or long, one or two more fit.
        times = (last - first).days * _MONTHS_OF_A_CYCLE // length - 1
        while self.after(first, times=times + 1) <= last:
            times += 1
        return times


NOTHING = Period()


@lru_cache(maxsize=1024)
def _earliest_reaching(period: Period, day: date) -> date:
    earliest = period.before(day)
    while period.after(earliest) < day:
        earliest += timedelta(days=1)
    return earliest


@lru_cache(maxsize=1024)
def _least_lead(one: Period, other: Period) -> int:
    """By how many days the other leads further, from the day from which it does so least; below zero where it falls behind.

    Up to the 28th no month is too short, so that the first stands for all of them; after 400 years everything repeats.
    """
    firsts = (add_months(date(2000, 1, 1), month) for month in range(_MONTHS_OF_A_CYCLE))
    days = {min(first + timedelta(days=later), add_months(first, 1)) for first in firsts for later in (0, 28, 29, 30)}
    return min((other.after(day) - one.after(day)).days for day in days)


def day_in(moment: datetime, zone: ZoneInfo) -> date:
    """The day that a calendar on the wall of this zone shows. Raises ValueError for a moment without a zone of its own."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone is on no certain day")
    return moment.astimezone(zone).date()


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The last moment of a day in a zone: a moment is not later exactly where `day_in` is not later.

    Midnight may not exist when the clocks change; then the day ends where they jump. Days that a zone left out end with the day before.
    """
    midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)
    return (midnight.astimezone(UTC) - _LEAST_STEP).astimezone(zone)
