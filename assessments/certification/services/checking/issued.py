"""Credentials: each belongs to a certified round and each certified round has one; snapshots, ledgers and signatures are whole."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise

from assessments.certification.badges.keyring import Keyring
from assessments.certification.badges.verdict import Result
from assessments.certification.badges.verifying import verify
from assessments.certification.laws.cycles import HELD
from assessments.certification.laws.standing import last_state
from assessments.certification.models import Change, Credential, Cycle
from assessments.certification.selectors.given_up import to_sign_anew
from assessments.certification.selectors.issuers import keyring
from assessments.certification.services import issuing, reissuing
from assessments.certification.services.checking.problem import Fix, Kind, Problem, row_of
from assessments.machines import NotNow
from assessments.mentoring.canonical import digest

NOT_ISSUED = Kind(
    code="certified_without_credential",
    explanation="The round is certified, its holder has confirmed a name, and nothing was issued.",
    cause="The process ended between the award and the issue.",
    remedy="issues it",
)
NOT_CERTIFIED = Kind(
    code="credential_without_award",
    explanation="A credential belongs to a round that was never certified.",
)
ALTERED = Kind(
    code="snapshot_altered",
    explanation="What stands on a certificate is not what its digest says.",
    cause="Somebody changed the database past the services and its triggers.",
)
LEDGER = Kind(
    code="changes_cannot_be",
    explanation="What has happened to a credential cannot have happened in this order, or its entries are not numbered without gaps.",
)
TWO_VALID = Kind(
    code="two_valid_at_once",
    explanation="Two credentials of one person and certification hold on the same day, and neither replaces the other.",
    cause="A renewal was issued without its predecessor being noted as renewed.",
)
HALF_REMOVED = Kind(
    code="holder_half_removed",
    explanation="The ledger says that the holder's data were removed and some are there, or they are gone and it does not say so.",
    cause="Somebody changed the database past the services and its triggers, or a backup of one table was restored alone.",
)
SIGNATURE = Kind(
    code="signature_does_not_hold",
    explanation="The signed badge is not what the issuer's key signed.",
    cause="Somebody changed the database past the services and its triggers.",
)
UNSIGNED = Kind(
    code="not_signed_anew",
    explanation="The key that signed a certificate was given up, so that its signature no longer counts.",
    cause="manage.py reissue_credentials was not run afterwards, or was stopped half way.",
    remedy="signs it anew and tells the holder",
)
ANOTHER = Kind(
    code="signed_anew_says_another",
    explanation="A certificate that was signed anew does not say what the one says that it stands for.",
    cause="Somebody changed the database past the services and its triggers.",
)
SAME = (
    "name",
    "snapshot",
    "sha256",
    "issuer_id",
    "year",
    "serial",
    "cycle_id",
    "holder_id",
    "valid_from",
    "valid_until",
)
"""What the old one and the new one have in common."""
SOUND = {
    Result.GENUINE,
    Result.GENUINE_KEY_RETIRED_SINCE,
    Result.EXPIRED,
    Result.NOT_YET_VALID,
    Result.STATUS_UNKNOWN,
}
"""Findings under which the signature itself holds; no status list is at hand here."""


def check(now: datetime) -> Iterator[Problem]:
    """Everything about credentials that does not hold."""
    yield from _missing()
    yield from _each(now)
    yield from _overlapping()


def _missing() -> Iterator[Problem]:
    waiting = Cycle.objects.filter(state__in=(*HELD, "renewed"), credentials=None).select_related("learner")
    for cycle in waiting:
        if issuing.confirmed_name(cycle.learner_id):
            yield Problem(kind=NOT_ISSUED, row=row_of(cycle), fix=_issuing(cycle))


def _issuing(cycle: Cycle) -> Fix:
    return lambda at: issuing.issue_where_named(cycle=cycle, now=at)


def _each(now: datetime) -> Iterator[Problem]:
    rings = {pk: keyring(pk) for pk in Credential.objects.order_by().values_list("issuer", flat=True).distinct()}
    rows = Credential.objects.select_related("cycle", "supersedes").prefetch_related("changes")
    for row in rows.iterator(chunk_size=500):
        yield from (Problem(kind=kind, row=row_of(row)) for kind, holds in _kept(row) if not holds)
        yield from _signed(row, rings[row.issuer_id], now)


def _kept(row: Credential) -> Iterator[tuple[Kind, bool]]:
    """What has to hold for a row and its ledger, and whether it does."""
    changes = list(row.changes.all())
    yield NOT_CERTIFIED, row.cycle.completed_on is not None
    yield ALTERED, digest({"name": row.name, "snapshot": row.snapshot}) == row.sha256
    yield HALF_REMOVED, _is_whole(row, removed=any(change.kind == Change.Kind.REMOVED for change in changes))
    yield ANOTHER, not row.reissued or _says_the_same(row, row.supersedes)
    yield LEDGER, _possible(changes)


def _is_whole(row: Credential, *, removed: bool) -> bool:
    """Whether all of what names the holder is there, or none of it, as the ledger says."""
    return not (row.name or row.badge or row.token) if removed else bool(row.name)


def _says_the_same(new: Credential, old: Credential | None) -> bool:
    return old is not None and all(getattr(new, name) == getattr(old, name) for name in SAME)


def _signed(row: Credential, ring: Keyring, now: datetime) -> Iterator[Problem]:
    if row.badge is None:
        return
    found = verify(row.badge, ring, [], now)
    if found.result == Result.KEY_COMPROMISED:
        yield from _given_up(row, now)
    elif found.result not in SOUND:
        yield Problem(kind=SIGNATURE, row=row_of(row), details={"finding": found.result.value})


def _given_up(row: Credential, now: datetime) -> Iterator[Problem]:
    """Nothing of what was withdrawn or replaced, or what has been signed anew."""
    if to_sign_anew(row.issuer_id, now=now).filter(pk=row.pk).exists():
        yield Problem(kind=UNSIGNED, row=row_of(row), fix=lambda at: reissuing.reissue(credential=row, now=at))


def _possible(changes: list[Change]) -> bool:
    if [change.number for change in changes] != list(range(1, len(changes) + 1)):
        return False
    if any(later.at < earlier.at for earlier, later in pairwise(changes)):
        return False
    try:
        return last_state(changes) != ""
    except NotNow:
        return False


def _overlapping() -> Iterator[Problem]:
    spans: dict[tuple[int, object], list[tuple[date, date, Credential]]] = defaultdict(list)
    corrected = set(Credential.objects.filter(supersedes__isnull=False).values_list("supersedes", flat=True))
    rows = Credential.objects.prefetch_related("changes").order_by("valid_from", "issued_at")
    for row in rows.iterator(chunk_size=500):
        ends = [change.effective_on for change in row.changes.all() if change.kind in _ENDING]
        until = min([row.valid_until or date.max, *ends])
        # What was corrected has its own successor in the same round, which says the same days.
        if not (ends and row.pk in corrected):
            spans[row.holder_id, row.certification_id].append((row.valid_from, until, row))
    for found in spans.values():
        for (_from, until, _first), (begins, _until, second) in pairwise(sorted(found, key=lambda span: span[:2])):
            if begins < until:
                yield Problem(kind=TWO_VALID, row=row_of(second), details={"since": begins, "while until": until})


_ENDING = (
    Change.Kind.SUPERSEDED,
    Change.Kind.CORRECTED,
    Change.Kind.REVOKED,
    Change.Kind.REMOVED,
    Change.Kind.REISSUED,
)
