"""Why a version cannot be published."""

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from assessments.certification.laws.calendar import NOTHING, Period
from assessments.certification.laws.clauses import (
    INITIAL,
    RECERT,
    ROTATING,
    Path,
)
from assessments.certification.laws.known import Known
from assessments.certification.laws.obstacles import OBSTACLES, asks_for, obstacles
from assessments.certification.laws.requirements.attestations import MentorSignOff
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
from assessments.certification.laws.requirements.requirement import Requirement
from assessments.certification.laws.requirements.sessions_attended import SessionsAttended
from assessments.certification.laws.requirements.step_done import StepDone
from assessments.certification.laws.rules import Rules
from assessments.certification.laws.tree import All, Node
from tests.assessments.certification.laws.strategies import rules as any_rules

YEAR, MONTH = Period(months=12), Period(months=1)
A_MODULE = ModuleCompleted(key="m03", module="rp/03")
REFRESHER = QuizPassed(key="again", quiz="rp/03/quiz", min_score=80, max_age=YEAR)
KNOWN = Known(
    certification="practice",
    certifications={"safeguarding": [], "training": ["safeguarding"], "loop": ["round"], "round": ["practice"]},
    modules={"rp/03"},
    steps={"rp/03/lesson-1"},
    quizzes={"rp/03/quiz"},
    instruments={"E01"},
    indicators={"D1.1", "D1.2"},
    safety_critical={"D1.2"},
    forms={"home_visit"},
    session_kinds={"individual"},
    declarations={"code-of-conduct"},
    profile_fields={"name"},
    evidence_kinds={"document"},
    subjects={"rp/03"},
    declaration_versions={"code-of-conduct": 2},
    retired={"training"},
    deciders=3,
)


def path(kind: str, tree: Node, sequence_no: int = 1) -> Path:
    return Path(kind=kind, sequence_no=sequence_no, title=kind, tree=tree)


GOOD = Rules(
    paths=(path(INITIAL, A_MODULE), path(RECERT, REFRESHER)),
    active=YEAR,
    window=MONTH,
    zone=ZoneInfo("Asia/Phnom_Penh"),
)


def told(rules: Rules, known: Known = KNOWN) -> list[tuple[str, str]]:
    found = obstacles(rules, known=known)
    assert all(set(each.params) == set(OBSTACLES[each.code]) for each in found)
    return [(each.code, each.where) for each in found]


def asking(tree: Node) -> Rules:
    """Good rules that ask for something else the first time."""
    return replace(GOOD, paths=(path(INITIAL, tree), GOOD.paths[1]))


def test_good_rules_can_be_published() -> None:
    assert obstacles(GOOD, known=KNOWN) == ()


