"""The status of a credential, folded from its ledger. Pure.

The ledger says what was decided; that a credential has expired is computed from its last day, and an entry of it changes nothing. An event
counts from the day it takes effect, which may lie after the day it was written.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from assessments.machines import NEW, Machine, NotNow, fold

VALID, EXPIRING, EXPIRED, SUSPENDED, REVOKED, SUPERSEDED, CORRECTED, REISSUED, NOT_YET_VALID = (
    "valid",
    "expiring",
    "expired",
    "suspended",
    "revoked",
    "superseded",
    "corrected",
    "reissued",
    "not_yet_valid",
)
RESULTS = (VALID, EXPIRING, EXPIRED, SUSPENDED, REVOKED, SUPERSEDED, CORRECTED, REISSUED, NOT_YET_VALID)
FINAL = frozenset({REVOKED, CORRECTED, REISSUED, SUPERSEDED})
"""What stays true after the last day as well."""
EXPIRING_DAYS = 60
_ISSUED, _REISSUED = "issued", "reissued"

CREDENTIAL = Machine(
    name="credential",
    moves={
        "issued": {NEW: _ISSUED},
        # What was decided before it was signed anew, and takes effect later, changes nothing here: it stands with the new one.
        "suspended": {_ISSUED: SUSPENDED, REISSUED: REISSUED},
        "reinstated": {SUSPENDED: _ISSUED, REISSUED: REISSUED},
        # Another one takes its place: after a renewal from the day that one holds, after a correction at once.
        "superseded": {_ISSUED: SUPERSEDED, REISSUED: REISSUED},
        "corrected": {_ISSUED: CORRECTED, SUSPENDED: CORRECTED},
        # The same once more, with a signature that counts: whatever had become of it holds for the new one.
        "reissued": dict.fromkeys((_ISSUED, SUSPENDED, SUPERSEDED), REISSUED),
        # What was replaced can still turn out never to have been deserved. What is revoked stays so: a new one is issued instead.
        "revoked": dict.fromkeys((_ISSUED, SUSPENDED, SUPERSEDED, CORRECTED, REISSUED), REVOKED),
        # An appeal against a revocation was upheld: what was withdrawn stays so in every list, and another one takes its place.
        "restored": {REVOKED: CORRECTED},
        # Entries that tell and change nothing.
        "renewed": {_ISSUED: _ISSUED},
        "expired": {_ISSUED: _ISSUED, SUSPENDED: SUSPENDED},
        # The holder's data were removed: what was decided about the certificate stays.
        "removed": {state: state for state in (_ISSUED, SUSPENDED, SUPERSEDED, CORRECTED, REISSUED, REVOKED)},
    },
)


class Entry(Protocol):
    """A row of the ledger."""

    @property
    def kind(self) -> str:
        """One of the events of CREDENTIAL."""

    @property
    def effective_on(self) -> date:
        """The first day on which it counts."""


@dataclass(frozen=True, kw_only=True)
class CredentialEvent:
    """A row of the ledger, without anything else."""

    kind: str
    effective_on: date


@dataclass(frozen=True, kw_only=True)
class Status:
    """What can be said of a credential on a day."""

    result: str
    """One of RESULTS."""
    since: date | None
    """The first day on which that is so; None where nothing was issued."""
    until: date | None
    """The last day on which it is valid, if nothing happens: only for VALID, EXPIRING and NOT_YET_VALID; None for ever."""

    @property
    def holds(self) -> bool:
        """Whether it is worth something today."""
        return self.result in (VALID, EXPIRING)


def status(events: Iterable[Entry], *, valid_from: date, valid_until: date | None, on: date) -> Status:
    """The status on a day, from the ledger in the order it was written. Raises NotNow where that ledger is impossible."""
    state, since = NEW, None
    for event in _by_effect(events):
        if event.effective_on > on:
            break
        after = CREDENTIAL.after(state, event.kind)
        since = event.effective_on if after != state else since
        state = after
    if since is None or (on < valid_from and state == _ISSUED):
        return Status(result=NOT_YET_VALID, since=since, until=valid_until)
    if valid_until is not None and on > valid_until and state not in FINAL:
        return Status(result=EXPIRED, since=valid_until + timedelta(days=1), until=None)
    if state != _ISSUED:
        return Status(result=state, since=since, until=None)
    return _holding(max(since, valid_from), valid_until, on)


def may_follow(events: Iterable[Entry], kind: str, effective_on: date) -> bool:
    """Whether an event may be written now: with it, the ledger is possible on every day.

    What was signed anew is changed no more, and can only be withdrawn: everything else is written about the new one.
    """
    before = list(events)
    if kind not in ("revoked", "removed") and any(event.kind == _REISSUED for event in before):
        return False
    try:
        last_state([*before, CredentialEvent(kind=kind, effective_on=effective_on)])
    except NotNow:
        return False
    return True


def state_on(events: Iterable[Entry], on: date) -> str:
    """The state on a day by what was decided alone, whatever its dates say. Raises NotNow where the ledger is impossible."""
    return fold(CREDENTIAL, (event.kind for event in _by_effect(events) if event.effective_on <= on))


def last_state(events: Iterable[Entry]) -> str:
    """The state after the whole of a ledger, days to come included. Raises NotNow at the first event that does not follow."""
    return fold(CREDENTIAL, (event.kind for event in _by_effect(events)))


def _by_effect(events: Iterable[Entry]) -> Sequence[Entry]:
    """In the order in which they take effect; of one day, in the order in which they were written."""
    return sorted(events, key=lambda event: event.effective_on)


def _holding(since: date, valid_until: date | None, on: date) -> Status:
    if valid_until is None or (valid_until - on).days > EXPIRING_DAYS:
        return Status(result=VALID, since=since, until=valid_until)
    return Status(result=EXPIRING, since=max(since, valid_until - timedelta(days=EXPIRING_DAYS)), until=valid_until)
