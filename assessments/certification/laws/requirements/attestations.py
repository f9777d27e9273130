"""What somebody vouches for by hand: a requirement of its own, or the mentor's sign-off."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from assessments.certification.laws.facts import Facts, LevelDecided
from assessments.certification.laws.findings import (
    IN_PROGRESS,
    LEARNER,
    MENTOR,
    NOT_STARTED,
    OTHERS,
    Finding,
    met_first,
    unmet,
)
from assessments.certification.laws.known import Hindrance, Named, hindrance
from assessments.certification.laws.reading import by, key_or_nothing, one_of, text_or_nothing
from assessments.certification.laws.requirements.requirement import Requirement
from assessments.certification.laws.vouching import ASKED, GIVEN, Attested, wording_mark

SIGNED_OFF_LEVEL = 3
"""The framework's level of safe practice: a mentor's decision below it signs nothing off."""
SIGNED_OFF = ("signed_off", "confirmed", "upheld")
"""A decision that is paused says nothing until practice has been seen again."""


@dataclass(frozen=True, kw_only=True)
class ManualAttestation(Requirement):
    """Met on the day of the act for which somebody in the role vouched, by the key of the requirement and in its wording."""

    name = "manual_attestation"
    codes = {
        "manual_attestation.met": ("role",),
        "manual_attestation.missing": ("role",),
        "manual_attestation.asked": ("role",),
        "manual_attestation.declined": ("role",),
    }
    reads = frozenset({"attestations"})

    role: str = field(metadata=by(one_of(*OTHERS)))
    statement: str = field(default="", metadata=by(text_or_nothing))
    """What is vouched for, word for word: another wording is another question."""

    def look(self, facts: Facts, first: date, on: date) -> Finding:
        """What the role has said about this wording."""
        heard = _heard(facts, self.key, self.role, first, on)
        mark = wording_mark(self.statement)
        about = [fact for fact in heard if fact.wording in ("", mark)]
        return _said(self.name, about, self.role, role=self.role)

    def senseless(self) -> Iterator[Hindrance]:
        """Nobody can vouch for nothing."""
        if not self.statement:
            yield hindrance("statement", "asks_for_nothing")


@dataclass(frozen=True, kw_only=True)
class MentorSignOff(Requirement):
    """Met by the mentor's word about a module, or by the mentor's decision about an indicator as mentoring keeps it."""

    name = "mentor_sign_off"
    codes = {
        "mentor_sign_off.met": ("subject",),
        "mentor_sign_off.missing": ("subject",),
        "mentor_sign_off.asked": ("subject",),
        "mentor_sign_off.declined": ("subject",),
        "mentor_sign_off.level_met": ("indicators",),
        "mentor_sign_off.level_missing": ("indicators",),
    }
    reads = frozenset({"attestations", "levels"})

    subject: str = field(default="", metadata=by(key_or_nothing))
    """What is signed off, such as the key of a module; empty: the requirement itself, by its key."""
    indicator: str = field(default="", metadata=by(key_or_nothing))
    """Of the framework: then the sign-off is the one in mentoring, and no other word is asked for."""

    def look(self, facts: Facts, first: date, on: date) -> Finding:
        """Signed off or not."""
        if not self.indicator:
            heard = _heard(facts, self.subject or self.key, MENTOR, first, on)
            return _said(self.name, heard, MENTOR, subject=self.subject)
        signed = [
            Attested(role=MENTOR, key=self.indicator, on=fact.acted_on, ref=fact.ref)
            for fact in facts.levels_by_indicator.get(self.indicator, ())
            if first <= fact.acted_on <= on and fact.decided_on <= on and _is_sign_off(fact)
        ]
        if signed:
            return met_first("mentor_sign_off.level_met", signed, indicators=self.indicator)
        return unmet(NOT_STARTED, "mentor_sign_off.level_missing", MENTOR, indicators=self.indicator)

    def names(self) -> tuple[Named, ...]:
        """What is signed off."""
        return (
            ("subject", "subjects", [self.subject] if self.subject else []),
            ("indicator", "indicators", [self.indicator] if self.indicator else []),
        )

    def senseless(self) -> Iterator[Hindrance]:
        """One sign-off is about one thing."""
        if self.subject and self.indicator:
            yield hindrance("indicator", "two_subjects")


def _is_sign_off(fact: LevelDecided) -> bool:
    return fact.standing and fact.state in SIGNED_OFF and fact.level >= SIGNED_OFF_LEVEL


def _heard(facts: Facts, key: str, role: str, first: date, on: date) -> list[Attested]:
    return [fact for fact in facts.attestations_by_key.get(key, ()) if fact.role == role and first <= fact.on <= on]


def _said(name: str, heard: Collection[Attested], by_whom: str, **params: str) -> Finding:
    """A word that was given counts whatever else was said; a question that is open comes before an answer that was no."""
    given = [fact for fact in heard if fact.word == GIVEN]
    if given:
        return met_first(f"{name}.met", given, **params)
    if not heard:
        return unmet(NOT_STARTED, f"{name}.missing", LEARNER, heard, **params)
    if asked := [fact for fact in heard if fact.word == ASKED]:
        return unmet(IN_PROGRESS, f"{name}.asked", by_whom, asked, **params)
    return unmet(IN_PROGRESS, f"{name}.declined", LEARNER, heard, **params)
