"""Wagtail's list of accounts, for superusers."""

from typing import Any

import pytest
from django.test import Client

from tests.factories.people import LearnerFactory, SuperuserFactory, UserFactory
from training_site.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def superuser(client: Client) -> User:
    person: User = SuperuserFactory()
    client.force_login(person)
    return person


@pytest.mark.parametrize(
    ("path", "given"),
    [
        pytest.param("/admin/users/new/", {"password1": "quiet-river-1962", "password2": "quiet-river-1962"}, id="new"),
        pytest.param("/admin/users/edit/{}/", {"is_active": "on"}, id="there already"),
    ],
)
def test_a_person_needs_neither_an_address_nor_two_names(
    path: str, given: dict[str, str], client: Client, superuser: User
) -> None:
    person = UserFactory(username="before")

    response = client.post(path.format(person.pk), {"username": "dara", **given})

    assert response.status_code == 302, response.context["form"].errors
    assert User.objects.get(username="dara").email == ""


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda client, pk: client.get(f"/admin/users/delete/{pk}/"), id="asked"),
        pytest.param(lambda client, pk: client.post(f"/admin/users/delete/{pk}/"), id="confirmed"),
        pytest.param(lambda client, pk: client.post(f"/admin/bulk/people/user/delete/?id={pk}"), id="with others"),
    ],
)
def test_nobody_is_deleted(ask: Any, client: Client, superuser: User) -> None:
    learner = LearnerFactory()

    response = ask(client, learner.pk)

    assert (response.status_code, response["Location"]) == (302, "/admin/users/")
    assert User.objects.filter(pk=learner.pk).exists()


def test_several_people_are_made_inactive_at_once(client: Client, superuser: User) -> None:
    learner = LearnerFactory()

    client.post(f"/admin/bulk/people/user/set_active_state/?id={learner.pk}", {"mark_as_active": "False"})

    assert not User.objects.get(pk=learner.pk).is_active


def test_a_superuser_opens_the_tree_of_pages(client: Client, superuser: User) -> None:
    assert client.get("/admin/pages/").status_code == 200