@pytest.mark.parametrize(
    ("requirement", "field", "code"),
    [
        pytest.param(ModuleCompleted(key="k", module="rp/30"), "module", "unknown_module", id="module"),
        pytest.param(PracticeTask(key="k", module="rp/30"), "module", "unknown_module", id="practice task"),
        pytest.param(StepDone(key="k", step="rp/03/lesson-9"), "step", "unknown_step", id="step"),
        pytest.param(QuizPassed(key="k", quiz="rp/30/quiz"), "quiz", "unknown_quiz", id="quiz"),
        pytest.param(
            PrePostGain(key="k", instrument="E09", min_gain=10), "instrument", "unknown_instrument", id="instrument"
        ),
        pytest.param(
            CompetencyAt(key="k", indicators=("D1.1", "D9.9")), "indicators", "unknown_indicator", id="indicator"
        ),
        pytest.param(Observation(key="k", forms=("visit",)), "forms", "unknown_form", id="form"),
        pytest.param(
            SessionsAttended(key="k", minimum=1, kinds=("x",)), "kinds", "unknown_session_kind", id="kind of session"
        ),
        pytest.param(
            DeclarationSigned(key="k", declaration="oath"), "declaration", "unknown_declaration", id="declaration"
        ),
        pytest.param(ProfileVerified(key="k", field="shoes"), "field", "unknown_profile_field", id="profile"),
        pytest.param(
            OtherCertificationValid(key="k", certification="x"),
            "certification",
            "unknown_certification",
            id="certification",
        ),
        pytest.param(
            QuizPassed(key="k", quiz="rp/03/quiz", min_score=101), "min_score", "more_than_there_can_be", id="101 %"
        ),
        pytest.param(
            QuizPassed(key="k", quiz="rp/03/quiz", max_age=NOTHING), "max_age", "asks_for_nothing", id="ages at once"
        ),
        pytest.param(
            PrePostGain(key="k", instrument="E01", min_gain=101),
            "min_gain",
            "more_than_there_can_be",
            id="more than all there is to learn",
        ),
        pytest.param(
            MentoringScheduleMet(key="k", percent=101), "percent", "more_than_there_can_be", id="more than the rhythm"
        ),
        pytest.param(MentoringScheduleMet(key="k", percent=0), "percent", "asks_for_nothing", id="none of the rhythm"),
        pytest.param(SessionsAttended(key="k", minimum=0), "minimum", "asks_for_nothing", id="no sessions"),
        pytest.param(PracticeHours(key="k", hours=0), "hours", "asks_for_nothing", id="no hours"),
        pytest.param(EvidenceShown(key="k", kind="letter"), "kind", "unknown_evidence_kind", id="kind of evidence"),
        pytest.param(
            EvidenceShown(key="k", kind="document", subject="rp/30"), "subject", "unknown_subject", id="about nothing"
        ),
        pytest.param(MentorSignOff(key="k", subject="rp/30"), "subject", "unknown_subject", id="signs off nothing"),
        pytest.param(
            DeclarationSigned(key="k", declaration="code-of-conduct", version=3),
            "version",
            "more_than_there_can_be",
            id="a declaration that is not written yet",
        ),
        pytest.param(
            SessionsAttended(key="k", minimum=1, min_minutes=1441),
            "min_minutes",
            "more_than_there_can_be",
            id="a session longer than a day",
        ),
        pytest.param(
            OtherCertificationValid(key="k", certification="training"),
            "certification",
            "retired_certification",
            id="one that nobody is assigned to",
        ),
        pytest.param(EvidenceShown(key="k", kind="document", count=0), "count", "asks_for_nothing", id="no evidence"),
        pytest.param(
            Observation(key="k", count=0, distinct_observers=0), "count", "asks_for_nothing", id="no observation"
        ),
        pytest.param(
            Observation(key="k", min_entrustment=6), "min_entrustment", "more_than_there_can_be", id="too much trust"
        ),
        pytest.param(
            Observation(key="k", count=2, distinct_observers=3),
            "distinct_observers",
            "more_observers_than_observations",
            id="more observers than observations",
        ),
        pytest.param(
            CompetencyAt(key="k", indicators=("D1.1",), level=5), "level", "more_than_there_can_be", id="level 5"
        ),
        pytest.param(
            CompetencyAt(key="k", indicators=("D1.1",), share=101),
            "share",
            "more_than_there_can_be",
            id="101 % of them",
        ),
        pytest.param(
            CompetencyAt(key="k", indicators=("D1.1",), level=2, lowest=3),
            "lowest",
            "more_than_there_can_be",
            id="lowest above the level",
        ),
        pytest.param(
            CompetencyAt(key="k", indicators=("D1.1",), safety_critical=("D1.2",)),
            "safety_critical",
            "safety_critical_outside",
            id="critical, but not asked for",
        ),
        pytest.param(
            CompetencyAt(key="k", indicators=("D1.1", "D1.2")),
            "safety_critical",
            "safety_critical_left_out",
            id="critical in the framework, but not here",
        ),
        pytest.param(
            OtherCertificationValid(key="k", certification="loop"),
            "certification",
            "cycle_of_certifications",
            id="two that ask for this one in the end",
        ),
    ],
)
def test_nobody_could_meet_it(requirement: Requirement, field: str, code: str) -> None:
    assert told(asking(All(children=(A_MODULE, requirement)))) == [(code, f"$.paths[0].tree.all[1].{field}")]


