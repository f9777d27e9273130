"""What certification itself keeps as evidence (one query): declarations, hours, attestations, verified details, documents."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from assessments.certification.laws.facts import Declared, EvidenceItem, HoursPractised, ProfileVerified
from assessments.certification.laws.vouching import Attested
from assessments.certification.models import Evidence
from assessments.certification.selectors.sources.found import KEY, ByLearner

VERIFIED = "verified"
COUNTS = ("submitted", VERIFIED)
Kind = Evidence.Kind


class Row(NamedTuple):
    """A piece of evidence that was neither refused nor withdrawn, in the order of COLUMNS."""

    key: str
    learner: int
    kind: str
    state: str
    subject: str
    version: str
    amount: int | None
    occurred_on: date
    source: str
    verifier_role: str
    verified_on: date | None

    @property
    def ref(self) -> str:
        """Its reference."""
        return f"evidence:{self.key}"

    @property
    def is_verified(self) -> bool:
        """Whether somebody responsible has seen it."""
        return self.state == VERIFIED


COLUMNS = (
    *(KEY, "learner", "kind", "state", "subject", "version", "amount", "occurred_on", "source"),
    *("verifier_role", "verified_on"),
)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Facts by learner, of each kind."""

    declarations: ByLearner[Declared] = field(default_factory=lambda: defaultdict(list))
    hours: ByLearner[HoursPractised] = field(default_factory=lambda: defaultdict(list))
    attestations: ByLearner[Attested] = field(default_factory=lambda: defaultdict(list))
    profile: ByLearner[ProfileVerified] = field(default_factory=lambda: defaultdict(list))
    items: ByLearner[EvidenceItem] = field(default_factory=lambda: defaultdict(list))


def evidence(people: Collection[int]) -> Kept:
    """Each by the day on which it occurred, which is that of the act whoever entered it, and whenever."""
    rows = Evidence.objects.filter(learner__in=people, state__in=COUNTS).order_by()
    kept = Kept()
    for row in map(Row._make, rows.values_list(*COLUMNS)):
        _KEEPERS[Kind(row.kind)](kept, row)
    return kept


def _declaration(kept: Kept, row: Row) -> None:
    """Signing here is the act itself; a paper that somebody says they have signed waits until it was seen."""
    if row.is_verified or row.source == Evidence.Source.PLATFORM:
        version = int(row.version) if row.version.isdecimal() else 0
        kept.declarations[row.learner].append(
            Declared(key=row.subject, version=version, on=row.occurred_on, ref=row.ref)
        )


def _hours(kept: Kept, row: Row) -> None:
    kept.hours[row.learner].append(
        HoursPractised(hours=Fraction(row.amount or 0), on=row.occurred_on, verified=row.is_verified, ref=row.ref)
    )


def _attestation(kept: Kept, row: Row) -> None:
    if row.is_verified:
        kept.attestations[row.learner].append(
            Attested(role=row.verifier_role, key=row.subject, on=row.occurred_on, ref=row.ref)
        )


def _profile(kept: Kept, row: Row) -> None:
    kept.profile[row.learner].append(
        ProfileVerified(field=row.subject, on=row.occurred_on, verified=row.is_verified, ref=row.ref)
    )


def _item(kept: Kept, row: Row) -> None:
    kept.items[row.learner].append(
        EvidenceItem(
            kind=row.kind,
            on=row.occurred_on,
            verified_on=row.verified_on if row.is_verified else None,
            verifier_role=row.verifier_role if row.is_verified else "",
            subject=row.subject,
            ref=row.ref,
        )
    )


_KEEPERS: Mapping[Kind, Callable[[Kept, Row], None]] = {
    Kind.DECLARATION: _declaration,
    Kind.HOURS: _hours,
    Kind.ATTESTATION: _attestation,
    Kind.PROFILE: _profile,
    Kind.DOCUMENT: _item,
    Kind.COMPLETION: _item,
}
