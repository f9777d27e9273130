"""The signed lists of certificates that were withdrawn or suspended, for wallets and for those who check without a connection.

A list is signed with the issuer's current key, at most once in a few minutes, and may be relied on for a week. The public page does not
wait for it: that asks the ledger itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache

from assessments.certification.badges import status_list
from assessments.certification.badges.award import Purpose
from assessments.certification.badges.documents import Document
from assessments.certification.badges.keyring import Keyring
from assessments.certification.models import IssuerKey
from assessments.certification.selectors import issuers, withdrawn
from assessments.certification.selectors.withdrawn import Places
from assessments.certification.services import keys

__all__ = ["KEPT", "LASTS", "AtHand", "NoSuchList", "at_hand", "signed"]

KEPT = timedelta(seconds=150)
"""So long a signed list is handed out before the next one is made. Browsers keep it as long again: five minutes in all."""
LASTS = timedelta(days=7)
"""So long somebody without a connection may rely on it."""


class NoSuchList(Exception):
    """Nobody by this number has issued anything, or a list says nothing of this kind."""


def signed(*, issuer_id: int, purpose: str, now: datetime) -> Document:
    """The list of an issuer (two queries at most). Raises NoSuchList."""
    key = IssuerKey.objects.filter(organisation_id=issuer_id, retired_at=None).first()
    if key is None or purpose not in set(Purpose):
        raise NoSuchList
    return _of([key], (Purpose(purpose),), now)[0]


@dataclass(frozen=True, kw_only=True)
class AtHand:
    """What somebody needs who checks certificates without a connection. Nothing in it is secret."""

    keyring: Keyring
    """Of every issuer."""
    issuers: Mapping[str, str]
    """`did:web` → name."""
    lists: tuple[Document, ...]


def at_hand(*, now: datetime) -> AtHand:
    """Every issuer's keys and signed lists (two queries at most)."""
    rows = list(IssuerKey.objects.filter(organisation__isnull=False).select_related("organisation"))
    current = [row for row in rows if row.retired_at is None]
    return AtHand(
        keyring=issuers.keyring_of(rows),
        issuers={
            issuers.identity(row.organisation_id or 0): row.organisation.name for row in current if row.organisation
        },
        lists=tuple(_of(current, tuple(Purpose), now)),
    )


def _of(current: list[IssuerKey], purposes: tuple[Purpose, ...], now: datetime) -> list[Document]:
    wanted = [(key, purpose) for key in current for purpose in purposes]
    kept = cache.get_many([_kept_as(key, purpose) for key, purpose in wanted])
    missing = [(key, purpose) for key, purpose in wanted if _kept_as(key, purpose) not in kept]
    if missing:
        made = _made(missing, now)
        cache.set_many(made, timeout=int(KEPT.total_seconds()))
        kept |= made
    return [kept[_kept_as(key, purpose)] for key, purpose in wanted]


def _made(missing: list[tuple[IssuerKey, Purpose]], now: datetime) -> dict[str, Document]:
    marked = withdrawn.places({key.organisation_id or 0 for key, _purpose in missing}, now=now)
    return {_kept_as(key, purpose): _signed(key, purpose, marked, now) for key, purpose in missing}


def _signed(key: IssuerKey, purpose: Purpose, marked: Places, now: datetime) -> Document:
    issuer_id = key.organisation_id or 0
    return status_list.published(
        address=issuers.status_list_address(issuer_id, purpose.value),
        purpose=purpose,
        bits=status_list.packed(marked[issuer_id, purpose]),
        key=keys.signing(key),
        now=now,
        lasts=LASTS,
        refetch_after=KEPT,
    )


def _kept_as(key: IssuerKey, purpose: Purpose) -> str:
    """By the key as well: a list that a key signed is gone with it."""
    return f"certification.status-list:{key.pk}:{purpose.value}"
