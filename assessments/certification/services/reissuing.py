"""Signing anew what a key signed that was given up: the same certificate once more, with a signature that counts.

What it says stays as it is, its serial and its days included; it has a new code, because the old one stands under a signature that proves
nothing. The old one says that it was signed anew and points to the new, and whatever had been decided about it holds for the new one. Each
is done in a transaction of its own: stopped half way, it goes on where it was; asked for twice, also at once, it is done once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from assessments.certification.laws import codes
from assessments.certification.laws.calendar import day_in
from assessments.certification.models import Change, Credential, Measure
from assessments.certification.selectors.given_up import to_sign_anew
from assessments.certification.selectors.powers import may_change
from assessments.certification.services import changes, keys, signing, telling
from assessments.services import ledgers
from training_site.people.models import Organisation, User

__all__ = ["Done", "NotAllowed", "NothingToSign", "reissue", "reissue_all", "reissue_for"]

CARRIED = (Change.Kind.SUSPENDED, Change.Kind.REINSTATED, Change.Kind.SUPERSEDED, Change.Kind.REVOKED)
"""What was decided about the old one is decided about the new, by the same people, from the same day on."""
AT_ONCE = 50
"""So many in one request from a page; the next goes on."""


class NothingToSign(Exception):
    """Its key was not given up, it was withdrawn or replaced, or its holder's data were removed."""


class NotAllowed(Exception):
    """Only whoever answers for the issuer's certificates does this."""


@dataclass(frozen=True, kw_only=True)
class Done:
    """How far it got."""

    signed: int
    left: int


def reissue_for(*, issuer: Organisation, by: User, now: datetime) -> Done:
    """The next AT_ONCE, by somebody who answers for them. Raises NotAllowed."""
    if not may_change(by, issuer, today=timezone.localdate(now)):
        raise NotAllowed
    signed = sum(1 for _row in reissue_all(issuer=issuer, by=by, most=AT_ONCE, now=now))
    return Done(signed=signed, left=to_sign_anew(issuer.pk, now=now).count())


def reissue_all(*, issuer: Organisation, now: datetime, by: User | None = None, most: int = 0) -> Iterator[Credential]:
    """Sign anew everything of an issuer that needs it, or so many at most; each new one as soon as it is stored."""
    waiting = to_sign_anew(issuer.pk, now=now).order_by("issued_at", "pk")
    for pk in list(waiting.values_list("pk", flat=True)[: most or None]):
        try:
            yield reissue(credential=Credential.objects.get(pk=pk), by=by, now=now)
        except NothingToSign:  # somebody else was faster, or it was withdrawn meanwhile
            continue


@transaction.atomic
def reissue(*, credential: Credential, now: datetime, by: User | None = None) -> Credential:
    """Sign one anew; the same new one however often it is asked for. Raises NothingToSign."""
    # In the order of those who confirm a measure or correct a name, so that nobody waits for the other for ever; and before it is read
    # what had become of it, so that nothing is decided about the old one meanwhile.
    waiting = list(Measure.objects.select_for_update(of=("self",)).filter(credential=credential, state="proposed"))
    Credential.objects.select_for_update(of=("self",)).get(pk=credential.pk)
    there = Credential.objects.filter(supersedes=credential, reissued=True).first()
    if there is not None:
        return there
    old = to_sign_anew(credential.issuer_id, now=now).select_related("issuer", "holder", "key").filter(pk=credential.pk)
    row = old.first()
    if row is None:
        raise NothingToSign
    entries = list(row.changes.filter(kind__in=CARRIED).order_by("number"))
    changes.append(
        credential=row,
        kind=Change.Kind.REISSUED,
        effective_on=day_in(now, ZoneInfo(row.zone)),
        reason="key_given_up",
        by=by,
        now=now,
    )
    key = keys.current(issuer=row.issuer, now=now)
    issued = signing.signed(_copy(row, now), key=key, now=now)
    issued.save(force_insert=True)
    changes.append(credential=issued, kind=Change.Kind.ISSUED, effective_on=issued.valid_from, now=now)
    _carry_over(entries, issued, now)
    _propose_again(waiting, issued, now)
    telling.of_new_signature(issued, given_up=row.key, now=now)
    return issued


def _copy(old: Credential, now: datetime) -> Credential:
    """The same certificate, not signed yet."""
    return Credential(
        code=codes.fresh(),
        issuer=old.issuer,
        year=old.year,
        serial=old.serial,
        cycle_id=old.cycle_id,
        certification_id=old.certification_id,
        holder=old.holder,
        name=old.name,
        language=old.language,
        valid_from=old.valid_from,
        valid_until=old.valid_until,
        zone=old.zone,
        snapshot=old.snapshot,
        sha256=old.sha256,
        supersedes=old,
        reissued=True,
        issued_at=now,
    )


def _carry_over(entries: list[Change], issued: Credential, now: datetime) -> None:
    for entry in entries:
        changes.append(
            credential=issued,
            kind=entry.kind,
            effective_on=entry.effective_on,
            reason=entry.reason,
            by=entry.by,
            second=entry.second,
            now=now,
        )


def _propose_again(waiting: list[Measure], issued: Credential, now: datetime) -> None:
    """What waits for its second person is proposed about the new one, by the same person: confirmed about the old, it would be lost."""
    for measure in waiting:
        again = Measure(
            organisation_id=measure.organisation_id,
            credential=issued,
            kind=measure.kind,
            reason=measure.reason,
            effective_on=measure.effective_on,
            proposed_by=measure.proposed_by,
        )
        again.note = measure.note
        ledgers.append(measure, event="withdrawn", by=None, now=now)
        ledgers.begin(again, event="proposed", by=measure.proposed_by, now=now, reason=measure.reason)
