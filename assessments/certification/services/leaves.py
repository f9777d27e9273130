"""A time away: the clock of a certification stands still for as many days, in the round at work and on the certificate that holds.

Its last day is planned from the beginning, so that nothing expires meanwhile; who comes back earlier gives the rest back.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from assessments.certification.laws.cycles import CERTIFIED, OPEN, WINDOW_OPEN
from assessments.certification.laws.expiry import shifted
from assessments.certification.models import Credential, Cycle, Leave
from assessments.certification.selectors.powers import may_certify
from assessments.certification.services import following, issuing
from assessments.certification.services.cycles import dates_of_cycle
from assessments.services import ledgers
from assessments.services.ledgers import NotNow
from training_site.people.models import User

__all__ = ["MayNotApprove", "NotADay", "NotNow", "NothingPaused", "Overlaps", "approve", "cancel", "end", "keep_up"]

LONGEST = timedelta(days=366)
HOLDING = (CERTIFIED, WINDOW_OPEN)
PAUSED = ("assigned", "in_progress")
"""A round about which somebody decides goes on: only its dates move."""


class MayNotApprove(Exception):
    """Somebody without the power here; nobody approves their own."""


class NotADay(Exception):
    """It ends before it begins, or lasts longer than LONGEST, or lies where it cannot."""


class Overlaps(Exception):
    """A leave that was approved covers some of these days already."""


class NothingPaused(Exception):
    """There is no round at work and no certificate that holds."""


@transaction.atomic
def approve(*, cycle: Cycle, kind: str, starts_on: date, ends_on: date, by: User, now: datetime) -> Leave:
    """Approve it from a day through a day. Raises MayNotApprove, NotADay, Overlaps, NothingPaused."""
    _check(cycle, by, now)
    if not timedelta(0) <= ends_on - starts_on < LONGEST or abs(starts_on - timezone.localdate(now)) > LONGEST:
        raise NotADay
    # The person is the lock: two leaves that are approved at once do not overlap.
    User.objects.select_for_update(of=("self",)).get(pk=cycle.learner_id)
    if not _rounds(cycle):
        raise NothingPaused
    same = Leave.objects.filter(cycle__certification_id=cycle.certification_id, learner_id=cycle.learner_id)
    if same.exclude(state="cancelled").filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise Overlaps
    row = Leave(
        organisation_id=cycle.organisation_id,
        learner_id=cycle.learner_id,
        cycle=cycle,
        kind=Leave.Kind(kind).value,
        starts_on=starts_on,
        ends_on=ends_on,
        approved_by=by,
    )
    row = ledgers.begin(row, event="approved", by=by, now=now)
    _shift(cycle, _days(starts_on, ends_on), since=starts_on, by=by, now=now)
    _go(row, now)
    return row


@transaction.atomic
def end(*, leave: Leave, last_day: date, by: User, now: datetime) -> Leave:
    """It ended earlier than planned: the days that were not taken are given back. Raises MayNotApprove, NotADay, NotNow."""
    _check(leave.cycle, by, now)
    row = ledgers.lock(leave)
    planned = row.ends_on or row.starts_on
    if not row.starts_on <= last_day <= planned:
        raise NotADay
    row = ledgers.append(row, event="ended", by=by, now=now, ends_on=last_day)
    _shift(row.cycle, -(planned - last_day).days, since=row.starts_on, by=by, now=now)
    _come_back(row, now)
    return row


@transaction.atomic
def cancel(*, leave: Leave, by: User, now: datetime) -> Leave:
    """It does not take place: all days are given back. Raises MayNotApprove, NotNow."""
    _check(leave.cycle, by, now)
    row = ledgers.append(leave, event="cancelled", by=by, now=now)
    _shift(row.cycle, -_days(row.starts_on, row.ends_on or row.starts_on), since=row.starts_on, by=by, now=now)
    _come_back(row, now)
    return row


def keep_up(*, now: datetime) -> int:
    """Leaves whose first day has come begin, those whose last day is over end; how many moved."""
    today = timezone.localdate(now)
    rows = Leave.objects.filter(state="approved").select_related("cycle__learner")
    over = list(rows.filter(ends_on__lt=today))
    begun = list(rows.filter(starts_on__lte=today, ends_on__gte=today, cycle__state__in=PAUSED))
    for row in over:
        _is_over(row, now)
    for row in begun:
        _go(row, now)
    return len(over) + len(begun)


@transaction.atomic
def _is_over(leave: Leave, now: datetime) -> None:
    row = ledgers.append(leave, event="ended", by=None, now=now)
    _come_back(row, now)


@transaction.atomic
def _go(leave: Leave, now: datetime) -> None:
    today = timezone.localdate(now)
    cycle = ledgers.lock(leave.cycle)
    if cycle.state in PAUSED and leave.starts_on <= today <= (leave.ends_on or today):
        ledgers.append(cycle, event="went_on_leave", by=None, now=now)


def _come_back(leave: Leave, now: datetime) -> None:
    cycle = ledgers.lock(leave.cycle)
    if cycle.state == "on_leave":
        ledgers.append(cycle, event="returned", by=None, now=now)
        following.follow(learners=[cycle.learner_id], now=now)


def _shift(cycle: Cycle, days: int, *, since: date, by: User, now: datetime) -> None:
    if days == 0:
        return
    for row in _rounds(cycle):
        fresh = ledgers.lock(row)
        if fresh.state in OPEN and fresh.due_on is not None and fresh.due_on >= since:
            fresh.due_on += timedelta(days=days)
            fresh.save(update_fields=["due_on"])
        if fresh.state in HOLDING:
            _hold_longer(fresh, days, since=since, by=by, now=now)


def _hold_longer(held: Cycle, days: int, *, since: date, by: User, now: datetime) -> None:
    """The certificate holds as many days longer; what is issued for it says so, and not why."""
    dates = dates_of_cycle(held)
    if dates is None:
        return
    later = shifted(dates, days, since=since)
    if later == dates:
        return
    held.window_opens_on, held.expires_on = later.window_opens_on, later.expires_on
    held.baseline_expires_on = later.baseline_expires_on
    held.save(update_fields=["window_opens_on", "expires_on", "baseline_expires_on"])
    for credential in Credential.objects.filter(cycle=held, superseded_by=None):
        issuing.replace(credential=credential, by=by, now=now)


def _rounds(cycle: Cycle) -> list[Cycle]:
    """The round at work and the one whose certificate holds (one query)."""
    rows = Cycle.objects.filter(learner_id=cycle.learner_id, certification_id=cycle.certification_id)
    return list(rows.filter(state__in=(*OPEN, *HOLDING)).order_by("number"))


def _days(first: date, last: date) -> int:
    return (last - first).days + 1


def _check(cycle: Cycle, by: User, now: datetime) -> None:
    if not may_certify(by, cycle.learner, today=timezone.localdate(now)):
        raise MayNotApprove
