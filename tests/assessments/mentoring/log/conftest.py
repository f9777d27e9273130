"""A pair, and somebody signed in."""

from collections.abc import Callable

import pytest
from django.test import Client

from assessments.mentoring.models import Relationship
from tests.factories.mentoring import pair
from training_site.people.models import User

SignIn = Callable[[User], Client]


@pytest.fixture
def two(db: None) -> Relationship:
    """An active pair."""
    return pair()


@pytest.fixture
def sign_in() -> SignIn:
    """A browser in which somebody is signed in."""

    def signed_in(person: User) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return signed_in
