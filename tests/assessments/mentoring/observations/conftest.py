"""A pair, a framework to choose indicators from, and people signed in."""

from collections.abc import Callable

import pytest
from django.test import Client

from assessments.mentoring.framework.forms.reader import forms
from assessments.mentoring.models import Relationship
from modules.models import Competency
from tests.factories.mentoring import PROGRAMME, pair
from training_site.people.models import User

SignIn = Callable[[User], Client]


@pytest.fixture
def two(db: None) -> Relationship:
    """An active pair."""
    return pair()


@pytest.fixture
def framework(db: None) -> None:
    """Every indicator that a form looks at."""
    codes = sorted({code for one in forms().values() for code in one.indicators})
    Competency.objects.bulk_create(
        Competency(
            programme=PROGRAMME, language="en", domain="D", indicator=code, text=f"Does {code}.", position=number
        )
        for number, code in enumerate(codes)
    )


@pytest.fixture
def sign_in() -> SignIn:
    """A browser in which somebody is signed in."""

    def signed_in(person: User) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return signed_in
