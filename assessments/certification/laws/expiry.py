"""Until when a certificate holds, and from when it can be renewed. Pure.

The arithmetic is that of Totara Learn's three bases of recertification, in calendar months instead of seconds. `completion` counts from
the day everything was met. `expiry` counts from the last expiry, so that renewing early costs nothing and nobody drifts. `fixed` keeps
everybody on the same day of the year. A day of expiry belongs to the time in which the certificate holds.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Protocol

from assessments.certification.laws.calendar import MOST_DAYS, Period
from assessments.certification.laws.reading import by, one_of, whole

COMPLETION, EXPIRY, FIXED = "completion", "expiry", "fixed"
BASES = (COMPLETION, EXPIRY, FIXED)
WINDOW, DAYS_BEFORE = "window", "days_before"
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class EarlyCredit:
    """From when acts count towards the next renewal: from the opening of the window, or so many days before it."""

    mode: str = field(default=WINDOW, metadata=by(one_of(WINDOW, DAYS_BEFORE)))
    days: int = field(default=0, metadata=by(whole(0, MOST_DAYS)))
    """Zero for WINDOW."""


FROM_THE_WINDOW = EarlyCredit()


class Terms(Protocol):
    """What of the rules of a certification decides its dates; `Rules` are terms."""

    @property
    def basis(self) -> str:
        """One of BASES."""

    @property
    def active(self) -> Period | None:
        """How long a certificate holds; None for ever."""

    @property
    def window(self) -> Period:
        """How long before its expiry it can be renewed."""

    @property
    def minimum_active(self) -> Period:
        """With a fixed day: for how long it holds at least."""

    @property
    def early_credit(self) -> EarlyCredit:
        """From when acts count towards the renewal."""


@dataclass(frozen=True, kw_only=True)
class Dates:
    """The dates of one certified cycle, in order where they are set; the last three are None together, for what never expires."""

    completed_on: date
    """The day of the last act that was needed."""
    window_opens_on: date | None
    expires_on: date | None
    """The last day on which it holds."""
    baseline_expires_on: date | None
    """The same without extensions: renewals count from here, so that an extension moves one expiry and not all that follow."""


def dates_of(
    terms: Terms,
    *,
    completed_on: date,
    due_on: date | None = None,
    first_completed_on: date | None = None,
    previous: Dates | None = None,
) -> Dates:
    """The dates of a cycle that was completed on a day.

    `due_on` is the day of the assignment, `first_completed_on` the first certificate of this person, `previous` the dates of the
    certificate that is renewed, however long ago it expired.
    """
    if terms.active is None:
        return Dates(completed_on=completed_on, window_opens_on=None, expires_on=None, baseline_expires_on=None)
    if terms.basis == FIXED:
        base = due_on or first_completed_on or _baseline(previous) or completed_on
        expires_on = _next_fixed(terms, terms.active, base=base, completed_on=completed_on)
    elif terms.basis == EXPIRY:
        expires_on = _from_expiry(terms, terms.active, completed_on=completed_on, due_on=due_on, previous=previous)
    else:
        expires_on = terms.active.after(completed_on)
    return Dates(
        completed_on=completed_on,
        window_opens_on=max(completed_on, terms.window.before(expires_on)),
        expires_on=expires_on,
        baseline_expires_on=expires_on,
    )


def counts_from(early_credit: EarlyCredit, dates: Dates) -> date | None:
    """The first day on which acts count towards the renewal after these dates; None where nothing is ever renewed.

    Never a day that counted already: what led to a certificate does not renew it.
    """
    if dates.window_opens_on is None:
        return None
    return max(dates.window_opens_on - timedelta(days=early_credit.days), dates.completed_on + _DAY)


def shifted(dates: Dates, days: int, *, since: date | None = None) -> Dates:
    """The dates after an approved leave of so many days: the clock stood still. Fewer than zero take days back.

    What lay before `since`, the first day of the leave, stays where it is: a window that is open stays open, and what has expired stays
    expired.
    """

    def later(day: date | None) -> date | None:
        return day if day is None or (since is not None and day < since) else day + timedelta(days=days)

    return replace(
        dates,
        window_opens_on=later(dates.window_opens_on),
        expires_on=later(dates.expires_on),
        baseline_expires_on=later(dates.baseline_expires_on),
    )


def extended(dates: Dates, until: date) -> Dates:
    """The dates with an expiry put off to a day; the next renewal still counts from the baseline. Never an earlier expiry."""
    if dates.expires_on is None:
        return dates
    return replace(dates, expires_on=max(dates.expires_on, until))


def _baseline(dates: Dates | None) -> date | None:
    return None if dates is None else dates.baseline_expires_on


def _from_expiry(
    terms: Terms, active: Period, *, completed_on: date, due_on: date | None, previous: Dates | None
) -> date:
    """From the expiry before, for the first time from the day it was due; who is late counts from completion."""
    base, in_time_until = due_on, due_on
    if previous is not None and previous.expires_on is not None:
        base, in_time_until = previous.baseline_expires_on, previous.expires_on
    if base is None or in_time_until is None or completed_on > in_time_until:
        return active.after(completed_on)
    if previous is not None and _too_early(terms, previous, completed_on):
        # Imported, or entered by hand: nothing that counts was added to the certificate that still holds.
        return base
    renewed = active.after(base)
    # An extension longer than the certificate itself would leave nothing.
    return renewed if renewed > completed_on else active.after(completed_on)


def _too_early(terms: Terms, previous: Dates, completed_on: date) -> bool:
    first = counts_from(terms.early_credit, previous)
    return first is not None and completed_on < first


def _next_fixed(terms: Terms, active: Period, *, base: date, completed_on: date) -> date:
    """The first day of the series through the base that comes after completion, and late enough for the shortest time."""
    earliest = max(completed_on + _DAY, terms.minimum_active.after(completed_on))
    return active.after(base, times=active.times_until(base, earliest - _DAY) + 1)
