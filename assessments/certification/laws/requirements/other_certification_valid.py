"""Another certificate holds on the day asked about, whenever it was issued."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from assessments.certification.laws.facts import CredentialHeld, Facts
from assessments.certification.laws.findings import EXPIRED, LEARNER, NOT_STARTED, Finding, met, unmet
from assessments.certification.laws.known import Hindrance, Known, Named, hindrance
from assessments.certification.laws.reading import by, key
from assessments.certification.laws.requirements.requirement import Requirement


@dataclass(frozen=True, kw_only=True)
class OtherCertificationValid(Requirement):
    """Met since the first day of the earliest of its certificates that hold."""

    name = "other_certification_valid"
    codes = {
        "other_certification_valid.met": ("certification",),
        "other_certification_valid.none": ("certification",),
        "other_certification_valid.ended": ("certification", "ended_on"),
        "other_certification_valid.withdrawn": ("certification",),
    }
    reads = frozenset({"credentials"})

    certification: str = field(metadata=by(key))
    """Its code."""

    def look(self, facts: Facts, first: date, on: date) -> Finding:  # noqa: ARG002 — what holds today counts, however old
        """A certificate that ended or was withdrawn is told."""
        held = [
            fact for fact in facts.credentials if fact.certification == self.certification and fact.valid_from <= on
        ]
        holding = [fact for fact in held if not _withdrawn(fact, on) and not _ended(fact, on)]
        if holding:
            since = min(fact.valid_from for fact in holding)
            rests_on = [fact for fact in holding if fact.valid_from == since]
            return met("other_certification_valid.met", since, rests_on, certification=self.certification)
        ends = [fact.valid_until for fact in held if fact.valid_until is not None and not _withdrawn(fact, on)]
        if ends:
            return unmet(
                EXPIRED,
                "other_certification_valid.ended",
                LEARNER,
                held,
                certification=self.certification,
                ended_on=max(ends).isoformat(),
            )
        if held:
            return unmet(
                EXPIRED, "other_certification_valid.withdrawn", LEARNER, held, certification=self.certification
            )
        return unmet(NOT_STARTED, "other_certification_valid.none", LEARNER, certification=self.certification)

    def names(self) -> tuple[Named, ...]:
        """The other certification."""
        return (("certification", "certifications", [self.certification]),)

    def hindrances(self, known: Known) -> Iterator[Hindrance]:
        """Nobody is assigned to a retired one, so that who begins anew could never earn it."""
        yield from super().hindrances(known)
        if self.certification in known.retired:
            yield hindrance("certification", "retired_certification", found=self.certification)


def _ended(fact: CredentialHeld, on: date) -> bool:
    return fact.valid_until is not None and fact.valid_until < on


def _withdrawn(fact: CredentialHeld, on: date) -> bool:
    return fact.withdrawn_on is not None and fact.withdrawn_on <= on
