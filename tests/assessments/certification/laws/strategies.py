"""Facts, requirements, paths and rules for laws: few names, few days, so that they meet."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from assessments.certification.laws import facts as known
from assessments.certification.laws.calendar import Period
from assessments.certification.laws.clauses import (
    ASSESSOR,
    AUTOMATIC,
    FIXED_DAY,
    INITIAL,
    INITIAL_PATH,
    NEVER_DUE,
    PANEL,
    RECERT_PATH_DURING_GRACE,
    RELATIVE,
    DecisionMode,
    Due,
    Path,
)
from assessments.certification.laws.clauses import KINDS as PATH_KINDS
from assessments.certification.laws.expiry import BASES, DAYS_BEFORE, WINDOW, EarlyCredit
from assessments.certification.laws.findings import OTHERS
from assessments.certification.laws.requirements.attestations import ManualAttestation, MentorSignOff
from assessments.certification.laws.requirements.competency_at import CompetencyAt
from assessments.certification.laws.requirements.declaration_signed import DeclarationSigned
from assessments.certification.laws.requirements.evidence_shown import ANYBODY, NO_ONE, EvidenceShown
from assessments.certification.laws.requirements.mentoring_schedule_met import MentoringScheduleMet
from assessments.certification.laws.requirements.module_completed import ModuleCompleted
from assessments.certification.laws.requirements.observation import Observation
from assessments.certification.laws.requirements.other_certification_valid import OtherCertificationValid
from assessments.certification.laws.requirements.practice_hours import PracticeHours
from assessments.certification.laws.requirements.practice_task import PracticeTask
from assessments.certification.laws.requirements.pre_post_gain import PrePostGain
from assessments.certification.laws.requirements.profile_verified import ProfileVerified
from assessments.certification.laws.requirements.quiz_passed import AS_PROMISED, RULES, QuizPassed
from assessments.certification.laws.requirements.requirement import ALWAYS_READ, Requirement
from assessments.certification.laws.requirements.review_outcome import JUDGEMENTS, ReviewOutcome
from assessments.certification.laws.requirements.sessions_attended import SessionsAttended
from assessments.certification.laws.requirements.step_done import StepDone
from assessments.certification.laws.rules import Rules
from assessments.certification.laws.tree import All, AnyOf, Node, Then, leaves
from assessments.certification.laws.vouching import ASKED, DECLINED, GIVEN, Attested, wording_mark
from assessments.timing.counting import Counts

START = date(2025, 1, 1)
KEYS = ("a", "b", "c")
STATEMENTS = ("Works safely.", "Listens first.")
INDICATORS = ("D1.1", "D1.2", "D2.1")
ZONES = tuple(ZoneInfo(name) for name in ("Asia/Phnom_Penh", "Europe/Kyiv", "UTC"))

days = st.integers(0, 700).map(lambda number: START + timedelta(days=number))
keys = st.sampled_from(KEYS)
indicators = st.sampled_from(INDICATORS)
names_of_requirements = st.sampled_from([*KEYS, "r0", "r1"])
"""Alone they have a key of KEYS; in a tree they are numbered."""
scores = st.integers(0, 100).map(lambda number: Fraction(number, 100))
refs = st.integers(0, 99).map(str)
periods = st.builds(Period, months=st.integers(0, 30), days=st.integers(0, 40))

ACTS: dict[str, st.SearchStrategy[Any]] = {
    "modules": st.builds(known.ModuleCompleted, key=keys, on=days, ref=refs),
    "steps": st.builds(known.StepDone, key=keys, module=keys, on=days, ref=refs),
    "quizzes": st.builds(
        known.QuizTaken,
        key=keys,
        on=days,
        score=scores,
        passed=st.booleans(),
        missed_critical=st.integers(0, 2),
        number=st.integers(1, 3),
        counts=st.sampled_from(Counts).map(str),
        ref=refs,
    ),
    "knowledge_tests": st.builds(
        known.KnowledgeTest,
        instrument=keys,
        moment=st.sampled_from([known.PRE, known.POST]),
        on=days,
        score=scores,
        ref=refs,
    ),
    "sessions": st.builds(
        known.SessionAttended, on=days, kind=keys, minutes=st.integers(30, 90), counts=st.booleans(), ref=refs
    ),
    "observations": st.builds(
        known.Observed, on=days, observer=keys, form=keys, entrustment=st.none() | st.integers(1, 5), ref=refs
    ),
    "levels": st.builds(
        known.LevelDecided,
        indicator=indicators,
        level=st.integers(0, 4),
        acted_on=days,
        decided_on=days,
        standing=st.booleans(),
        state=st.sampled_from(["signed_off", "confirmed", "upheld", "paused"]),
        ref=refs,
    ),
    "lapses": st.builds(known.Lapse, indicator=indicators, on=days, seen_again_on=st.none() | days, ref=refs),
    "reviews": st.builds(
        known.Reviewed, on=days, judgement=st.sampled_from(JUDGEMENTS), moderated=st.booleans(), ref=refs
    ),
    "evidence": st.builds(
        known.EvidenceItem,
        kind=st.sampled_from([*KEYS, known.PRACTICE_TASK]),
        on=days,
        verified_on=st.none() | days,
        verifier_role=st.sampled_from(["", *OTHERS]),
        subject=keys,
        ref=refs,
    ),
    "declarations": st.builds(known.Declared, key=keys, version=st.integers(1, 3), on=days, ref=refs),
    "hours": st.builds(
        known.HoursPractised,
        hours=st.fractions(0, 20, max_denominator=4),
        on=days,
        verified=st.booleans(),
        ref=refs,
    ),
    "attestations": st.builds(
        Attested,
        role=st.sampled_from(OTHERS),
        key=keys,
        on=days,
        word=st.sampled_from([GIVEN, ASKED, DECLINED]),
        wording=st.sampled_from(["", *map(wording_mark, STATEMENTS)]),
        ref=refs,
    ),
    "profile": st.builds(known.ProfileVerified, field=keys, on=days, verified=st.booleans(), ref=refs),
    "credentials": st.builds(
        known.CredentialHeld,
        certification=keys,
        valid_from=days,
        valid_until=st.none() | days,
        withdrawn_on=st.none() | days,
        ref=refs,
    ),
    "waivers": st.builds(known.Waived, requirement=names_of_requirements, on=days, ref=refs),
    "prior_learning": st.builds(
        known.PriorLearning, requirement=names_of_requirements, completed_on=days, accepted_on=days, ref=refs
    ),
}
"""Field of Facts → one fact of it; the share of the schedule alone is none."""

shares = st.none() | st.integers(0, 100).map(lambda number: Fraction(number, 100))
changes = st.sampled_from(sorted(ACTS)).flatmap(lambda name: st.tuples(st.just(name), ACTS[name]))
"""One more fact, with the field it belongs to."""


def facts_of(*names: str, most: int = 12) -> st.SearchStrategy[known.Facts]:
    """Facts of these fields."""
    one = st.sampled_from([name for name in names if name in ACTS]).flatmap(
        lambda name: st.tuples(st.just(name), ACTS[name])
    )
    return st.builds(_gathered, st.lists(one, max_size=most), shares)


def _gathered(facts: list[tuple[str, Any]], share: Fraction | None) -> known.Facts:
    return known.Facts(
        schedule_share=share, **{name: tuple(fact for field, fact in facts if field == name) for name in ACTS}
    )


everything = facts_of(*ACTS)


def with_one_more(facts: known.Facts, field: str, fact: object) -> known.Facts:
    """These facts and another one."""
    values = {each.name: getattr(facts, each.name) for each in fields(facts)}
    return known.Facts(**{**values, field: (*values[field], fact)})


def shuffled(facts: known.Facts, chance: Any) -> known.Facts:
    """The same facts in another order."""
    values = {each.name: getattr(facts, each.name) for each in fields(facts)}
    for name in ACTS:
        order = list(values[name])
        chance.shuffle(order)
        values[name] = tuple(order)
    return known.Facts(**values)


def kinds_of(key: st.SearchStrategy[str] = keys) -> dict[type[Requirement], st.SearchStrategy[Any]]:
    """Kind → requirements of that kind, with keys of this kind."""
    ever = st.booleans()
    some_keys = st.lists(keys, unique=True, max_size=2).map(tuple)
    few = st.integers(1, 3)
    ages = st.none() | periods
    return {
        ModuleCompleted: st.builds(ModuleCompleted, key=key, ever=ever, module=keys),
        StepDone: st.builds(StepDone, key=key, ever=ever, step=keys),
        QuizPassed: st.builds(
            QuizPassed,
            key=key,
            ever=ever,
            quiz=keys,
            min_score=st.integers(0, 100),
            max_age=ages,
            which=st.sampled_from([AS_PROMISED, *RULES]),
        ),
        PrePostGain: st.builds(PrePostGain, key=key, ever=ever, instrument=keys, min_gain=st.integers(0, 100)),
        PracticeTask: st.builds(PracticeTask, key=key, ever=ever, module=keys),
        SessionsAttended: st.builds(
            SessionsAttended,
            key=key,
            ever=ever,
            minimum=st.integers(0, 4),
            kinds=some_keys,
            min_minutes=st.sampled_from([0, 60]),
        ),
        MentoringScheduleMet: st.builds(MentoringScheduleMet, key=key, percent=st.integers(1, 100)),
        Observation: st.builds(
            Observation,
            key=key,
            ever=ever,
            count=few,
            min_entrustment=st.integers(0, 5),
            distinct_observers=few,
            forms=some_keys,
        ),
        CompetencyAt: st.builds(
            CompetencyAt,
            key=key,
            ever=ever,
            indicators=st.lists(indicators, unique=True, min_size=1).map(tuple),
            safety_critical=st.lists(indicators, unique=True, max_size=2).map(tuple),
            level=st.integers(1, 4),
            share=st.integers(1, 100),
            lowest=st.integers(0, 3),
            max_age=ages,
            confirmed=st.booleans(),
            moderated=st.booleans(),
        ),
        ReviewOutcome: st.builds(
            ReviewOutcome, key=key, ever=ever, judgement=st.sampled_from(JUDGEMENTS), moderated=st.booleans()
        ),
        MentorSignOff: st.builds(
            MentorSignOff,
            key=key,
            ever=ever,
            subject=st.sampled_from(["", *KEYS]),
            indicator=st.just("") | indicators,
        ),
        EvidenceShown: st.builds(
            EvidenceShown,
            key=key,
            ever=ever,
            kind=keys,
            verified_by=st.sampled_from([ANYBODY, NO_ONE, *OTHERS]),
            subject=st.sampled_from(["", *KEYS]),
            count=st.integers(0, 3),
        ),
        PracticeHours: st.builds(PracticeHours, key=key, ever=ever, hours=st.integers(0, 60)),
        DeclarationSigned: st.builds(
            DeclarationSigned, key=key, ever=ever, declaration=keys, version=st.integers(1, 3)
        ),
        ProfileVerified: st.builds(ProfileVerified, key=key, ever=ever, field=keys),
        OtherCertificationValid: st.builds(OtherCertificationValid, key=key, ever=ever, certification=keys),
        ManualAttestation: st.builds(
            ManualAttestation,
            key=key,
            ever=ever,
            role=st.sampled_from(OTHERS),
            statement=st.sampled_from(["", *STATEMENTS]),
        ),
    }


KINDS = kinds_of()
requirements = st.one_of(*KINDS.values())
looks = requirements.flatmap(
    lambda requirement: st.tuples(st.just(requirement), facts_of(*requirement.reads, *ALWAYS_READ))
)
"""A requirement, and facts that it reads."""


@st.composite
def trees_of(draw: st.DrawFn, requirement: st.SearchStrategy[Any]) -> Node:
    """A tree of such requirements, in which no key comes twice."""
    shape = draw(
        st.recursive(
            st.just(None),
            lambda inner: st.tuples(
                st.sampled_from([All, AnyOf, Then]), st.integers(1, 3), st.lists(inner, min_size=1, max_size=3)
            ),
            max_leaves=6,
        )
    )
    return _grown(draw, requirement, shape, iter(f"r{number}" for number in range(99)))


def _grown(draw: st.DrawFn, requirement: st.SearchStrategy[Any], shape: Any, names: Iterator[str]) -> Node:
    if shape is None:
        leaf: Requirement = replace(draw(requirement), key=next(names))
        return leaf
    kind, count, inner = shape
    children = tuple(_grown(draw, requirement, each, names) for each in inner)
    return AnyOf(count=min(count, len(children)), children=children) if kind is AnyOf else kind(children=children)


trees = trees_of(requirements)


def followed(tree: Node) -> Path:
    """A path with this tree."""
    return Path(kind=INITIAL, title="The first time", tree=tree)


def facts_for(tree: Node, most: int = 30) -> st.SearchStrategy[known.Facts]:
    """Facts that the requirements of a tree read."""
    names = {name for leaf in leaves(tree) for name in leaf.reads}
    return facts_of(*sorted(names | {"waivers", "prior_learning"}), most=most)


rules = st.builds(
    Rules,
    paths=st.lists(
        st.builds(
            Path,
            kind=st.sampled_from(PATH_KINDS),
            sequence_no=st.integers(1, 3),
            title=st.just("A path"),
            tree=requirements | trees,
        ),
        min_size=1,
        max_size=3,
    ).map(tuple),
    basis=st.sampled_from(BASES),
    active=st.none() | periods,
    window=periods,
    minimum_active=periods,
    grace=periods,
    on_expiry=st.sampled_from([INITIAL_PATH, RECERT_PATH_DURING_GRACE]),
    early_credit=st.builds(EarlyCredit, mode=st.sampled_from([WINDOW, DAYS_BEFORE]), days=st.integers(0, 90)),
    decision=st.builds(DecisionMode, mode=st.sampled_from([AUTOMATIC, ASSESSOR, PANEL]), quorum=st.integers(1, 5)),
    due=st.builds(
        Due,
        mode=st.sampled_from([NEVER_DUE, FIXED_DAY, RELATIVE]),
        on=st.none() | days,
        days=st.none() | st.integers(0, 900),
    ),
    zone=st.sampled_from(ZONES),
)
"""Rules as they can be read, whether they make sense or not."""