def test_what_nobody_has_listed_is_not_checked() -> None:
    nothing = Known(certification="practice")
    asked = (
        ModuleCompleted(key="a", module="x"),
        CompetencyAt(key="b", indicators=("D9.9",)),
        OtherCertificationValid(key="c", certification="x"),
        MentorSignOff(key="d"),
    )

    assert told(asking(All(children=asked)), nothing) == []


def test_a_name_that_was_probably_meant_is_told() -> None:
    found = obstacles(asking(QuizPassed(key="k", quiz="rp/03/quizz")), known=KNOWN)

    assert found[0].params == {"found": "rp/03/quizz", "near": "rp/03/quiz"}


@pytest.mark.parametrize(
    ("code", "way"),
    [
        pytest.param("practice", "practice → practice", id="itself"),
        pytest.param("round", "practice → round → practice", id="one that asks for it"),
        pytest.param("loop", "practice → loop → round → practice", id="two"),
    ],
)
def test_a_cycle_of_certifications_is_shown(code: str, way: str) -> None:
    known = replace(KNOWN, certifications={**(KNOWN.certifications or {}), "practice": []})
    found = obstacles(asking(OtherCertificationValid(key="k", certification=code)), known=known)

    assert [(each.code, each.params) for each in found] == [("cycle_of_certifications", {"certifications": way})]


def test_certifications_that_ask_for_each_other_elsewhere_are_their_own_matter() -> None:
    known = replace(KNOWN, certifications={"one": ["other"], "other": ["one"]})

    assert told(asking(OtherCertificationValid(key="k", certification="one")), known) == []


def test_what_is_asked_for_is_told_to_the_next_certification() -> None:
    asked = OtherCertificationValid(key="k", certification="safeguarding")

    assert asks_for(asking(All(children=(A_MODULE, asked)))) == {"safeguarding"}


def test_renewals_that_take_turns_ask_for_something_each() -> None:
    turns = [path(ROTATING, REFRESHER), path(ROTATING, All(children=()), 2)]

    assert told(replace(GOOD, paths=(GOOD.paths[0], *turns))) == [("asks_for_nothing", "$.paths[2].tree.all")]


class TestCompletedOnce:
    """A module is completed once; who has done so cannot renew by doing it again."""

    AGAIN = ModuleCompleted(key="m03-again", module="rp/03")

    @pytest.mark.parametrize("kind", [RECERT, ROTATING])
    def test_a_renewal_cannot_ask_for_it_again(self, kind: str) -> None:
        rules = replace(GOOD, paths=(GOOD.paths[0], path(kind, self.AGAIN)))

        assert told(rules) == [("completed_once", "$.paths[1].tree.ever")]

    def test_it_can_ask_that_it_was_ever_completed(self) -> None:
        assert told(replace(GOOD, paths=(GOOD.paths[0], path(RECERT, replace(self.AGAIN, ever=True))))) == []

    def test_it_can_where_modules_are_completed_again(self) -> None:
        rules = replace(GOOD, paths=(GOOD.paths[0], path(RECERT, self.AGAIN)))

        assert told(rules, replace(KNOWN, modules_completed_once=False)) == []


@settings(deadline=None, max_examples=60)
@given(any_rules)
def test_every_obstacle_is_in_the_table_and_in_the_document(rules: Rules) -> None:
    document = rules.document()
    for each in obstacles(rules, known=KNOWN):
        assert set(each.params) == set(OBSTACLES[each.code])
        found: Any = document
        for step in each.where.removeprefix("$.").replace("[", ".").replace("]", "").split("."):
            found = found[int(step)] if step.isdigit() else found[step]
