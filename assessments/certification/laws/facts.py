"""What is known of one learner. Every fact is dated by its act: the day something was done, not the day somebody entered it. Pure.

Facts know nothing of cycles. Whether one counts is decided by its day; a fact of a day still to come does not exist yet. `ref` names the
row a fact was read from, in the words of whoever read it; findings hand it on as evidence. Names are codes, persons are opaque ids:
nothing that somebody wrote about practice ever gets here.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from assessments.certification.laws.vouching import Attested

LESSON, SCENARIO = "lesson", "scenario"
PRE, POST = "pre", "post"
PRACTICE_TASK = "practice_task"
"""The kind of evidence that is the note about a practice task; its subject is the key of the module."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ModuleCompleted:
    """Everything a module asks for was done."""

    key: str
    on: date
    ref: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class StepDone:
    """A lesson was marked as done, or a scenario walked to an ending."""

    key: str
    module: str
    on: date
    kind: str = LESSON
    ref: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class QuizTaken:
    """A quiz was handed in."""

    key: str
    on: date
    score: Fraction
    """0 to 1."""
    passed: bool
    """By the pass mark of the quiz at that time."""
    missed_critical: int = 0
    """Questions about safety that were not right."""
    number: int = 1
    """Which sitting of this quiz: tells apart those of one day."""
    counts: str = "highest"
    """Which of somebody's sittings count, as this one was promised: spelled as `assessments.timing.counting` does."""
    pass_mark: int = 0
    """Percent: that of the quiz at that time."""
    ref: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class KnowledgeTest:
    """A test before or after the programme was answered."""

    instrument: str
    moment: str
    """PRE or POST."""
    on: date
    score: Fraction
    """0 to 1."""
    ref: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionAttended:
    """The learner was in a session or tutorial."""

    on: date
    kind: str
    minutes: int = 0
    counts: bool = True
    """False while it waits for whoever has to confirm it."""
    ref: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Observed:
    """Practice was observed, and the observation is signed."""

    on: date
    observer: str
    form: str = ""
    entrustment: int | None = None
    """1 to 5; None where the form does not ask."""
    ref: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class LevelDecided:
    """A level in one indicator was signed off."""

    indicator: str
    level: int
    """0 to 4."""
    acted_on: date
    """The day of the newest act the decision rests on."""
    decided_on: date
    standing: bool = True
    """As known today: not returned, and not replaced by a later decision."""
    state: str = "signed_off"
    """As known today, in the words of mentoring: signed_off, confirmed, upheld or paused."""
    ref: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Lapse:
    """A lapse of safety was seen in an indicator. It never ages; it ends when practice has been seen again."""

    indicator: str
    on: date
    seen_again_on: date | None = None
    ref: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reviewed:
    """A progress review was held and signed."""

    on: date
    judgement: str
    moderated: bool = False
    ref: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceItem:
    """Something was handed in as evidence."""

    kind: str
    on: date
    verified_on: date | None = None
    verifier_role: str = ""
    """Who verified it, such as mentor; empty while nobody has."""
    subject: str = ""
    """What it is about, such as the key of a module."""
    ref: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Declared:
    """A declaration was signed, such as the code of conduct."""

    key: str
    version: int
    on: date
    ref: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class HoursPractised:
    """Hours of practice were worked."""

    hours: Fraction
    on: date
    """The last day of them."""
    verified: bool = True
    ref: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ProfileVerified:
    """Something about the person, such as the name: entered, and checked where `verified`."""

    field: str
    on: date
    verified: bool = True
    ref: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CredentialHeld:
    """A certificate was issued, of this or of another certification."""

    certification: str
    """Its code."""
    valid_from: date
    valid_until: date | None = None
    """The last day; None for ever."""
    withdrawn_on: date | None = None
    """The first day on which it is suspended or revoked."""
    ref: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Waived:
    """A requirement was waived for this person."""

    requirement: str
    on: date
    certification: str = ""
    """The code of the certification that asks for it."""
    ref: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PriorLearning:
    """What was learned elsewhere was accepted in place of a requirement."""

    requirement: str
    completed_on: date
    """The day of the act."""
    accepted_on: date
    certification: str = ""
    """The code of the certification that asks for it."""
    ref: str = ""


F = TypeVar("F")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Everything a requirement can ask about one learner. The order within a tuple means nothing."""

    modules: tuple[ModuleCompleted, ...] = ()
    steps: tuple[StepDone, ...] = ()
    quizzes: tuple[QuizTaken, ...] = ()
    knowledge_tests: tuple[KnowledgeTest, ...] = ()
    sessions: tuple[SessionAttended, ...] = ()
    schedule_share: Fraction | None = None
    """0 to 1: how much of the mentoring schedule is kept, as known today; the one fact without a day."""
    observations: tuple[Observed, ...] = ()
    levels: tuple[LevelDecided, ...] = ()
    lapses: tuple[Lapse, ...] = ()
    reviews: tuple[Reviewed, ...] = ()
    evidence: tuple[EvidenceItem, ...] = ()
    declarations: tuple[Declared, ...] = ()
    hours: tuple[HoursPractised, ...] = ()
    attestations: tuple[Attested, ...] = ()
    profile: tuple[ProfileVerified, ...] = ()
    credentials: tuple[CredentialHeld, ...] = ()
    waivers: tuple[Waived, ...] = ()
    prior_learning: tuple[PriorLearning, ...] = ()

    def differing(self, other: "Facts") -> frozenset[str]:
        """Names of the fields in which the two differ."""
        names = (field.name for field in fields(self))
        return frozenset(name for name in names if getattr(self, name) != getattr(other, name))

    @cached_property
    def modules_by_key(self) -> Mapping[str, list[ModuleCompleted]]:
        """Completions of each module."""
        return _grouped(self.modules, lambda fact: fact.key)

    @cached_property
    def steps_by_module(self) -> Mapping[str, list[StepDone]]:
        """Steps done in each module."""
        return _grouped(self.steps, lambda fact: fact.module)

    @cached_property
    def steps_by_key(self) -> Mapping[str, list[StepDone]]:
        """Each step done."""
        return _grouped(self.steps, lambda fact: fact.key)

    @cached_property
    def quizzes_by_key(self) -> Mapping[str, list[QuizTaken]]:
        """Sittings of each quiz."""
        return _grouped(self.quizzes, lambda fact: fact.key)

    @cached_property
    def levels_by_indicator(self) -> Mapping[str, list[LevelDecided]]:
        """Decisions about each indicator."""
        return _grouped(self.levels, lambda fact: fact.indicator)

    @cached_property
    def evidence_by_kind(self) -> Mapping[str, list[EvidenceItem]]:
        """Evidence of each kind."""
        return _grouped(self.evidence, lambda fact: fact.kind)

    @cached_property
    def attestations_by_key(self) -> Mapping[str, list[Attested]]:
        """What was vouched for, by its key."""
        return _grouped(self.attestations, lambda fact: fact.key)


def _grouped(facts: Iterable[F], key: Callable[[F], str]) -> dict[str, list[F]]:
    found: dict[str, list[F]] = {}
    for fact in facts:
        found.setdefault(key(fact), []).append(fact)
    return found
