"""Where somebody stands with one certification on a day. Pure.

What is kept is a phase and dates; that a certificate expires soon, has expired, or that somebody is late follows from the day it is asked
on, so that nothing has to be rewritten as days pass.
"""

from datetime import date, timedelta
from typing import Protocol

WAY, HELD, SUSPENDED, REVOKED, FAILED = "way", "held", "suspended", "revoked", "failed"
PHASES = (WAY, HELD, SUSPENDED, REVOKED, FAILED)
"""What is kept."""

ON_THE_WAY, OVERDUE, CERTIFIED, WINDOW_OPEN, EXPIRED = "on_the_way", "overdue", "certified", "window_open", "expired"
STATUSES = (CERTIFIED, WINDOW_OPEN, EXPIRED, ON_THE_WAY, OVERDUE, SUSPENDED, REVOKED, FAILED)
"""What is said: everybody is in exactly one of these."""

BANDS = {"expiring_30": 30, "expiring_60": 60, "expiring_90": 90}
"""Certificates that hold today and not much longer; each band holds the one before."""
STALLED = "stalled"
STALLED_DAYS = 30
"""So long nothing has happened in a round that is open."""

_DAY = timedelta(days=1)


class Dated(Protocol):
    """What is kept of somebody's standing."""

    phase: str
    due_on: date | None
    """By when an open round should be complete."""
    window_opens_on: date | None
    expires_on: date | None
    """The last day of a certificate that is held; None where it does not expire."""
    waits_for: str
    """Whose turn it is in the open round, or nobody's."""
    since: date | None
    """Since when it is their turn."""


def status(row: Dated, today: date) -> str:
    """One of STATUSES."""
    if row.phase == WAY:
        return OVERDUE if row.due_on is not None and row.due_on < today else ON_THE_WAY
    if row.phase != HELD:
        return row.phase
    if row.expires_on is None:
        return CERTIFIED
    if row.expires_on < today:
        return EXPIRED
    return WINDOW_OPEN if (row.window_opens_on or row.expires_on) <= today else CERTIFIED


def matches(row: Dated, wanted: str, today: date) -> bool:
    """Whether a row belongs to a status or to a band, or is stalled."""
    if wanted in BANDS:
        return (
            row.phase == HELD and row.expires_on is not None and today <= row.expires_on <= today + BANDS[wanted] * _DAY
        )
    if wanted == STALLED:
        return bool(row.waits_for) and row.since is not None and row.since <= stalled_until(today)
    return status(row, today) == wanted


def stalled_until(today: date) -> date:
    """The last day of which it can be said that nothing has happened since."""
    return today - STALLED_DAYS * _DAY
