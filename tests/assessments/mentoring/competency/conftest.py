"""A framework, a pair, and somebody signed in."""

from collections.abc import Callable

import pytest
from django.test import Client

from assessments.mentoring.models import Relationship
from tests.factories.mentoring import NOW, organisation, pair
from tests.factories.mentoring_competency import framework
from training_site.people.models import User

SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests come at the moment of the factories."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def two(db: None) -> Relationship:
    """An active pair in a programme with a framework."""
    framework()
    return pair(place=organisation())


@pytest.fixture
def sign_in() -> SignIn:
    """A browser in which somebody is signed in."""

    def signed_in(person: User) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return signed_in
