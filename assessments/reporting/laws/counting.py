"""What is counted of a row, and how many there are of each status on a day. Pure.

A row is counted by its phase and by its dates: every date once under its day and once under its month. How many have expired by a day is
then a sum over whole months and at most one month's days, however many people there are, and stays right as days pass without a write.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from assessments.reporting.laws import statuses
from assessments.reporting.laws.statuses import BANDS, FAILED, HELD, REVOKED, SUSPENDED, WAY, Dated

PEOPLE, MENTORED = "people", "mentored"
DUE, OPENS, EXPIRES, MET = "due", "opens", "expires", "met"
LEARNER, DECISION = "learner", "decision"
WAITING = (LEARNER, "mentor", "line_manager", "assessor", "moderator", "coordinator", DECISION)
"""Whose turn it can be."""
DATED = (DUE, OPENS, EXPIRES, MET, *(f"waits_{who}" for who in WAITING))
BY_MONTH = ":m"
MET_DAYS = 45
"""A meeting with the mentor within so many days keeps the rhythm of a month, with a fortnight's grace."""


class Counted(Dated, Protocol):
    """A row with the facts of mentoring."""

    mentored: bool
    met_on: date | None


class Token(NamedTuple):
    """One thing that is counted."""

    kind: str
    day: date | None = None


def tokens(row: Counted) -> Counter[Token]:
    """Everything a row is counted under."""
    found = [Token(PEOPLE), Token(row.phase)]
    if row.phase == WAY:
        found += [Token(MENTORED)] if row.mentored else []
        found += [*_dated(DUE, row.due_on), *_dated(MET, row.met_on)]
    if row.phase == HELD and row.expires_on is not None:
        found += [*_dated(OPENS, row.window_opens_on or row.expires_on), *_dated(EXPIRES, row.expires_on)]
    if row.waits_for:
        found += _dated(f"waits_{row.waits_for}", row.since)
    return Counter(found)


def month(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def _dated(kind: str, day: date | None) -> Iterator[Token]:
    if day is not None:
        yield Token(kind, day)
        yield Token(kind + BY_MONTH, month(day))


class Until(NamedTuple):
    """How many of a kind have a date up to and including a day; without a day, how many have one at all."""

    kind: str
    day: date | None

    def counts(self, token: Token) -> bool:
        """Whether a token is part of the sum: months that are over, and the days of the month that is not."""
        if token.kind == self.kind + BY_MONTH:
            return self.day is None or (token.day or date.max) < month(self.day)
        return (
            token.kind == self.kind
            and self.day is not None
            and token.day is not None
            and month(self.day) <= token.day <= self.day
        )


def asked(today: date) -> dict[str, Until]:
    """The sums that a board needs, by name."""
    day = timedelta(days=1)
    sums = {
        "late": Until(DUE, today - day),
        "opened": Until(OPENS, today),
        "gone": Until(EXPIRES, today - day),
        "met": Until(MET, None),
        "met_long_ago": Until(MET, today - (MET_DAYS + 1) * day),
    }
    sums |= {band: Until(EXPIRES, today + days * day) for band, days in BANDS.items()}
    return sums | {f"waits_{who}": Until(f"waits_{who}", statuses.stalled_until(today)) for who in WAITING}


TOTALS = (PEOPLE, WAY, HELD, SUSPENDED, REVOKED, FAILED, MENTORED)


class Numbers(NamedTuple):
    """How many people of a unit are where."""

    people: int
    by_status: dict[str, int]
    """STATUSES, BANDS and STALLED."""
    stalled_by: dict[str, int]
    """Whose turn it is → how many are stalled."""
    mentored: int
    """On the way, with a mentor."""
    met: int
    """On the way, who met their mentor lately."""
    on_the_way: int
    """Late or not."""


def numbers(of: Callable[[str], int]) -> Numbers:
    """The numbers, from what is counted (TOTALS) and summed (`asked`), by name."""
    stalled = {who: of(f"waits_{who}") for who in WAITING}
    by_status = {
        statuses.CERTIFIED: of(HELD) - of("opened"),
        statuses.WINDOW_OPEN: of("opened") - of("gone"),
        statuses.EXPIRED: of("gone"),
        statuses.ON_THE_WAY: of(WAY) - of("late"),
        statuses.OVERDUE: of("late"),
        **{phase: of(phase) for phase in (SUSPENDED, REVOKED, FAILED)},
        **{band: of(band) - of("gone") for band in BANDS},
        statuses.STALLED: sum(stalled.values()),
    }
    return Numbers(
        people=of(PEOPLE),
        by_status=by_status,
        stalled_by={who: number for who, number in stalled.items() if number},
        mentored=of(MENTORED),
        met=of("met") - of("met_long_ago"),
        on_the_way=of(WAY),
    )


def counted(rows: Iterable[Counted], today: date) -> Numbers:
    """The same from the rows themselves, by their tokens."""
    found: Counter[Token] = Counter()
    for row in rows:
        found.update(tokens(row))
    sums = {name: sum(n for token, n in found.items() if until.counts(token)) for name, until in asked(today).items()}
    return numbers(lambda name: sums[name] if name in sums else found[Token(name)])
