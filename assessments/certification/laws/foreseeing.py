"""What rules would make of a learner's facts: round after round, from the day somebody is asked for it up to a day. Pure.

It is what the services do as days pass, without writing anything: a round is met on the first day on which its path asks for nothing more,
the next one opens with the window, and a renewal that is over gives way to the path that the rules then ask for. Whoever decides is taken
to decide at once, and to award. Whoever holds a certificate already, or is on the way to one under older rules, goes on from there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

from assessments.certification.laws.calendar import Period
from assessments.certification.laws.choosing import path_for, renews, same_way
from assessments.certification.laws.clauses import RECERT_PATH_DURING_GRACE, Path
from assessments.certification.laws.cycles import phase_on
from assessments.certification.laws.evaluation import Standing, standing
from assessments.certification.laws.expiry import Dates, dates_of
from assessments.certification.laws.facts import Facts
from assessments.certification.laws.requirements.requirement import ALWAYS_READ
from assessments.certification.laws.rules import Rules
from assessments.certification.laws.tree import leaves
from assessments.machines import NEW

MOST_ROUNDS = 60
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Round:
    """One round, as it would be."""

    number: int
    path: Path
    renews: bool
    opened_on: date
    counts_from: date | None
    """Acts from this day on count; None: whenever they were done."""
    met_on: date | None = None
    """The first day on which everything was met; None where it never is."""
    dates: Dates | None = None
    """Of its certificate."""
    gave_way_on: date | None = None
    """The first day on which it was too late to renew."""
    moved_on: date | None = None
    """The day from which a round that was begun under older rules follows these."""
    grace: Period | None = None
    """Of its certificate, where that was earned under older rules."""
    is_held: bool = False
    """It was certified before."""


@dataclass(frozen=True, kw_only=True)
class Underway:
    """A round in which somebody works already, under older rules."""

    path: Path
    name: str
    """Of the path, as `kind:number`."""
    number: int
    opened_on: date
    counts_from: date | None
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Start:
    """Where somebody stands when these rules come."""

    older: Rules
    """Those they have followed."""
    held: Round | None = None
    """The latest that was certified."""
    first_completed_on: date | None = None
    underway: Underway | None = None
    moves_on: date | None = None
    """The day from which a round that is underway follows these rules; None: it is finished by the older ones."""


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """Everything that would happen, in order."""

    rounds: tuple[Round, ...]
    grace: Period
    until: date

    def round_on(self, on: date) -> Round | None:
        """The latest round that had begun on a day."""
        return next((each for each in reversed(self.rounds) if each.opened_on <= on), None)

    def phase(self, on: date) -> str:
        """What the latest certificate is worth on a day, as `cycles.phase_on` says it; NEW where there is none yet."""
        held = [each for each in self.rounds if each.dates and each.met_on and each.met_on <= on]
        return phase_on(held[-1].dates, self.grace_of(held[-1]), on, renewed=False) if held and held[-1].dates else NEW

    def grace_of(self, found: Round) -> Period:
        """How long the certificate of a round can still be renewed after its expiry."""
        return self.grace if found.grace is None else found.grace


def foresee(
    rules: Rules,
    facts: Facts,
    *,
    begins_on: date,
    until: date,
    due_on: date | None = None,
    start: Start | None = None,
) -> Foreseen:
    """The rounds of somebody with these facts who is asked on a day, or stands somewhere on it, up to another day.

    Raises choosing.NoSuchPath.
    """
    rounds = _before(rules, facts, start, until) if start else []
    first = start.first_completed_on if start else None
    number = rounds[-1].number if rounds else 0
    on, previous = _goes_on_from(rounds, begins_on)
    while on is not None and on <= until and len(rounds) < MOST_ROUNDS:
        number += 1
        found = _round(rules, facts, number=number, on=on, until=until, previous=previous)
        if found.met_on is not None:
            found, previous = _certified(found, rules, facts, due_on=due_on, first=first, previous=previous)
            first = first or previous.completed_on
        rounds.append(found)
        on = _goes_on(found)
    return Foreseen(rounds=tuple(rounds), grace=rules.grace, until=until)


def _before(rules: Rules, facts: Facts, start: Start, until: date) -> list[Round]:
    """What somebody holds, and how the round ends in which they are."""
    held = [start.held] if start.held else []
    if start.underway is None:
        return held
    previous = start.held.dates if start.held else None
    return [*held, _finished(rules, facts, start, start.underway, previous=previous, until=until)]


def _goes_on_from(rounds: list[Round], begins_on: date) -> tuple[date | None, Dates | None]:
    """The day on which the next round opens, and the dates of the certificate before it; no day where nothing follows."""
    held = [each.dates for each in rounds if each.dates is not None]
    previous = held[-1] if held else None
    if not rounds:
        return begins_on, previous
    following = _goes_on(rounds[-1])
    return (max(following, begins_on) if following else None), previous


def _finished(
    rules: Rules, facts: Facts, start: Start, underway: Underway, *, previous: Dates | None, until: date
) -> Round:
    """A round that was begun under older rules: by those, and from the day on which it moves by these."""
    renewing = renews(start.older, on=underway.opened_on, previous=previous)
    last = _last_day(start.older, previous, until) if renewing else until
    moves_on = start.moves_on if start.moves_on and start.moves_on <= min(last, until) else None
    found = Round(
        number=underway.number,
        path=underway.path,
        renews=renewing,
        opened_on=underway.opened_on,
        counts_from=underway.counts_from,
        grace=start.older.grace,
    )
    by_older = min(last, until) if moves_on is None else moves_on - _DAY
    met_on = _first_met(found.path, facts, since=found.counts_from, first=found.opened_on, last=by_older)
    follows = start.older
    if met_on is None and moves_on is not None:
        path = same_way(rules, underway.name, number=underway.number, renewing=renewing)
        last, follows = (_last_day(rules, previous, until) if renewing else until), rules
        found = replace(found, path=path, moved_on=moves_on, grace=None)
        met_on = _first_met(path, facts, since=found.counts_from, first=moves_on, last=min(last, until))
    if met_on is None:
        return replace(found, gave_way_on=last + _DAY if last < until else None)
    found = replace(found, met_on=met_on)
    return _certified(found, follows, facts, due_on=underway.due_on, first=start.first_completed_on, previous=previous)[
        0
    ]


def stands(found: Round, facts: Facts, on: date) -> Standing:
    """Where the learner would stand in a round on a day; once it is met, as on that day."""
    return standing(found.path, facts, since=found.counts_from, on=min(on, found.met_on or on))


def _round(rules: Rules, facts: Facts, *, number: int, on: date, until: date, previous: Dates | None) -> Round:
    renewing = renews(rules, on=on, previous=previous)
    path = path_for(rules, number=number, on=on, previous=previous)
    since = _counts_from(rules, previous, renewing=renewing)
    last = _last_day(rules, previous, until) if renewing else until
    met_on = _first_met(path, facts, since=since, first=on, last=min(last, until))
    gave_way_on = last + _DAY if met_on is None and last < until else None
    return Round(
        number=number,
        path=path,
        renews=renewing,
        opened_on=on,
        counts_from=since,
        met_on=met_on,
        gave_way_on=gave_way_on,
    )


def _certified(
    found: Round, rules: Rules, facts: Facts, *, due_on: date | None, first: date | None, previous: Dates | None
) -> tuple[Round, Dates]:
    met_on = found.met_on or found.opened_on
    completed_on = standing(found.path, facts, since=found.counts_from, on=met_on).met_on or met_on
    dates = dates_of(
        rules,
        completed_on=completed_on,
        due_on=(due_on or rules.due.due_on(found.opened_on)) if previous is None else None,
        first_completed_on=first,
        previous=previous,
    )
    return replace(found, dates=dates), dates


def _goes_on(found: Round) -> date | None:
    """The day on which the next round opens; None where there is none."""
    if found.dates is None or found.met_on is None:
        return found.gave_way_on
    if found.dates.window_opens_on is None:
        return None
    return max(found.met_on, found.dates.window_opens_on)


def _counts_from(rules: Rules, previous: Dates | None, *, renewing: bool) -> date | None:
    if previous is None:
        return None
    return rules.counts_from(previous) if renewing else previous.completed_on + _DAY


def _last_day(rules: Rules, previous: Dates | None, until: date) -> date:
    """The last day on which a renewal is one."""
    last = previous.expires_on if previous else None
    if last is None:
        return until
    return rules.grace.after(last) if rules.on_expiry == RECERT_PATH_DURING_GRACE else last


def _first_met(path: Path, facts: Facts, *, since: date | None, first: date, last: date) -> date | None:
    """Only on the day of some fact can more be met than the day before."""
    read = {name for leaf in leaves(path.tree) for name in leaf.reads | ALWAYS_READ}
    days = {first} | {day for name in read for day in _days_of(getattr(facts, name)) if first < day <= last}
    return next((day for day in sorted(days) if standing(path, facts, since=since, on=day).met), None)


def _days_of(found: Any) -> Iterator[date]:
    for fact in found if isinstance(found, tuple) else ():
        for field in fields(fact):
            value = getattr(fact, field.name)
            if isinstance(value, date):
                yield value
