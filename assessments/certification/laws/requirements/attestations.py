"""What somebody vouches for by hand: a requirement of its own, or the mentor's sign-off."""

from dataclasses import dataclass, field
from datetime import date

from assessments.certification.laws.facts import Attested, Facts
from assessments.certification.laws.findings import MENTOR, NOT_STARTED, OTHERS, Finding, met_first, unmet
from assessments.certification.laws.known import Named
from assessments.certification.laws.reading import by, key_or_nothing, one_of
from assessments.certification.laws.requirements.requirement import Requirement


@dataclass(frozen=True, kw_only=True)
class ManualAttestation(Requirement):
    """Met on the day somebody in the role vouched for it, by the key of the requirement."""

    name = "manual_attestation"
    codes = {"manual_attestation.met": ("role",), "manual_attestation.missing": ("role",)}
    reads = frozenset({"attestations"})

    role: str = field(metadata=by(one_of(*OTHERS)))

    def look(self, facts: Facts, first: date, on: date) -> Finding:
        """Vouched for or not."""
        found = _vouched(facts, self.key, self.role, first, on)
        if found:
            return met_first("manual_attestation.met", found, role=self.role)
        return unmet(NOT_STARTED, "manual_attestation.missing", self.role, role=self.role)


@dataclass(frozen=True, kw_only=True)
class MentorSignOff(Requirement):
    """Met on the day a mentor signed off the subject."""

    name = "mentor_sign_off"
    codes = {"mentor_sign_off.met": ("subject",), "mentor_sign_off.missing": ("subject",)}
    reads = frozenset({"attestations"})

    subject: str = field(default="", metadata=by(key_or_nothing))
    """What is signed off, such as the key of a module; empty: the requirement itself, by its key."""

    def names(self) -> tuple[Named, ...]:
        """What is signed off."""
        return (("subject", "subjects", [self.subject] if self.subject else []),)

    def look(self, facts: Facts, first: date, on: date) -> Finding:
        """Signed off or not."""
        found = _vouched(facts, self.subject or self.key, MENTOR, first, on)
        if found:
            return met_first("mentor_sign_off.met", found, subject=self.subject)
        return unmet(NOT_STARTED, "mentor_sign_off.missing", MENTOR, subject=self.subject)


def _vouched(facts: Facts, key: str, role: str, first: date, on: date) -> list[Attested]:
    return [fact for fact in facts.attestations_by_key.get(key, ()) if fact.role == role and first <= fact.on <= on]
