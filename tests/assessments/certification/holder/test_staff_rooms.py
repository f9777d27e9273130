"""Whoever answers for certificates finds their rooms from the home of certificates; nobody else is shown any."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.people import (
    CoordinatorFactory,
    LearnerFactory,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
)
from training_site.people.models import User
from training_site.people.roles import Role

pytestmark = pytest.mark.django_db


def home(client: Client, person: User) -> str:
    client.force_login(person)
    return client.get(reverse("certification:home")).content.decode()


def test_a_coordinator_decides_and_composes_nothing(client: Client) -> None:
    said = home(client, CoordinatorFactory())

    assert reverse("certification:decisions") in said
    assert reverse("certification:measures") in said
    assert reverse("certification:compose") not in said


def test_a_programme_lead_finds_every_room_and_each_opens(client: Client) -> None:
    person = UserFactory()
    MembershipFactory(user=person, role=Role.LEAD, organisation=OrganisationFactory())
    said = home(client, person)

    for name in ("decisions", "answers", "rounds", "measures", "import", "compose"):
        assert reverse(f"certification:{name}") in said
        assert client.get(reverse(f"certification:{name}")).status_code == 200


def test_a_learner_sees_no_rooms_of_others(client: Client) -> None:
    assert reverse("certification:decisions") not in home(client, LearnerFactory())
