"""Every kind of requirement, and everything their findings can say. Pure."""

from collections.abc import Mapping

from assessments.certification.laws.problems import Place, near
from assessments.certification.laws.reading import read_object
from assessments.certification.laws.requirements.attestations import ManualAttestation, MentorSignOff
from assessments.certification.laws.requirements.competency_at import CompetencyAt
from assessments.certification.laws.requirements.declaration_signed import DeclarationSigned
from assessments.certification.laws.requirements.evidence_shown import EvidenceShown
from assessments.certification.laws.requirements.mentoring_schedule_met import MentoringScheduleMet
from assessments.certification.laws.requirements.module_completed import ModuleCompleted
from assessments.certification.laws.requirements.observation import Observation
from assessments.certification.laws.requirements.other_certification_valid import OtherCertificationValid
from assessments.certification.laws.requirements.practice_hours import PracticeHours
from assessments.certification.laws.requirements.practice_task import PracticeTask
from assessments.certification.laws.requirements.pre_post_gain import PrePostGain
from assessments.certification.laws.requirements.profile_verified import ProfileVerified
from assessments.certification.laws.requirements.quiz_passed import QuizPassed
from assessments.certification.laws.requirements.requirement import SHARED_CODES, Codes, Requirement
from assessments.certification.laws.requirements.review_outcome import ReviewOutcome
from assessments.certification.laws.requirements.sessions_attended import SessionsAttended
from assessments.certification.laws.requirements.step_done import StepDone

REQUIREMENTS: tuple[type[Requirement], ...] = (
    ModuleCompleted,
    StepDone,
    QuizPassed,
    PrePostGain,
    PracticeTask,
    SessionsAttended,
    MentoringScheduleMet,
    Observation,
    CompetencyAt,
    ReviewOutcome,
    MentorSignOff,
    EvidenceShown,
    PracticeHours,
    DeclarationSigned,
    ProfileVerified,
    OtherCertificationValid,
    ManualAttestation,
)
BY_NAME = {kind.name: kind for kind in REQUIREMENTS}

CODES: Codes = {**SHARED_CODES, **{code: params for kind in REQUIREMENTS for code, params in kind.codes.items()}}
"""Every code of a finding → the names of its values: all of them have to be put into words."""


def read_requirement(value: Mapping[str, object], place: Place) -> Requirement | None:
    """The requirement that an object with the name of its kind means; None where something is wrong, which is noted."""
    name = str(value["requirement"])
    kind = BY_NAME.get(name)
    if kind is None:
        place.field("requirement").wrong("unknown_requirement", found=name[:40], near=near(name, BY_NAME))
        return None
    return read_object(kind, {field: each for field, each in value.items() if field != "requirement"}, place)
