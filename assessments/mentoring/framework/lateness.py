"""How late something was entered after it happened, and what that means."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date

IN_TIME, LATE, TOO_LATE = "in_time", "late", "too_late"
"""Counts; counts and says that it is late; counts only when a coordinator has approved the fact."""
LATE_AFTER_DAYS, LATE_LIMIT_DAYS = 14, 60


def lateness(
    happened_on: date, entered_on: date, *, late_after: int = LATE_AFTER_DAYS, limit: int = LATE_LIMIT_DAYS
) -> str:
    """One of IN_TIME, LATE and TOO_LATE. Exactly so many days is still in time, or still only late."""
    days = (entered_on - happened_on).days
    if days <= late_after:
        return IN_TIME
    return LATE if days <= limit else TOO_LATE


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Many things entered on one day, long after they happened. Shown, not punished: there may have been no network."""

    entered_on: date
    number: int


def batches(acts: Iterable[tuple[Hashable, date, date]], *, fewest: int = 5, lag_days: int = 30) -> tuple[Batch, ...]:
    """The batches among acts (id, happened on, entered on), oldest first. One act counts once, whatever it is evidence for."""
    lagging = {(act, entered_on) for act, happened_on, entered_on in acts if (entered_on - happened_on).days > lag_days}
    numbers = Counter(entered_on for _, entered_on in lagging)
    return tuple(Batch(entered_on=day, number=numbers[day]) for day in sorted(numbers) if numbers[day] >= fewest)
