"""Every kind, state and result that can come up has its words, its place and its way."""

import pytest

from assessments.certification import state
from assessments.certification.laws import standing as law
from assessments.certification.laws.calendar import Period
from assessments.certification.laws.cycles import CYCLE
from assessments.certification.laws.requirements.registry import REQUIREMENTS
from assessments.certification.laws.requirements.requirement import Requirement
from assessments.certification.models import Evidence
from assessments.certification.pages import asked, request_words, rounds, standing_words, stops
from assessments.certification.pages.periods import period_text
from assessments.certification.pages.refreshing import GROUPS
from assessments.certification.pages.words import Words, listed
from assessments.certification.selectors.appealed import AGAINST, FINDERS
from assessments.certification.selectors.refreshed import SHOWN_BY
from assessments.certification.views.requests import TAKE_BACK

EXAMPLES = {
    "module_completed": {"module": "practice/m03"},
    "step_done": {"step": "practice/m03-l1"},
    "quiz_passed": {"quiz": "practice/m03-quiz"},
    "pre_post_gain": {"instrument": "knowledge", "min_gain": 30},
    "practice_task": {"module": "practice/m03"},
    "sessions_attended": {"minimum": 6},
    "mentoring_schedule_met": {"percent": 80},
    "observation": {"count": 2},
    "competency_at": {"indicators": ["D1.1"]},
    "review_outcome": {},
    "mentor_sign_off": {"subject": "practice/m03"},
    "evidence_shown": {"kind": "observation"},
    "practice_hours": {"hours": 20},
    "declaration_signed": {"declaration": "code-of-conduct"},
    "profile_verified": {"field": "identity"},
    "other_certification_valid": {"certification": "another"},
    "manual_attestation": {"role": "assessor", "statement": "Works safely with families."},
}
KINDS = [pytest.param(kind, id=kind.name) for kind in REQUIREMENTS]
NOWHERE = {"pre_post_gain"}
"""What nobody does on this site, or not yet."""
OF_THE_CURRICULUM = {"module_completed", "step_done", "quiz_passed"}
"""What is done on a page of the curriculum, and nowhere where that is not published."""


def test_every_kind_of_requirement_has_an_example_here() -> None:
    assert {kind.name for kind in REQUIREMENTS} == set(EXAMPLES)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_requirement_has_a_title_a_place_and_a_stop(kind: type[Requirement]) -> None:
    requirement = kind.from_json({"key": "one", **EXAMPLES[kind.name]})
    words = Words()

    assert asked.title_of(requirement, words)
    assert (asked.door_of(requirement, words, code="practice") is None) == (kind.name in NOWHERE | OF_THE_CURRICULUM)
    stop = asked.stop_of(requirement, words)
    assert stop in asked.FAMILIES or stop == "practice/m03"


def test_every_state_and_result_has_its_words() -> None:
    assert set(rounds.STATES) == CYCLE.states
    assert set(request_words.CLAIM) == set(request_words.CLAIM_SHORT) == state.CLAIM.states
    assert set(request_words.EXTENSION) == state.EXTENSION.states
    assert set(request_words.APPEAL) == state.APPEAL.states
    assert set(request_words.HOURS) == state.EVIDENCE.states
    assert set(request_words.PAPERS) == state.EVIDENCE.states
    assert set(request_words.ATTESTATION) == state.ATTESTATION.states
    assert set(standing_words.SHORT) == set(law.RESULTS)
    assert set(standing_words.NOTES) == set(law.RESULTS) - {law.VALID, law.EXPIRING}
    assert set(stops.STATES) == set(stops.ICONS)
    assert set(GROUPS) == set(SHOWN_BY)


def test_whatever_can_be_appealed_against_is_found_and_named() -> None:
    assert set(AGAINST) == set(FINDERS) == set(request_words.AGAINST_WHAT)
    for machine, states in AGAINST.items():
        assert set(states) <= state.BY_NAME[machine].states


def test_whatever_can_be_taken_back_can_be_withdrawn() -> None:
    assert set(TAKE_BACK) == {"claim", "extension", "appeal", "evidence", "attestation", "paper"}
    assert all("withdrawn" in state.BY_NAME[name].states for name in set(TAKE_BACK) - {"paper"})
    assert Evidence.machine is state.EVIDENCE


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("P2Y", "2 years"),
        ("P1Y6M", "1 year and 6 months"),
        ("P3W", "3 weeks"),
        ("P90D", "90 days"),
        ("P1M1D", "1 month and 1 day"),
        ("P0D", "0 days"),
    ],
)
def test_a_period_is_said_as_people_say_it(period: str, said: str) -> None:
    assert period_text(Period.parse(period)) == said


@pytest.mark.parametrize(
    ("texts", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_ends_with_and(texts: list[str], said: str) -> None:
    assert listed(texts) == said
