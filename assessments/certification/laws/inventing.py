"""Facts as they would be had somebody met a requirement on a day: for trying rules out, never for a record. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import reduce
from typing import Any

from assessments.certification.laws import facts as known
from assessments.certification.laws.facts import Facts
from assessments.certification.laws.findings import ASSESSOR, MENTOR
from assessments.certification.laws.requirements.attestations import SIGNED_OFF_LEVEL, ManualAttestation, MentorSignOff
from assessments.certification.laws.requirements.competency_at import CompetencyAt
from assessments.certification.laws.requirements.declaration_signed import DeclarationSigned
from assessments.certification.laws.requirements.evidence_shown import ANYBODY, NO_ONE, EvidenceShown
from assessments.certification.laws.requirements.mentoring_schedule_met import MentoringScheduleMet
from assessments.certification.laws.requirements.module_completed import ModuleCompleted
from assessments.certification.laws.requirements.observation import MOST_ENTRUSTMENT, Observation
from assessments.certification.laws.requirements.other_certification_valid import OtherCertificationValid
from assessments.certification.laws.requirements.practice_hours import PracticeHours
from assessments.certification.laws.requirements.practice_task import PracticeTask
from assessments.certification.laws.requirements.pre_post_gain import PrePostGain
from assessments.certification.laws.requirements.profile_verified import ProfileVerified
from assessments.certification.laws.requirements.quiz_passed import QuizPassed
from assessments.certification.laws.requirements.requirement import Requirement
from assessments.certification.laws.requirements.review_outcome import ReviewOutcome
from assessments.certification.laws.requirements.sessions_attended import SessionsAttended
from assessments.certification.laws.requirements.step_done import StepDone
from assessments.certification.laws.vouching import Attested

Invented = Mapping[str, tuple[Any, ...]]
"""Field of Facts → facts of it."""
WHOLE = Fraction(1)
MOST_FACTS = 100
"""Nobody is asked for more sessions or observations than that; more would only be slow."""


def with_act(facts: Facts, requirement: Requirement, on: date) -> Facts:
    """These facts, and what meets a requirement on a day: the act, and whatever somebody else adds to it, on the same day."""
    if isinstance(requirement, MentoringScheduleMet):
        # The one thing without a day: all meetings are kept.
        return replace(facts, schedule_share=WHOLE)
    changes: dict[str, Any] = {
        name: (*getattr(facts, name), *more) for name, more in _INVENT[type(requirement)](requirement, on).items()
    }
    return replace(facts, **changes)


def with_acts(facts: Facts, acts: list[tuple[Requirement, date]]) -> Facts:
    """These facts and those of several acts, in any order."""
    return reduce(lambda sum_, act: with_act(sum_, *act), acts, facts)


def _module(asked: ModuleCompleted, on: date) -> Invented:
    return {"modules": (known.ModuleCompleted(key=asked.module, on=on),)}


def _step(asked: StepDone, on: date) -> Invented:
    return {"steps": (known.StepDone(key=asked.step, module="", on=on),)}


def _quiz(asked: QuizPassed, on: date) -> Invented:
    return {"quizzes": (known.QuizTaken(key=asked.quiz, on=on, score=WHOLE, passed=True),)}


def _gain(asked: PrePostGain, on: date) -> Invented:
    before = known.KnowledgeTest(instrument=asked.instrument, moment=known.PRE, on=on, score=Fraction(0))
    return {"knowledge_tests": (before, replace(before, moment=known.POST, score=WHOLE))}


def _task(asked: PracticeTask, on: date) -> Invented:
    note = known.EvidenceItem(
        kind=known.PRACTICE_TASK, on=on, verified_on=on, verifier_role=MENTOR, subject=asked.module
    )
    return {"evidence": (note,)}


def _sessions(asked: SessionsAttended, on: date) -> Invented:
    kind = asked.kinds[0] if asked.kinds else "individual"
    session = known.SessionAttended(on=on, kind=kind, minutes=max(asked.min_minutes, 60))
    return {"sessions": (session,) * min(asked.minimum, MOST_FACTS)}


def _observations(asked: Observation, on: date) -> Invented:
    form = asked.forms[0] if asked.forms else ""
    number = min(max(asked.count, asked.distinct_observers), MOST_FACTS)
    seen = (
        known.Observed(on=on, observer=f"invented:{each}", form=form, entrustment=MOST_ENTRUSTMENT)
        for each in range(number)
    )
    return {"observations": tuple(seen)}


def _levels(asked: CompetencyAt, on: date) -> Invented:
    level = max(asked.level, asked.lowest)
    decided = (
        known.LevelDecided(indicator=code, level=level, acted_on=on, decided_on=on, state="upheld")
        for code in asked.indicators
    )
    return {"levels": tuple(decided)}


def _review(asked: ReviewOutcome, on: date) -> Invented:
    return {"reviews": (known.Reviewed(on=on, judgement=asked.judgement, moderated=True),)}


def _sign_off(asked: MentorSignOff, on: date) -> Invented:
    if asked.indicator:
        level = known.LevelDecided(indicator=asked.indicator, level=SIGNED_OFF_LEVEL, acted_on=on, decided_on=on)
        return {"levels": (level,)}
    return {"attestations": (Attested(role=MENTOR, key=asked.subject or asked.key, on=on),)}


def _shown(asked: EvidenceShown, on: date) -> Invented:
    role = ASSESSOR if asked.verified_by in (ANYBODY, NO_ONE) else asked.verified_by
    item = known.EvidenceItem(kind=asked.kind, on=on, verified_on=on, verifier_role=role, subject=asked.subject)
    return {"evidence": (item,) * min(asked.count, MOST_FACTS)}


def _hours(asked: PracticeHours, on: date) -> Invented:
    return {"hours": (known.HoursPractised(hours=Fraction(asked.hours), on=on),)}


def _declared(asked: DeclarationSigned, on: date) -> Invented:
    return {"declarations": (known.Declared(key=asked.declaration, version=asked.version, on=on),)}


def _checked(asked: ProfileVerified, on: date) -> Invented:
    return {"profile": (known.ProfileVerified(field=asked.field, on=on),)}


def _other(asked: OtherCertificationValid, on: date) -> Invented:
    return {"credentials": (known.CredentialHeld(certification=asked.certification, valid_from=on),)}


def _vouched(asked: ManualAttestation, on: date) -> Invented:
    return {"attestations": (Attested(role=asked.role, key=asked.key, on=on),)}


_INVENT: Mapping[type[Requirement], Callable[[Any, date], Invented]] = {
    ModuleCompleted: _module,
    StepDone: _step,
    QuizPassed: _quiz,
    PrePostGain: _gain,
    PracticeTask: _task,
    SessionsAttended: _sessions,
    Observation: _observations,
    CompetencyAt: _levels,
    ReviewOutcome: _review,
    MentorSignOff: _sign_off,
    EvidenceShown: _shown,
    PracticeHours: _hours,
    DeclarationSigned: _declared,
    ProfileVerified: _checked,
    OtherCertificationValid: _other,
    ManualAttestation: _vouched,
}
