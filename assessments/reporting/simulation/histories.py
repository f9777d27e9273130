"""What may have happened to one person in some years: rounds with their dates and events, told backwards from today. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from assessments.certification.laws.expiry import Dates, dates_of
from assessments.certification.laws.rules import Rules

DAY = timedelta(days=1)
YEARS = 8
"""So far back somebody may have been certified first."""
LOTS = (
    ("on the way", 26),
    ("certified", 56),
    ("expired", 12),
    ("suspended", 2),
    ("revoked", 2),
    ("failed", 2),
)
AWARDED = ("assigned", "completed", "awarded")
BEGUN = 0.6
"""This part of those on the way has declared, and waits for the mentor."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """A round that was gone through, or is being gone through."""

    path: str
    events: tuple[str, ...]
    opened_on: date
    due_on: date
    dates: Dates | None = None
    declared_on: date | None = None
    """Of a round that is open: when the learner did their part."""

    @property
    def is_open(self) -> bool:
        """Whether something is still to come."""
        return self.dates is None and self.events[-1] in ("assigned", "begun")


def history(rng: Random, rules: Rules, *, today: date) -> list[Told]:
    """The rounds of one person, the first one first."""
    lot = rng.choices([name for name, _weight in LOTS], [weight for _name, weight in LOTS])[0]
    if lot == "on the way":
        return [_under_way(rng, "initial:1", opened_on=today - rng.randrange(1, 500) * DAY, today=today)]
    if lot == "failed":
        opened_on = today - rng.randrange(100, 900) * DAY
        return [_told("initial:1", ("assigned", "completed", "failed"), opened_on)]
    return list(_certified(rng, rules, lot, today))


def _certified(rng: Random, rules: Rules, lot: str, today: date) -> Iterator[Told]:
    opened_on = today - rng.randrange(120, YEARS * 365) * DAY
    path, previous = "initial:1", None
    while True:
        dates = dates_of(rules, completed_on=opened_on + rng.randrange(20, 90) * DAY, previous=previous)
        opens, expires = dates.window_opens_on, dates.expires_on
        if opens is None or expires is None:
            return
        if expires + 40 * DAY < today and lot != "expired":
            yield _told(path, (*AWARDED, "window_opened", "renewed"), opened_on, dates)
            path, previous, opened_on = "recert:1", dates, opens
            continue
        yield _told(path, _ending(lot, opens, expires, today), opened_on, dates)
        if opens <= today and lot in ("certified", "expired"):
            kind = "initial:1" if expires < today else "recert:1"
            yield _under_way(
                rng, kind, opened_on=min(expires + 32 * DAY if expires < today else opens, today), today=today
            )
        return


def _ending(lot: str, opens: date, expires: date, today: date) -> tuple[str, ...]:
    """What happened after the award of the last certificate."""
    if lot in ("suspended", "revoked"):
        return (*AWARDED, lot)
    if today < opens:
        return AWARDED
    over = {True: ("lapsed",), False: ()}[expires + 31 * DAY < today]
    grace = ("entered_grace",) if expires < today else ()
    return (*AWARDED, "window_opened", *grace, *over)


def _under_way(rng: Random, path: str, *, opened_on: date, today: date) -> Told:
    has_begun = rng.random() < BEGUN
    declared_on = opened_on + rng.randrange(0, (today - opened_on).days + 1) * DAY if has_begun else None
    events = ("assigned", "begun") if declared_on else ("assigned",)
    return Told(path=path, events=events, opened_on=opened_on, due_on=opened_on + 365 * DAY, declared_on=declared_on)


def _told(path: str, events: tuple[str, ...], opened_on: date, dates: Dates | None = None) -> Told:
    return Told(path=path, events=events, opened_on=opened_on, due_on=opened_on + 365 * DAY, dates=dates)
