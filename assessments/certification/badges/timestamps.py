"""Moments as the standards write them: RFC 3339 to the second, with an offset. Pure."""

import re
from datetime import UTC, date, datetime, time, tzinfo

_PATTERN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2})")


class NotAMoment(ValueError):
    """A text that names no moment, or a moment that says nothing about its zone."""


def written(moment: datetime) -> str:
    """The moment to the second, with the offset of its own zone; `Z` for UTC. Raises NotAMoment for one without a zone."""
    if moment.utcoffset() is None:
        raise NotAMoment("a moment needs a zone")
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def read(text: object) -> datetime:
    """The moment that a text names; raises NotAMoment."""
    if not isinstance(text, str) or not _PATTERN.fullmatch(text):
        raise NotAMoment(f"{text!r} is not written as a moment")
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise NotAMoment(f"{text!r} is no moment of any calendar") from None


def utc(moment: datetime) -> str:
    """The same moment as `written` in UTC, as signatures are dated."""
    written(moment)
    return written(moment.astimezone(UTC))


def beginning(day: date, zone: tzinfo) -> datetime:
    """The first second of a day in a zone."""
    return datetime.combine(day, time.min, tzinfo=zone)


def end(day: date, zone: tzinfo) -> datetime:
    """The last second of a day in a zone: what is valid through a day is valid through this second."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=zone)
