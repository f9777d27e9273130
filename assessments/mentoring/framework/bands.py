"""A Band is one line of the rhythm: in these months, this often, at least this long."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from assessments.mentoring.framework.months import add_months
from assessments.mentoring.framework.sentences import Sentence

KINDS = ("individual", "log", "group", "observation", "review")
MEETINGS = ("individual", "group")
"""Kinds that take a length of time; a log entry or a review has none that counts."""
TRAINING, CERTIFIED = "training", "certified"
STAGES = (TRAINING, CERTIFIED)
"""Before the certificate, with months counted from the start; after it, with months counted from the day of the certificate."""
_EVERY = re.compile(r"([1-9][0-9]?) (week|month)s?")
_DAYS_OF_THE_SHORTEST_MONTH = 28


@dataclass(frozen=True, kw_only=True)
class Every:
    """An interval: so many weeks, or so many calendar months. Exactly one of the two is not zero."""

    weeks: int = 0
    months: int = 0

    @classmethod
    def read(cls, text: str) -> "Every | None":
        """From `"2 weeks"`, `"1 month"`; None where it is neither."""
        found = _EVERY.fullmatch(text)
        if found is None:
            return None
        number = int(found[1])
        return cls(weeks=number) if found[2] == "week" else cls(months=number)

    @property
    def least_days(self) -> int:
        """Its days, with every month as short as a month can be."""
        return self.weeks * 7 + self.months * _DAYS_OF_THE_SHORTEST_MONTH

    def __str__(self) -> str:
        number, unit = (self.weeks, "week") if self.weeks else (self.months, "month")
        return f"{number} {unit}{'' if number == 1 else 's'}"


@dataclass(frozen=True, kw_only=True)
class Band:
    """What is asked in some months. Either one in every interval, or a number of times within the band."""

    kind: str
    stage: str = TRAINING
    from_month: int = 1
    """1 is the first month."""
    to_month: int | None = None
    """The last month, included; None: until the certificate, and after the certificate without end."""
    every: Every | None = None
    times: int | None = None
    min_minutes: int = 0
    """Shorter meetings do not count."""

    @property
    def in_twelve_months(self) -> int:
        """How many slots fit into twelve months; all of them where a number of times is asked."""
        if self.every is None:
            return self.times or 1
        return max(1, 52 // self.every.weeks if self.every.weeks else 12 // self.every.months)

    def edge(self, origin: date, number: int) -> date:
        """The first day of its interval with this number, counted from 0, in a stage that began on `origin`.

        Months are counted from the origin and never from one another, so that a start on the 31st stays near the end of each month.
        """
        months = self.from_month - 1
        if self.every is not None and self.every.weeks:
            return add_months(origin, months) + timedelta(weeks=self.every.weeks * number)
        return add_months(origin, months + (self.every.months * number if self.every else 0))

    def end(self, origin: date) -> date:
        """The first day after it."""
        return date.max if self.to_month is None else add_months(origin, self.to_month)

    def as_values(self) -> dict[str, Any]:
        """As JSON can hold it; what is as usual is left out."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        values["every"] = str(self.every) if self.every else None
        return {
            field.name: values[field.name]
            for field in fields(self)
            if field.name in ("kind", "stage", "from_month") or values[field.name] != field.default
        }


DEFAULT_BANDS = (
    Band(kind="individual", to_month=3, every=Every(weeks=2), min_minutes=60),
    Band(kind="individual", from_month=4, every=Every(months=1), min_minutes=60),
    Band(kind="individual", stage=CERTIFIED, every=Every(months=2), min_minutes=60),
    Band(kind="log", to_month=3, every=Every(weeks=1)),
    Band(kind="log", from_month=4, every=Every(weeks=2)),
    Band(kind="log", stage=CERTIFIED, every=Every(months=1)),
    Band(kind="group", every=Every(months=1), min_minutes=90),
    Band(kind="group", stage=CERTIFIED, every=Every(months=3), min_minutes=90),
    Band(kind="observation", to_month=3, times=1),
    Band(kind="observation", from_month=4, to_month=12, times=2),
    Band(kind="observation", stage=CERTIFIED, every=Every(months=12)),
    Band(kind="review", every=Every(months=3)),
    Band(kind="review", stage=CERTIFIED, every=Every(months=12)),
)
"""The rhythm of the programme. What stands in months 4 to 12 goes on until the certificate, however long that takes."""


