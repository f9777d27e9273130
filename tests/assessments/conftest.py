"""A small published programme, and people in it."""

import pytest
from django.test import Client

from tests.factories.evidence import Planted, plant_programme
from tests.factories.people import LearnerFactory
from training_site.people.models import User


@pytest.fixture
def planted(db: None) -> Planted:
    return plant_programme()


@pytest.fixture
def learner(db: None) -> User:
    return LearnerFactory()


@pytest.fixture
def signed_in(client: Client, learner: User) -> Client:
    client.force_login(learner)
    return client
