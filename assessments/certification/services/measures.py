"""Suspending, reinstating and revoking a credential: one person proposes, another confirms. The holder is told, and may appeal.

The public page says at once that a certificate is suspended or withdrawn, and never why.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.certification.laws.calendar import day_in
from assessments.certification.models import Change, Credential, Measure
from assessments.certification.selectors.appealed import imposed
from assessments.certification.selectors.powers import may_change
from assessments.certification.services import changes, restoring, taking_effect, telling
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
    "is_impartial",
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
"""Kind of measure → kind of change. What undoes a revocation is proposed by an upheld appeal alone (`restoring`)."""


class NotAllowed(Exception):
    """Only whoever answers for the issuer's certificates does this, never about their own, nor after an appeal against themself."""


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
    """Confirm what somebody else proposed: from its day on, the certificate is worth less, or more again.

    Raises NotAllowed, SamePerson, NotNow, DoesNotFollow.
    """
    _check_second(measure, by, now)
    done = ledgers.append(measure, event="confirmed", by=by, now=now, second=by)
    if done.kind == Measure.Kind.RESTORE:
        change = restoring.carry_out(measure=done, by=by, now=now)
    else:
        change = _change(done, by, now)
        taking_effect.catch_up(cycle=done.credential.cycle, by=by, now=now)
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


def is_impartial(person: User, measure: Measure) -> bool:
    """Whether somebody had no part in what is undone after an appeal (at most one query)."""
    return measure.reason != Measure.Reason.APPEAL_UPHELD or person.pk not in imposed(measure.credential)


def _check(credential: Credential, by: User, now: datetime) -> None:
    if credential.holder_id == by.pk or not may_change(by, credential.issuer, today=timezone.localdate(now)):
        raise NotAllowed


def _check_second(measure: Measure, by: User, now: datetime) -> None:
    _check(measure.credential, by, now)
    if measure.proposed_by_id == by.pk:
        raise SamePerson
    if not is_impartial(by, measure):
        raise NotAllowed


def _change(measure: Measure, by: User, now: datetime) -> Change:
    """Of the certificate, and of what took its place since this was proposed."""
    kind, found = BECOMES[Measure.Kind(measure.kind)], None
    credential: Credential | None = measure.credential
    while credential is not None:
        # Never later than now: where it is still yesterday, it holds from yesterday.
        day = max(measure.effective_on, day_in(now, ZoneInfo(credential.zone)))
        if changes.possible(credential=credential, kind=kind, effective_on=day):
            found = changes.append(
                credential=credential,
                kind=kind,
                effective_on=day,
                reason=measure.reason,
                by=measure.proposed_by,
                second=by,
                now=now,
            )
        credential = Credential.objects.filter(supersedes=credential).first()
    if found is None:
        raise DoesNotFollow
    return found
