"""Evidence was handed in and, where that is asked, verified by somebody else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from assessments.certification.laws.facts import EvidenceItem, Facts
from assessments.certification.laws.findings import (
    ASSESSOR,
    IN_PROGRESS,
    LEARNER,
    NOT_STARTED,
    OTHERS,
    Finding,
    met,
    unmet,
)
from assessments.certification.laws.known import Hindrance, Named, nothing
from assessments.certification.laws.reading import by, key, key_or_nothing, one_of, whole
from assessments.certification.laws.requirements.requirement import Requirement

ANYBODY, NO_ONE = "anybody", "no_one"


@dataclass(frozen=True, kw_only=True)
class EvidenceShown(Requirement):
    """Met on the day of the act that makes the number full, not on the day of verification."""

    name = "evidence_shown"
    codes = {
        "evidence_shown.met": ("kind", "shown", "needed"),
        "evidence_shown.none": ("kind", "needed"),
        "evidence_shown.too_few": ("kind", "shown", "needed"),
        "evidence_shown.unverified": ("kind", "shown", "needed", "waiting"),
    }
    reads = frozenset({"evidence"})

    kind: str = field(metadata=by(key))
    verified_by: str = field(default=ANYBODY, metadata=by(one_of(ANYBODY, NO_ONE, *OTHERS)))
    """Whose verification counts; NO_ONE: it counts as it is."""
    subject: str = field(default="", metadata=by(key_or_nothing))
    """What it has to be about; empty: anything."""
    count: int = field(default=1, metadata=by(whole()))

    def look(self, facts: Facts, first: date, on: date) -> Finding:
        """Those that wait to be verified are told apart where they would make the number full."""
        shown = [
            fact
            for fact in facts.evidence_by_kind.get(self.kind, ())
            if first <= fact.on <= on and (not self.subject or fact.subject == self.subject)
        ]
        verified = sorted((fact for fact in shown if self._is_verified(fact, on)), key=lambda fact: (fact.on, fact.ref))
        if len(verified) >= self.count:
            full = verified[: self.count]
            on_day = full[-1].on if full else None
            return met("evidence_shown.met", on_day, full, kind=self.kind, shown=len(verified), needed=self.count)
        return self._missing(shown, verified)

    def names(self) -> tuple[Named, ...]:
        """Its kind, and what it is about."""
        about = [self.subject] if self.subject else []
        return (("kind", "evidence_kinds", [self.kind]), ("subject", "subjects", about))

    def senseless(self) -> Iterator[Hindrance]:
        """No evidence at all is no requirement."""
        return nothing("count", self.count)

    def _is_verified(self, fact: EvidenceItem, on: date) -> bool:
        if self.verified_by == NO_ONE:
            return True
        by_whom = self.verified_by in (ANYBODY, fact.verifier_role)
        return by_whom and fact.verified_on is not None and fact.verified_on <= on

    def _missing(self, shown: Sequence[EvidenceItem], verified: Sequence[EvidenceItem]) -> Finding:
        number, needed = len(verified), self.count
        if not shown:
            return unmet(NOT_STARTED, "evidence_shown.none", LEARNER, kind=self.kind, needed=needed)
        if len(shown) >= needed:
            verifier = ASSESSOR if self.verified_by == ANYBODY else self.verified_by
            return unmet(
                IN_PROGRESS,
                "evidence_shown.unverified",
                verifier,
                shown,
                kind=self.kind,
                shown=number,
                needed=needed,
                waiting=len(shown) - number,
            )
        return unmet(IN_PROGRESS, "evidence_shown.too_few", LEARNER, shown, kind=self.kind, shown=number, needed=needed)
