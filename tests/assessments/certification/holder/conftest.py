"""Requests come at the moment of the factories; somebody signed in."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories.certification import NOW
from training_site.people.models import User

SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    """Requests come at the moment of the factories."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def sign_in() -> SignIn:
    """A browser in which somebody is signed in."""

    def signed_in(person: User) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return signed_in
