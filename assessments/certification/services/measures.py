"""Suspending, reinstating and revoking a credential: one person proposes, another confirms. The holder is told, and may appeal.

The public page says at once that a certificate is suspended or withdrawn, and never why.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.certification.laws.calendar import day_in
from assessments.certification.models import Change, Credential, Cycle, Measure
from assessments.certification.selectors.powers import may_change
from assessments.certification.services import changes, telling
from assessments.certification.services.changes import DoesNotFollow
from assessments.services import ledgers
from assessments.services.ledgers import NotNow
from training_site.people.models import User

__all__ = [
    "DoesNotFollow",
    "NotAllowed",
    "NotNow",
    "ProposedAlready",
    "SamePerson",
    "confirm",
    "possible_kinds",
    "propose",
    "refuse",
    "withdraw",
]

BECOMES = {
    Measure.Kind.SUSPEND: Change.Kind.SUSPENDED,
    Measure.Kind.REINSTATE: Change.Kind.REINSTATED,
    Measure.Kind.REVOKE: Change.Kind.REVOKED,
}
"""Kind of measure → kind of change."""


class NotAllowed(Exception):
    """Only whoever answers for the issuer's certificates does this, and never about their own."""


class SamePerson(Exception):
    """The second person is another than the first."""


class ProposedAlready(Exception):
    """Something about this credential is proposed already, and waits for its second person."""


@transaction.atomic
def propose(
    *, credential: Credential, kind: str, reason: str, note: str, effective_on: date, by: User, now: datetime
) -> Measure:
    """Propose a measure; somebody else has to confirm it. Raises NotAllowed, DoesNotFollow, ProposedAlready."""
    _check(credential, by, now)
    if not changes.possible(credential=credential, kind=BECOMES[Measure.Kind(kind)], effective_on=effective_on):
        raise DoesNotFollow
    measure = Measure(
        organisation_id=credential.issuer_id,
        credential=credential,
        kind=kind,
        reason=reason,
        effective_on=effective_on,
        proposed_by=by,
    )
    measure.note = note
    try:
        with transaction.atomic():
            return ledgers.begin(measure, event="proposed", by=by, now=now, reason=reason)
    except IntegrityError as error:
        raise ProposedAlready from error


@transaction.atomic
def confirm(*, measure: Measure, by: User, now: datetime) -> Change:
    """Confirm what somebody else proposed: from its day on, the credential is worth less, or more again.

    Raises NotAllowed, SamePerson, NotNow, DoesNotFollow.
    """
    _check_second(measure, by, now)
    done = ledgers.append(measure, event="confirmed", by=by, now=now, second=by)
    change = changes.append(
        credential=measure.credential,
        kind=BECOMES[Measure.Kind(measure.kind)],
        # Never later than now: where it is still yesterday, it holds from yesterday.
        effective_on=max(measure.effective_on, day_in(now, ZoneInfo(measure.credential.zone))),
        reason=measure.reason,
        by=done.proposed_by,
        second=by,
        now=now,
    )
    _follow_with_the_cycle(measure.credential.cycle, BECOMES[Measure.Kind(measure.kind)], by, now)
    telling.of_measure(done, now=now)
    return change


@transaction.atomic
def refuse(*, measure: Measure, by: User, now: datetime) -> Measure:
    """Say no to what somebody else proposed. Raises NotAllowed, SamePerson, NotNow."""
    _check_second(measure, by, now)
    return ledgers.append(measure, event="refused", by=by, now=now, second=by)


@transaction.atomic
def withdraw(*, measure: Measure, by: User, now: datetime) -> Measure:
    """Take back what oneself proposed. Raises NotAllowed, NotNow."""
    if measure.proposed_by_id != by.pk:
        raise NotAllowed
    return ledgers.append(measure, event="withdrawn", by=by, now=now)


def possible_kinds(*, credential: Credential, effective_on: date) -> list[str]:
    """The kinds of measure that follow from what has happened to a credential (a query for each)."""
    return [
        kind.value
        for kind, change in BECOMES.items()
        if changes.possible(credential=credential, kind=change, effective_on=effective_on)
    ]


def _check(credential: Credential, by: User, now: datetime) -> None:
    if credential.holder_id == by.pk or not may_change(by, credential.issuer, today=timezone.localdate(now)):
        raise NotAllowed


def _check_second(measure: Measure, by: User, now: datetime) -> None:
    _check(measure.credential, by, now)
    if measure.proposed_by_id == by.pk:
        raise SamePerson


def _follow_with_the_cycle(cycle: Cycle, event: str, by: User, now: datetime) -> None:
    fresh = ledgers.lock(cycle)
    if fresh.machine.allows(fresh.state, event):
        ledgers.append(fresh, event=event, by=by, now=now)
