"""Calendar months: three months after 30 November is the end of February. Days of a month are never counted as thirty."""

from calendar import monthrange
from datetime import date


def add_months(day: date, months: int) -> date:
    """The same day some months later (or earlier, below zero); the last of that month where it has no such day."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))
