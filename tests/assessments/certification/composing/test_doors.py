"""Whatever a composer can ask for can be met: every kind of requirement names the doors behind which people meet it."""

import pytest
from django.urls import NoReverseMatch, reverse

from assessments.certification.forms.composing_choices import checked, evidence_kinds
from assessments.certification.forms.composing_words import FAMILIES, NOT_OFFERED, ROLES
from assessments.certification.laws.findings import OTHERS
from assessments.certification.laws.obstacles import obstacles
from assessments.certification.laws.requirements.profile_verified import PROFILE_FIELDS
from assessments.certification.laws.requirements.registry import BY_NAME
from assessments.certification.laws.rules import Rules
from assessments.certification.selectors.known import known_around, surroundings
from assessments.certification.selectors.starting_points import CONDUCT, chosen
from tests.factories.certification import TODAY, certification, document
from tests.factories.evidence import plant_programme
from training_site.access.doors import doors

pytestmark = pytest.mark.django_db
DOORS: dict[str, tuple[str, ...]] = {
    # The learner, on pages of the curriculum.
    "module_completed": ("progress:mark", "assessments:quiz_hand_in"),
    "step_done": ("progress:mark",),
    "quiz_passed": ("assessments:quiz_hand_in",),
    # The learner and the mentor, in mentoring.
    "practice_task": ("mentoring:entry_share", "mentoring:entry_read"),
    "sessions_attended": ("mentoring:sign_record", "mentoring:tutorial_new"),
    "mentoring_schedule_met": ("mentoring:plan", "mentoring:sign_record"),
    "observation": ("mentoring:observation_ask", "mentoring:observe_check", "mentoring:invited_check"),
    "competency_at": ("mentoring:validate", "mentoring:decide", "mentoring:decision_confirm"),
    "review_outcome": ("mentoring:review_freeze", "mentoring:review_sign", "mentoring:review_uphold"),
    # The learner asks, and somebody in a role says yes or no; an indicator is signed off in mentoring.
    "mentor_sign_off": ("certification:vouch", "certification:answer", "mentoring:decide"),
    "manual_attestation": ("certification:vouch", "certification:answer"),
    # The learner enters, and somebody in a role looks at it.
    "practice_hours": ("certification:hours", "certification:answer"),
    "profile_verified": ("certification:paper_enter", "certification:answer"),
    "evidence_shown": ("certification:paper_enter", "certification:answer", "mentoring:validate"),
    # The learner alone.
    "declaration_signed": ("certification:declaration",),
    # By the certificate itself, which is asked for in the same way.
    "other_certification_valid": ("certification:apply",),
}
"""Kind of requirement → the doors behind which it is met, in order."""
DOORS_OF_EVIDENCE: dict[str, tuple[str, ...]] = {
    "practice_task": ("mentoring:entry_share", "mentoring:entry_read"),
    "observation": ("mentoring:observe_check",),
    "work_product": ("mentoring:validate",),
    "simulation": ("mentoring:observe_check",),
    "feedback": ("mentoring:validate",),
    "scenario": ("mentoring:validate",),
    "reflection": ("mentoring:validate_entry",),
    "session": ("mentoring:validate_record",),
    "document": ("certification:paper_enter", "certification:answer"),
    "completion": ("certification:paper_enter", "certification:answer", "certification:import"),
}
"""Kind of evidence → the same."""
OFFERED = [name for _title, kinds in FAMILIES for name in kinds if name not in NOT_OFFERED]
NUMBER = "00000000-0000-4000-8000-000000000000"


def exists(door: str) -> bool:
    """Whether an address can be made for it, whatever it takes."""
    for arguments in ((), ("one",), (1,), (NUMBER,), ("one", "one"), ("one", NUMBER), (1, "one")):
        try:
            reverse(door, args=arguments)
        except NoReverseMatch:
            continue
        return True
    return False


def test_every_kind_of_requirement_names_its_doors_or_is_not_offered() -> None:
    assert set(DOORS) | NOT_OFFERED == set(BY_NAME)
    assert set(DOORS) == set(OFFERED)


@pytest.mark.parametrize("kind", sorted(DOORS))
def test_the_doors_of_a_kind_are_there(kind: str) -> None:
    assert [door for door in DOORS[kind] if not exists(door)] == []


def test_every_kind_of_evidence_names_its_doors() -> None:
    offered = {key for key, _label in evidence_kinds(surroundings(certification().certification))}

    assert offered == set(DOORS_OF_EVIDENCE)
    assert [door for doors in DOORS_OF_EVIDENCE.values() for door in doors if not exists(door)] == []


def test_everybody_who_can_be_asked_for_a_word_has_a_name_here() -> None:
    assert set(ROLES) == set(OTHERS)


def test_whatever_can_be_checked_about_a_person_can_be_published() -> None:
    around = surroundings(certification().certification)

    assert [key for key, _label in checked(around)] == list(PROFILE_FIELDS)
    assert set(around.known(today=TODAY).profile_fields) == set(PROFILE_FIELDS)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"requirement": "pre_post_gain", "key": "k", "instrument": "E01", "min_gain": 10}, "unknown_instrument"),
        ({"requirement": "manual_attestation", "key": "k", "role": "mentor"}, "asks_for_nothing"),
        ({"requirement": "profile_verified", "key": "k", "field": "shoes"}, "unknown_profile_field"),
        (
            {"requirement": "mentor_sign_off", "key": "k", "subject": "practice/m03", "indicator": "D1.1"},
            "two_subjects",
        ),
    ],
    ids=["a test that nothing keeps", "a word about nothing", "a detail nobody knows", "two subjects"],
)
def test_what_nobody_could_meet_cannot_be_published(asked: dict[str, object], why: str) -> None:
    version = certification(published=False)
    rules = Rules.read(document(paths=[{"kind": "initial", "title": "In full", "tree": {"all": [asked]}}], active=None))

    assert why in {found.code for found in obstacles(rules, known=known_around(version.certification, today=TODAY))}


def test_the_starting_point_of_a_pathway_asks_for_the_code_of_conduct_in_every_round() -> None:
    pathway = plant_programme().programme.pathways[0]["key"]
    paths = chosen(f"practice:{pathway}", "practice", zone="UTC").document["paths"]

    for path in paths:
        first = path["tree"]["all"][0]
        assert (first["requirement"], first["declaration"], first["version"]) == ("declaration_signed", CONDUCT, 1)


def test_every_door_of_certification_has_its_row_in_the_table_of_access() -> None:
    rows = {door.url for door in doors()}
    named = {door for doors in (*DOORS.values(), *DOORS_OF_EVIDENCE.values()) for door in doors}
    routes = {
        "certification:vouch": "certificates/<slug:code>/word/<path:requirement>/",
        "certification:answer": "certificates/answers/<str:machine>/<uuid:pk>/",
        "certification:paper_enter": "certificates/<slug:code>/paper/<path:requirement>/",
        "certification:hours": "certificates/hours/",
        "certification:declaration": "certificates/declarations/<str:declaration>/",
        "certification:apply": "certificates/<slug:code>/apply/",
        "certification:import": "certificates/import/",
    }

    assert {door for door in named if door.startswith("certification:")} == set(routes)
    assert set(routes.values()) <= rows
