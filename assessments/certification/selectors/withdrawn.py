"""Which places in an issuer's status lists are marked today."""

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from assessments.certification.badges.award import Purpose
from assessments.certification.laws import standing
from assessments.certification.laws.calendar import day_in
from assessments.certification.models import Change, Credential

MARKED = {
    standing.REVOKED: Purpose.REVOCATION,
    # With a wrong name on it, it was never right: whoever holds both must be told which of them counts.
    standing.CORRECTED: Purpose.REVOCATION,
    # Its signature is worth nothing: whoever does not know that yet learns at least that it is no longer to be relied on.
    standing.REISSUED: Purpose.REVOCATION,
    standing.SUSPENDED: Purpose.SUSPENSION,
}
"""What a list says of a certificate in this state. One that was renewed holds through its last day, and no list speaks of it."""

Places = dict[tuple[int, Purpose], set[int]]
"""Issuer and purpose → the places that are marked."""


def places(issuers: Collection[int], *, now: datetime) -> Places:
    """The marked places in the lists of some issuers (one query)."""
    marked: Places = {(issuer, purpose): set() for issuer in issuers for purpose in Purpose}
    for credential, changes in groupby(_changes(issuers), key=lambda change: change.credential):
        purpose = MARKED.get(_result(credential, changes, now))
        if purpose is not None:
            marked[credential.issuer_id, purpose].add(credential.status_index)
    return marked


def _changes(issuers: Collection[int]) -> Iterable[Change]:
    """The whole ledger of every credential that was ever marked."""
    ever = Change.objects.filter(credential__issuer_id__in=issuers, kind__in=MARKED).values("credential")
    needed = ("issuer_id", "status_index", "valid_from", "valid_until", "zone")
    return (
        Change.objects.filter(credential__in=ever)
        .select_related("credential")
        .only("kind", "effective_on", *(f"credential__{name}" for name in needed))
        .order_by("credential", "number")
    )


def _result(credential: Credential, changes: Iterable[Change], now: datetime) -> str:
    return standing.status(
        changes,
        valid_from=credential.valid_from,
        valid_until=credential.valid_until,
        on=day_in(now, ZoneInfo(credential.zone)),
    ).result
