"""What time does to certificates: a window opens and the next round begins, a day comes and one expires, grace ends and it has lapsed.

Expiry itself follows from dates and is never stored; these jobs write the ledger's entry, open what comes next, and tell people.
"""

from collections import Counter
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from assessments.certification.laws.calendar import day_in
from assessments.certification.laws.cycles import CERTIFIED, HELD, OPEN, catching_up, phase_on
from assessments.certification.laws.evaluation import standing
from assessments.certification.models import Assignment, Cycle
from assessments.certification.selectors.facts import facts_of, within
from assessments.certification.selectors.rules import path_of, read_by, rules_of
from assessments.certification.services import certifying, cycles, deciding, following, refreshing, telling
from assessments.services import ledgers
from training_site.people.merges import person_behind
from training_site.people.models import User

REMINDERS = (90, 60, 30, 7, 0)
"""So many days before it expires its holder is reminded."""
LATE_ENTRIES = timedelta(days=30)
"""What was done before the expiry and entered so long after it still counts."""
MOST_AT_ONCE = 500
LATEST_ZONE = timedelta(hours=14)
"""The first place on earth where a day begins is so far ahead."""


def keep_up(*, now: datetime) -> Counter[str]:
    """Write what the dates say about certificates that are held: windows that open, grace that begins, what lapses. Event → how many."""
    day = latest_day(now)
    due = Q(state=CERTIFIED, window_opens_on__lte=day) | Q(state__in=HELD, expires_on__lt=day)
    rows = Cycle.objects.filter(due).select_related("version", "certification", "learner").order_by("pk")
    done: Counter[str] = Counter()
    for cycle in rows[:MOST_AT_ONCE]:
        done.update(_keep_up(cycle, now))
    return done


def catch_up(*, cycle: Cycle, now: datetime) -> Cycle:
    """The same for one round, at once; the round as it is then."""
    _keep_up(cycle, now)
    return ledgers.lock(cycle)


def overturn(*, now: datetime) -> int:
    """Renewals that expired although everything had been done in time, and was only entered late; how many."""
    since = now.date() - LATE_ENTRIES
    rows = Cycle.objects.filter(state="expired", due_on__gte=since).select_related(
        "version", "certification", "learner"
    )
    return sum(_overturn(cycle, now) for cycle in rows.order_by("pk")[:MOST_AT_ONCE])


def remind(*, now: datetime) -> int:
    """Tell holders that their certificate expires; each step once, however often this is called. How many were told of."""
    today = latest_day(now)
    rows = Cycle.objects.filter(
        state__in=("certified", "window_open"),
        expires_on__gte=today - timedelta(days=1),
        expires_on__lte=today + timedelta(days=REMINDERS[0]),
    )
    return sum(_remind(cycle, now) for cycle in rows.select_related("version", "learner", "certification"))


def latest_day(now: datetime) -> date:
    """The day that has begun somewhere."""
    return (now + LATEST_ZONE).date()


def _today(cycle: Cycle, now: datetime) -> date:
    return day_in(now, rules_of(cycle.version).zone)


@transaction.atomic
def _keep_up(cycle: Cycle, now: datetime) -> tuple[str, ...]:
    cycle = ledgers.lock(cycle)
    dates = cycles.dates_of_cycle(cycle)
    today = _today(cycle, now)
    if dates is None:
        return ()
    phase = phase_on(dates, rules_of(cycle.version).grace, today, renewed=False)
    events = catching_up(cycle.state, phase)
    for event in events:
        cycle = ledgers.append(cycle, event=event, by=None, now=now)
    if events:
        _go_on(cycle, today, now)
        _tell(cycle, events, now)
    return events


def _go_on(cycle: Cycle, today: date, now: datetime) -> None:
    """The next round begins with the window; after an expiry it follows the path that the rules ask for then."""
    person = person_behind(cycle.learner)
    if not _is_asked_for(cycle, person):
        return
    working = cycles.open_next(
        learner=person,
        certification=cycle.certification,
        on=today,
        organisation_id=cycle.organisation_id,
        now=now,
    )
    working = cycles.give_way(cycle=working, on=today, now=now)
    refreshing.compose(cycle=working, now=now)
    following.follow(learners=[person.pk], now=now, cycles=[working])


def _tell(cycle: Cycle, events: tuple[str, ...], now: datetime) -> None:
    if "lapsed" in events:
        telling.of_lapse(cycle, now=now)
    elif "window_opened" in events:
        telling.of_window(cycle, now=now)


@transaction.atomic
def _overturn(cycle: Cycle, now: datetime) -> int:
    before = cycles.last_certified(cycle.learner_id, cycle.certification_id)
    if before is None or before.expires_on is None or before.state != "lapsed":
        return 0
    known = facts_of([cycle.learner_id], today=now.date(), wanted=read_by([cycle]))
    facts = within(known[cycle.learner_id], cycle.certification.code)
    stands = standing(path_of(cycle), facts, since=cycle.counts_from, on=before.expires_on)
    if not stands.met or certifying.is_held_back(cycle):
        return 0
    open_ones = Cycle.objects.filter(learner=cycle.learner, certification=cycle.certification, state__in=OPEN)
    for other in open_ones:
        ledgers.append(other, event="superseded", by=None, now=now)
    cycle = ledgers.append(cycle, event="resumed", by=None, now=now)
    deciding.open_decision(cycle=cycle, stands=stands, now=now)
    return 1


def _is_asked_for(cycle: Cycle, person: User) -> bool:
    rows = Assignment.objects.filter(learner=person, certification_id=cycle.certification_id, ended_at=None)
    return rows.exists() and cycle.certification.retired_at is None and person.is_active


def _remind(cycle: Cycle, now: datetime) -> int:
    left = ((cycle.expires_on or date.max) - _today(cycle, now)).days
    step = min((days for days in REMINDERS if left <= days), default=None)
    if step is None or left < 0:
        return 0
    return telling.of_expiry(cycle, days=step, now=now)
