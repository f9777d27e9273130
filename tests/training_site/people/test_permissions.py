"""The questions "may she?" and "which may she?" are asked of drawn trees; a model that knows no database answers too."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.factories.people import (
    AdministratorFactory,
    CoordinatorFactory,
    LearnerFactory,
    MembershipFactory,
    OrganisationFactory,
    SuperuserFactory,
    UserFactory,
)
from training_site.people import permissions
from training_site.people.models import Membership, Organisation, User
from training_site.people.permissions import GIVE_TIME_IN, RULES, VIEW_PROGRESS_IN, may_grant
from training_site.people.roles import GRANTS, PERMISSIONS, Permission, Role, roles_with

TODAY = date(2026, 3, 4)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)

TIMES = {
    "open": (YESTERDAY, None, True),
    "ends tomorrow": (YESTERDAY, TOMORROW, True),
    "ends today": (YESTERDAY, TODAY, False),
    "begins tomorrow": (TOMORROW, None, False),
}


@dataclass(frozen=True)
class Held:
    """A membership as drawn: who, what, in which node, when."""

    person: int
    role: Role
    node: int
    time: str

    @property
    def active(self) -> bool:
        return TIMES[self.time][2]


@dataclass(frozen=True)
class Drawn:
    """A tree (each node names its parent, or itself when it is a root) and the memberships in it."""

    parents: tuple[int, ...]
    held: tuple[Held, ...]

    def below(self, node: int, above: int) -> bool:
        while node != above:
            if self.parents[node] == node:
                return False
            node = self.parents[node]
        return True

    def scopes(self, viewer: int, permission: Permission) -> list[Held]:
        return [one for one in self.held if one.person == viewer and one.active and permission in PERMISSIONS[one.role]]


PEOPLE = 4


@st.composite
def drawn_trees(draw: st.DrawFn) -> Drawn:
    parents = [0, *(draw(st.integers(0, node)) for node in range(1, draw(st.integers(2, 6))))]
    held = draw(
        st.lists(
            st.builds(
                Held,
                person=st.integers(0, PEOPLE - 1),
                role=st.sampled_from(Role),
                node=st.integers(0, len(parents) - 1),
                time=st.sampled_from(sorted(TIMES)),
            ),
            max_size=8,
            unique_by=lambda one: (one.person, one.role, one.node),
        )
    )
    return Drawn(tuple(parents), tuple(held))


ON_ORGANISATIONS = (
    Permission.VIEW_ITEMS,
    Permission.EXPORT_NAMES,
    Permission.VIEW_SUMS,
    Permission.VIEW_ORGANISATION,
    Permission.EDIT_ORGANISATION,
    Permission.CONFIRM_CONTACTS,
    Permission.COMPOSE_CERTIFICATION,
    Permission.CHANGE_CREDENTIAL,
    Permission.REGRADE,
)
OF_LEARNERS_BELOW = (Permission.CERTIFY, Permission.WRITE_TO_LEARNERS, Permission.MARK_TEXTS, Permission.GIVE_TIME)


def _expected(drawn: Drawn, permission: Permission, viewer: int, row: int) -> bool:
    scopes = drawn.scopes(viewer, permission)
    if permission in (Permission.VIEW_LEARNER, Permission.VIEW_PROGRESS):
        learns_at = [one.node for one in drawn.held if one.person == row and one.role == Role.LEARNER and one.active]
        return row == viewer or any(drawn.below(node, scope.node) for node in learns_at for scope in scopes)
    if permission in OF_LEARNERS_BELOW:
        learns_at = [one.node for one in drawn.held if one.person == row and one.role == Role.LEARNER and one.active]
        return any(drawn.below(node, scope.node) for node in learns_at for scope in scopes)
    if permission in ON_ORGANISATIONS:
        return any(drawn.below(row, scope.node) for scope in scopes)
    if permission == Permission.MANAGE_MEMBERSHIPS:
        one = drawn.held[row]
        return any(
            drawn.below(one.node, scope.node) and one.role in GRANTS.get(scope.role, frozenset()) for scope in scopes
        )
    return bool(scopes)


def agree(drawn: Drawn) -> None:
    """Every rule, every viewer, every row of a drawn tree: both halves of a rule say what the model says."""
    people: list[User] = [UserFactory() for _ in range(PEOPLE)]
    nodes: list[Organisation] = []
    for node, parent in enumerate(drawn.parents):
        nodes.append(OrganisationFactory(below=None if parent == node else nodes[parent]))
    memberships = [
        MembershipFactory(
            user=people[one.person],
            role=one.role,
            organisation=nodes[one.node],
            since=TIMES[one.time][0],
            until=TIMES[one.time][1],
        )
        for one in drawn.held
    ]
    rows: dict[Permission, list[User] | list[Organisation] | list[Membership]] = {
        Permission.VIEW_LEARNER: people,
        Permission.VIEW_PROGRESS: people,
        Permission.VIEW_ITEMS: nodes,
        Permission.EXPORT_NAMES: nodes,
        Permission.VIEW_SUMS: nodes,
        Permission.VIEW_ORGANISATION: nodes,
        Permission.EDIT_ORGANISATION: nodes,
        Permission.CONFIRM_CONTACTS: nodes,
        Permission.MANAGE_MEMBERSHIPS: memberships,
        Permission.COMPOSE_CERTIFICATION: nodes,
        Permission.CERTIFY: people,
        Permission.WRITE_TO_LEARNERS: people,
        Permission.CHANGE_CREDENTIAL: nodes,
        Permission.MARK_TEXTS: people,
        Permission.GIVE_TIME: people,
        Permission.REGRADE: nodes,
        Permission.EDIT_CURRICULUM: nodes,
    }
    for rule, viewer in product(RULES, range(PEOPLE)):
        if not rows[rule.permission]:
            continue
        model = type(rows[rule.permission][0])
        visible = set(model.objects.filter(rule.visible_to(people[viewer], today=TODAY)).values_list("pk", flat=True))
        for index, row in enumerate(rows[rule.permission]):
            expected = _expected(drawn, rule.permission, viewer, index)
            where = f"{rule.permission} of {index} by {viewer} in {drawn}"
            assert (row.pk in visible) is expected, where
            assert rule.allows(people[viewer], row, today=TODAY) is expected, where

    for viewer, rule in product(range(PEOPLE), (VIEW_PROGRESS_IN, GIVE_TIME_IN)):
        scopes = drawn.scopes(viewer, rule.permission)
        inside = {nodes[unit].pk for unit in range(len(nodes)) if any(drawn.below(unit, one.node) for one in scopes)}
        reach = rule.visible_to(people[viewer], today=TODAY)
        assert set(Organisation.objects.filter(reach).values_list("pk", flat=True)) == inside
    for viewer, one in product(range(PEOPLE), drawn.held):
        expected = any(
            drawn.below(one.node, scope.node) and one.role in GRANTS.get(scope.role, frozenset())
            for scope in drawn.scopes(viewer, Permission.MANAGE_MEMBERSHIPS)
        )
        assert may_grant(people[viewer], one.role, nodes[one.node].path, today=TODAY) is expected


class TestRules(TestCase):
    """A few trees each time, and many at night."""

    @settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(drawn_trees())
    def test_allows_and_visible_to_say_the_same_as_the_model(self, drawn: Drawn) -> None:
        agree(drawn)

    @pytest.mark.nightly
    @settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(drawn_trees())
    def test_allows_and_visible_to_say_the_same_in_many_trees(self, drawn: Drawn) -> None:
        agree(drawn)


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.permission.value)
def test_a_visitor_is_allowed_nothing(rule: permissions.Rule) -> None:
    learner = LearnerFactory()

    assert not rule.allows(AnonymousUser(), learner, today=TODAY)
    assert not may_grant(AnonymousUser(), Role.LEARNER, "0001", today=TODAY)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.permission.value)
def test_somebody_who_left_is_allowed_nothing(rule: permissions.Rule) -> None:
    administrator = AdministratorFactory(is_active=False)

    assert not rule.allows(administrator, administrator, today=TODAY)
    assert not may_grant(administrator, Role.LEARNER, "0001", today=TODAY)


def test_a_superuser_sees_organisations_and_people_but_nobodys_progress() -> None:
    superuser, learner = SuperuserFactory(), LearnerFactory()
    membership = learner.memberships.get()

    assert permissions.VIEW_ORGANISATION.allows(superuser, membership.organisation, today=TODAY)
    assert permissions.VIEW_LEARNER.allows(superuser, learner, today=TODAY)
    assert permissions.MANAGE_MEMBERSHIPS.allows(superuser, membership, today=TODAY)
    assert may_grant(superuser, Role.ADMINISTRATOR, membership.organisation.path, today=TODAY)
    assert not permissions.VIEW_PROGRESS.allows(superuser, learner, today=TODAY)


def test_a_role_that_ends_is_gone_from_the_next_question_on() -> None:
    country = OrganisationFactory()
    learner, coordinator = LearnerFactory(in_organisation=country), CoordinatorFactory(in_organisation=country)
    assert permissions.VIEW_PROGRESS.allows(coordinator, learner, today=TODAY)

    coordinator.memberships.update(until=TODAY)

    assert not permissions.VIEW_PROGRESS.allows(coordinator, learner, today=TODAY)


def test_a_learner_in_two_places_is_listed_once() -> None:
    country = OrganisationFactory()
    coordinator = CoordinatorFactory(in_organisation=country)
    learner = LearnerFactory(in_organisation=OrganisationFactory(below=country))
    MembershipFactory(user=learner, organisation=OrganisationFactory(below=country))

    seen = User.objects.filter(permissions.VIEW_LEARNER.visible_to(coordinator, today=TODAY))

    assert list(seen.order_by("pk")) == [coordinator, learner]


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_every_role_is_described_and_has_its_powers_written_down(role: Role) -> None:
    assert len(str(role.description)) > 40
    assert role.permissions == PERMISSIONS[role]


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_no_role_can_give_itself(role: Role) -> None:
    assert role not in role.grants
    assert Role.ADMINISTRATOR not in role.grants
    assert not role.grants or Permission.MANAGE_MEMBERSHIPS in role.permissions


def test_those_who_look_after_organisations_do_not_see_results() -> None:
    assert roles_with(Permission.VIEW_PROGRESS) == {Role.TRAINER, Role.COORDINATOR, Role.LEAD}