def read_bands(rows: object) -> tuple[tuple[Band, ...], list[Sentence]]:
    """Bands from JSON, and what is wrong with it, one sentence each. Where something is wrong, the bands are not to be used."""
    if not isinstance(rows, list | tuple) or not rows:
        return (), [Sentence(text="The rhythm needs at least one line.")]
    bands: list[Band] = []
    problems: list[Sentence] = []
    for number, row in enumerate(rows, start=1):
        wrong = next(_wrong_values(row), None) if _is_row(row) else "Line %(line)d: this is not a line of the rhythm."
        if wrong is None:
            band = Band(**{**row, "every": Every.read(row.get("every") or "")})
            wrong = next(_wrong_sense(band, bands), None)
            bands.append(band)
        if wrong is not None:
            problems.append(Sentence(text=wrong, values={"line": number}))
    return tuple(bands), problems


_LIMITS = {"from_month": (1, 120), "to_month": (1, 120), "times": (1, 52), "min_minutes": (0, 480)}


def _is_row(row: object) -> bool:
    return isinstance(row, Mapping) and set(row) <= {field.name for field in fields(Band)}


def _wrong_values(row: Mapping[str, Any]) -> Iterator[str]:
    """What cannot be read in a row; without any of it, the row makes a band."""
    if row.get("kind") not in KINDS:
        yield "Line %(line)d: choose what is asked."
    if row.get("stage", TRAINING) not in STAGES:
        yield "Line %(line)d: choose before or after the certificate."
    if not all(_is_number(name, row[name]) for name in _LIMITS if name in row):
        yield "Line %(line)d: months go up to 120, times to 52 and minutes to 480."
    every = row.get("every")
    if every is not None and (not isinstance(every, str) or Every.read(every) is None):
        yield "Line %(line)d: write how often as “2 weeks” or “1 month”."


def _is_number(name: str, value: object) -> bool:
    least, most = _LIMITS[name]
    may_be_left_out = name in ("to_month", "times")
    return (type(value) is int and least <= value <= most) or (value is None and may_be_left_out)


def _wrong_sense(band: Band, earlier: list[Band]) -> Iterator[str]:
    """What makes no sense in a band, alone or beside those before it."""
    months = None if band.to_month is None else band.to_month - band.from_month + 1
    if months is not None and months < 1:
        yield "Line %(line)d: the last month lies before the first."
    if (band.every is None) == (band.times is None):
        yield "Line %(line)d: say either how often or how many times."
    if band.times is not None and months is None:
        yield "Line %(line)d: a number of times needs a last month."
    if band.every is not None and months is not None and not _fits(band.every, months):
        yield "Line %(line)d: the months are shorter than the interval."
    if (band.kind in MEETINGS) != (band.min_minutes > 0):
        yield "Line %(line)d: sessions and tutorials need a length in minutes; nothing else has one."
    if any(_overlap(band, other) for other in earlier):
        yield "Line %(line)d: another line already covers these months."


def _fits(every: Every, months: int) -> bool:
    return every.months <= months and every.weeks * 7 <= months * _DAYS_OF_THE_SHORTEST_MONTH


def _overlap(one: Band, other: Band) -> bool:
    return (
        (one.kind, one.stage) == (other.kind, other.stage)
        and (one.to_month is None or other.from_month <= one.to_month)
        and (other.to_month is None or one.from_month <= other.to_month)
    )
