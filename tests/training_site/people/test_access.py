"""The editor's desk is open to exactly those whose roles open it today."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PagePermissionTester

from tests.factories.people import (
    AdministratorFactory,
    CoordinatorFactory,
    LearnerFactory,
    MembershipFactory,
    OrganisationFactory,
    SuperuserFactory,
    TrainerFactory,
    UserFactory,
    read_notice,
)
from training_site.people import access, services
from training_site.people.models import Membership, User
from training_site.people.roles import Role

pytestmark = pytest.mark.django_db


def _groups(person: User) -> set[str]:
    return set(person.groups.values_list("name", flat=True))


@pytest.mark.parametrize(
    ("role", "staff", "groups"),
    [
        pytest.param(Role.LEARNER, False, set(), id="learner"),
        pytest.param(Role.TRAINER, True, {"Trainers"}, id="trainer"),
        pytest.param(Role.MENTOR, False, set(), id="mentor"),
        pytest.param(Role.COORDINATOR, False, set(), id="coordinator"),
        pytest.param(Role.ADMINISTRATOR, True, {"Administrators"}, id="administrator"),
    ],
)
def test_a_role_opens_the_desk_and_its_end_closes_it(role: Role, staff: bool, groups: set[str]) -> None:
    today = timezone.localdate()
    person = UserFactory()

    membership = services.add_membership(
        user=person, role=role, organisation=OrganisationFactory(), since=today, today=today
    )
    person.refresh_from_db()
    assert (person.is_staff, _groups(person)) == (staff, groups)

    services.end_membership(membership=membership, until=today, today=today)
    person.refresh_from_db()
    assert (person.is_staff, _groups(person)) == (False, set())


def test_the_desk_stays_open_while_another_membership_opens_it() -> None:
    today = timezone.localdate()
    trainer = TrainerFactory()
    MembershipFactory(user=trainer, role=Role.TRAINER)

    services.end_membership(membership=Membership.objects.first(), until=today, today=today)

    trainer.refresh_from_db()
    assert (trainer.is_staff, _groups(trainer)) == (True, {"Trainers"})


def test_a_superuser_stays_staff_without_any_role() -> None:
    superuser = SuperuserFactory()

    assert access.refresh(user=superuser, today=timezone.localdate()) is False
    assert superuser.is_staff


def test_other_groups_are_left_alone() -> None:
    person = UserFactory()
    person.groups.add(Group.objects.create(name="Translators"))

    access.refresh(user=person, today=timezone.localdate())

    assert _groups(person) == {"Translators"}


@pytest.mark.parametrize(
    ("factory", "may_delete"),
    [
        pytest.param(TrainerFactory, False, id="trainer"),
        pytest.param(AdministratorFactory, True, id="administrator"),
    ],
)
def test_editors_edit_and_publish_every_page_and_administrators_delete_whole_branches(
    factory: Any, may_delete: bool
) -> None:
    parent = Page.objects.get(depth=1).add_child(title="A", slug="a", live=True)
    parent.add_child(title="B", slug="b", live=True)
    tester = PagePermissionTester(factory(), parent)

    assert tester.can_edit()
    assert tester.can_publish()
    assert tester.can_delete() is may_delete


@pytest.mark.parametrize(
    ("factory", "opens"),
    [
        pytest.param(LearnerFactory, False, id="learner"),
        pytest.param(CoordinatorFactory, False, id="coordinator"),
        pytest.param(TrainerFactory, True, id="trainer"),
        pytest.param(AdministratorFactory, True, id="administrator"),
        pytest.param(SuperuserFactory, True, id="superuser"),
    ],
)
def test_the_desk_opens_to(factory: Any, opens: bool, client: Client) -> None:
    client.force_login(factory())

    assert (client.get("/admin/").status_code == 200) is opens
    assert ('<a href="/admin/">Editing</a>' in client.get("/accounts/password/change/").content.decode()) is opens


@pytest.mark.parametrize("path", ["/admin/users/", "/admin/users/add/", "/admin/groups/"])
@pytest.mark.parametrize("factory", [TrainerFactory, AdministratorFactory])
def test_only_a_superuser_works_on_accounts_in_wagtail(path: str, factory: Any, client: Client) -> None:
    client.force_login(factory())

    assert client.get(path).status_code in (302, 403, 404)


def test_a_membership_that_ends_by_the_calendar_closes_the_desk_that_morning(client: Client) -> None:
    trainer = UserFactory()
    today = timezone.localdate()
    MembershipFactory(user=trainer, role=Role.TRAINER, until=today + timedelta(days=1))
    client.force_login(trainer)
    assert client.get("/admin/").status_code == 200

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert client.get("/admin/").status_code == 302

    trainer.refresh_from_db()
    assert (trainer.is_staff, _groups(trainer)) == (False, set())


def test_a_membership_that_has_begun_meanwhile_opens_the_desk_at_the_next_sign_in(client: Client) -> None:
    trainer = UserFactory(username="dara")
    MembershipFactory(user=trainer, role=Role.TRAINER, to_come=True)
    assert not trainer.is_staff

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        client.post("/accounts/login/", {"login": "dara", "password": "correct-horse-battery"})
        assert read_notice(client).get("/admin/").status_code == 200


def test_asking_a_learner_for_a_permission_costs_no_query(django_assert_num_queries: Any) -> None:
    learner = LearnerFactory()

    with django_assert_num_queries(0):
        assert not learner.has_perm("wagtailadmin.access_admin")
