"""What somebody sees of a sitting, and when: a matrix of seven things and four moments, copied into the sitting when it begins. Pure.

An empty matrix is the usual way of this site: everything is told as soon as it is marked, but what would have been right, and why, only
where nothing can be tried any more: at a question that is settled, and after handing in once the quiz is passed.
"""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from enum import StrEnum

JUST_NOW = timedelta(minutes=2)
"""How long a sitting has just been handed in."""


class Shown(StrEnum):
    """One thing that can be shown."""

    ATTEMPT = "attempt"
    """The questions, and what was answered."""
    CORRECTNESS = "correctness"
    MARKS = "marks"
    SPECIFIC = "specific"
    """What is said about the answer that was given."""
    GENERAL = "general"
    """What is said about the question, whatever was answered."""
    RIGHT = "right"
    OVERALL = "overall"
    """What is said about the result."""


class Moment(StrEnum):
    """When."""

    DURING = "during"
    """As soon as a question is marked, while the sitting is open."""
    JUST_AFTER = "just-after"
    OPEN = "open"
    """Later, while the quiz can still be taken."""
    CLOSED = "closed"


EVERYTHING = frozenset(Shown)
_UNTIL_PASSED = EVERYTHING - {Shown.RIGHT, Shown.GENERAL}


def moment(*, submitted_at: datetime | None, closes_at: datetime | None, now: datetime) -> Moment:
    """Where a sitting is on its way."""
    if submitted_at is None:
        return Moment.DURING
    instant = now.astimezone(UTC)
    if closes_at is not None and instant >= closes_at.astimezone(UTC):
        return Moment.CLOSED
    return Moment.JUST_AFTER if instant < submitted_at.astimezone(UTC) + JUST_NOW else Moment.OPEN


def cell(at: Moment, what: Shown) -> str:
    """A cell of the matrix as it is stored."""
    return f"{at.value}.{what.value}"


CELLS = tuple(cell(at, what) for at in Moment for what in Shown)


def shown(promised: Collection[str], at: Moment, *, passed: bool) -> frozenset[Shown]:
    """What is shown at a moment."""
    if not promised:
        return EVERYTHING if passed or at is Moment.DURING else _UNTIL_PASSED
    return frozenset(what for what in Shown if cell(at, what) in promised)
