"""Whether what a cohort asks can be asked of somebody. Pure."""

from datetime import date
from math import ceil

HOURS_A_WEEK = 5
"""What a person with full work can learn beside it."""
CERTIFIED, TIME, PATHWAY = "certified", "time", "pathway"


def days_needed(hours: int) -> int:
    """How many days a pathway of so many hours takes."""
    return ceil(hours / HOURS_A_WEEK) * 7


def obstacles(
    *, certified: bool, other_pathway: bool, due_on: date | None, joined_on: date, hours: int
) -> tuple[str, ...]:
    """What does not fit, in the order in which it is said; empty: ask."""
    found = []
    if certified:
        found.append(CERTIFIED)
    if other_pathway:
        found.append(PATHWAY)
    if due_on is not None and not certified and (due_on - joined_on).days < days_needed(hours):
        found.append(TIME)
    return tuple(found)
