"""Signing keys of an issuer: made when the first certificate is signed, rotated in good order, or given up when somebody else knows one.

Signatures are dated to the second. So a key is in force from the beginning of the second in which it is made, and until the end of that in
which it is retired: nothing that it signs is dated outside its time.
"""

from datetime import datetime, timedelta

from django.db import transaction

from assessments.certification.badges.keys import SigningKey
from assessments.certification.models import IssuerKey
from assessments.certification.selectors import issuers
from training_site.people.models import Organisation

__all__ = ["NoCurrentKey", "NoSuchKey", "current", "give_up", "rotate", "signing"]


class NoCurrentKey(Exception):
    """The issuer has never signed anything."""


class NoSuchKey(Exception):
    """The issuer has no key of this name."""


@transaction.atomic
def current(*, issuer: Organisation, now: datetime) -> IssuerKey:
    """The issuer's current key, locked until the transaction ends; made where there is none yet."""
    # The organisation is the lock of everything that an issuer counts: keys, serials, places in the list.
    Organisation.objects.select_for_update(of=("self",)).get(pk=issuer.pk)
    row = IssuerKey.objects.filter(organisation=issuer, retired_at=None).first()
    return row or _made(issuer, now)


@transaction.atomic
def rotate(*, issuer: Organisation, now: datetime) -> IssuerKey:
    """Replace the current key. What it signed stays good; its private half is erased. Raises NoCurrentKey."""
    _retired(_locked(issuer), now)
    return _made(issuer, now)


@transaction.atomic
def give_up(*, issuer: Organisation, now: datetime, name: str = "") -> IssuerKey:
    """Say that somebody else knows a key, the current one unless it is named: nothing it signed counts any more.

    The current key afterwards: another one, where it was that. Raises NoCurrentKey, NoSuchKey.
    """
    using = _locked(issuer)
    known = using if not name else IssuerKey.objects.filter(organisation=issuer, name=name).first()
    if known is None:
        raise NoSuchKey
    if known == using:
        known = _retired(using, now)
    if known.compromised_at is None:
        known.compromised_at = now
        known.save(update_fields=["compromised_at"])
    return _made(issuer, now) if known == using else using


def signing(row: IssuerKey) -> SigningKey:
    """The key that signs, opened."""
    return SigningKey.from_multibase(row.private.opened(), key_id=issuers.key_id(row))


def _locked(issuer: Organisation) -> IssuerKey:
    Organisation.objects.select_for_update(of=("self",)).get(pk=issuer.pk)
    row = IssuerKey.objects.filter(organisation=issuer, retired_at=None).first()
    if row is None:
        raise NoCurrentKey
    return row


def _retired(row: IssuerKey, now: datetime) -> IssuerKey:
    row.retired_at = _second(now) if now.microsecond == 0 else _second(now) + timedelta(seconds=1)
    row.private = None
    row.save(update_fields=["retired_at", "private"])
    return row


def _made(issuer: Organisation, now: datetime) -> IssuerKey:
    number = IssuerKey.objects.filter(organisation=issuer).count() + 1
    row = IssuerKey(organisation=issuer, name=f"key-{number}", not_before=_second(now))
    made = SigningKey.generated(key_id=issuers.key_id(row))
    row.public, row.private = made.public.multibase, made.multibase
    row.save(force_insert=True)
    return row


def _second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
