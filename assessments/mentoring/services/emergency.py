"""Emergency access: asked for with a reason, approved by a second person, open for three days at most, and told to both parties.

What it opens is decided by `confidentiality`; that it is over is decided at the moment of reading, whatever the clock job has done.
"""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from assessments.mentoring.confidentiality import DataClass, openable
from assessments.mentoring.models import BreakGlass, Relationship
from assessments.mentoring.models.relationships import CURRENT_STATES
from assessments.mentoring.selectors.emergency import may_answer, may_ask, told_about
from assessments.mentoring.selectors.viewpoints import viewpoint
from assessments.mentoring.services import ledger
from assessments.mentoring.services.telling_access import tell_answer, tell_parties, tell_who_may_approve
from training_site.people.models import User

LONGEST_HOURS = 72
LONGEST_DELAY = timedelta(days=30)
SHORTEST_WORDS = 20


class NotTheirsToAsk(Exception):
    """The person may not ask for this learner, or is one of the pair."""


class NotTheirsToAnswer(Exception):
    """The person may not answer: no such role here, asked for it themself, or is one of the pair."""


class Incomplete(Exception):
    """Reason, scope, length or the justification of a delay is missing or too long."""


@transaction.atomic
def ask(
    *,
    requester: User,
    learner: User,
    reason: str,
    words: str,
    scope: Collection[DataClass],
    hours: int,
    now: datetime,
    tell_on: date | None = None,
    delay_words: str = "",
) -> BreakGlass:
    """Ask to open classes of a learner's data. Nothing is open yet.

    Raises NotTheirsToAsk and Incomplete.
    """
    if not may_ask(requester, learner, now=now):
        raise NotTheirsToAsk
    if not scope or not openable(viewpoint(requester, learner.pk, now=now)).issuperset(scope):
        raise Incomplete
    _check(reason, words, hours, tell_on, delay_words, today=timezone.localdate(now))
    grant = BreakGlass(
        organisation_id=_organisation_of(learner),
        learner=learner,
        requester=requester,
        reason=reason,
        scope=sorted(scope),
        hours=hours,
        tell_on=tell_on,
    )
    grant.words, grant.delay_words = words.strip(), delay_words.strip()
    ledger.begin(grant, event="requested", by=requester, now=now, reason=reason)
    tell_who_may_approve(grant, now=now)
    return grant


@transaction.atomic
def approve(*, grant: BreakGlass, approver: User, now: datetime) -> BreakGlass:
    """Open it. Learner and mentor are told at once, or on the day that was justified.

    Raises NotTheirsToAnswer, and NotNow when it was answered before.
    """
    _check_answer(grant, approver, now=now)
    notify_at = _start_of(grant.tell_on) if grant.tell_on and grant.tell_on > timezone.localdate(now) else now
    grant = ledger.append(
        grant,
        event="approved",
        by=approver,
        now=now,
        reason=grant.reason,
        approver=approver,
        approved_at=now,
        expires_at=now + timedelta(hours=grant.hours),
        notify_at=notify_at,
    )
    tell_answer(grant, now=now)
    if notify_at <= now:
        tell_parties(grant, now=now)
    return grant


@transaction.atomic
def refuse(*, grant: BreakGlass, approver: User, now: datetime) -> BreakGlass:
    """Leave it closed. Raises NotTheirsToAnswer and NotNow."""
    _check_answer(grant, approver, now=now)
    grant = ledger.append(grant, event="refused", by=approver, now=now)
    tell_answer(grant, now=now)
    return grant


@transaction.atomic
def withdraw(*, grant: BreakGlass, by: User, now: datetime) -> BreakGlass:
    """The requester needs it no longer, before it was answered. Raises NotTheirsToAnswer and NotNow."""
    if by.pk != grant.requester_id:
        raise NotTheirsToAnswer
    return ledger.append(grant, event="withdrawn", by=by, now=now)


@transaction.atomic
def close(*, grant: BreakGlass, by: User, now: datetime) -> BreakGlass:
    """End it before its time: either of the two. Raises NotTheirsToAnswer and NotNow."""
    if by.pk not in (grant.requester_id, grant.approver_id):
        raise NotTheirsToAnswer
    return ledger.append(grant, event="closed", by=by, now=now)


def expire(*, now: datetime) -> int:
    """Write down what has run out; a request that nobody answered runs out after as long as was asked for. How many."""
    open_for = BreakGlass.objects.filter(state__in=("approved", "requested"))
    over = [
        grant
        for grant in open_for.order_by("created_at")
        if (grant.expires_at or grant.created_at + timedelta(hours=LONGEST_HOURS)) <= now
    ]
    return sum(_expire(grant, now=now) for grant in over)


def tell(*, now: datetime) -> int:
    """Tell both parties of accesses whose delay is over; how many accesses. Telling twice costs nothing."""
    due = told_about(now=now)
    for grant in due:
        with transaction.atomic():
            tell_parties(grant, now=now)
    return len(due)


def _expire(grant: BreakGlass, *, now: datetime) -> int:
    try:
        ledger.append(grant, event="expired", by=None, now=now)
    except ledger.NotNow:  # somebody closed it in the meantime
        return 0
    return 1


def _check(
    reason: str,
    words: str,
    hours: int,
    tell_on: date | None,
    delay_words: str,
    *,
    today: date,
) -> None:
    complete = (
        reason in BreakGlass.Reason.values and len(words.strip()) >= SHORTEST_WORDS and 1 <= hours <= LONGEST_HOURS
    )
    delayed_well = tell_on is None or (today < tell_on <= today + LONGEST_DELAY and bool(delay_words.strip()))
    if not (complete and delayed_well):
        raise Incomplete


def _check_answer(grant: BreakGlass, approver: User, *, now: datetime) -> None:
    if not may_answer(approver, grant, now=now):
        raise NotTheirsToAnswer


def _organisation_of(learner: User) -> int | None:
    """The organisation of the learner's mentoring, whose key seals the words."""
    row = Relationship.objects.filter(learner=learner, state__in=CURRENT_STATES).order_by("-is_primary").first()
    return row.organisation_id if row else None


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
