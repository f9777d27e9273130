"""No second list of who may do what: code asks for a permission, and where it has to name a role, the two are held together here."""

import re

import pytest
from django.conf import settings

from assessments.certification.selectors.offices import PLACES
from assessments.mentoring.confidentiality import Standing
from assessments.mentoring.selectors.viewpoints import MAY_BREAK_GLASS, NEAR, standing_of
from training_site.people.access import GROUPS
from training_site.people.models import Organisation
from training_site.people.roles import EDITING_ROLES, GIVEN_BY_SUPERUSER, Permission, Role, roles_with

FAR = Organisation.Kind.COUNTRY
LAYERS = ("training_site", "modules", "assessments")
OF_PEOPLE = re.compile(r"people\.roles import|class Role\(models\.TextChoices\)")
"""Which files speak of these roles, and not of something else that is called so."""
BELONGING = {"LEARNER", "MENTOR"}
"""Roles without a power: naming them says who somebody is, not what they may do."""
NAMING = {
    "training_site/people/roles.py": "the roles themselves",
    "training_site/people/demonstration/cast.py": "who plays whom",
    "training_site/people/organisations/pages/words.py": "how many of each there are",
    "assessments/reporting/simulation/places.py": "made-up people",
    "assessments/certification/selectors/offices.py": "whose word a rule asks for: held together below",
    "assessments/mentoring/selectors/viewpoints.py": "what somebody is to a learner: held together below",
    "assessments/mentoring/pages/home.py": "a sentence for whoever has nobody yet",
}


def standings(role: Role) -> set[Standing | None]:
    return {standing_of(role, kind) for kind in (*NEAR, FAR)}


@pytest.mark.parametrize(
    ("meant", "permission"),
    [
        ({Standing.COORDINATOR, Standing.REGIONAL}, Permission.VIEW_MENTORING),
        ({Standing.SAFEGUARDING}, Permission.VIEW_CONCERNS),
        (MAY_BREAK_GLASS, Permission.ASK_EMERGENCY_ACCESS),
    ],
    ids=["facts of mentoring", "concerns", "emergency access"],
)
def test_what_somebody_is_to_a_learner_follows_from_what_their_role_may_do(
    meant: set[Standing], permission: Permission
) -> None:
    assert {role for role in Role if standings(role) & meant} == roles_with(permission)


def test_whose_word_a_rule_asks_for_are_those_who_certify() -> None:
    assert set(PLACES.values()) == roles_with(Permission.CERTIFY)


def test_the_groups_of_the_desk_are_of_those_who_edit() -> None:
    assert GROUPS == {Role.TRAINER: "Trainers", Role.ADMINISTRATOR: "Administrators"}
    assert set(GROUPS) == EDITING_ROLES == roles_with(Permission.EDIT_CURRICULUM)


def test_whoever_runs_the_site_gives_every_role() -> None:
    assert set(Role) == GIVEN_BY_SUPERUSER


def test_no_other_code_names_a_role_that_has_powers() -> None:
    powers = re.compile(rf"\bRole\.({'|'.join(role.name for role in Role if role.name not in BELONGING)})\b")
    naming = {
        str(path.relative_to(settings.ROOT)): found
        for layer in LAYERS
        for path in (settings.ROOT / layer).rglob("*.py")
        if (text := path.read_text(encoding="utf-8")) and OF_PEOPLE.search(text)
        if (found := powers.findall(text))
    }

    assert set(naming) - set(NAMING) == set(), "ask for a permission of matrix.toml instead"
    assert set(NAMING) - set(naming) == set(), "no longer names a role"
