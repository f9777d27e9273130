"""How pages tell for whom the contacts are kept."""

import re
from datetime import date

import pytest
import time_machine
from django.test import Client

from tests.factories.people import UserFactory
from training_site.people.models import User

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


def _reader(person: User | None, path: str, day: date) -> str:
    client = Client()
    with time_machine.travel(day, tick=False):
        if person:
            client.force_login(person)
        page = client.get(path).content.decode()
    return re.search(r'data-reader="([0-9a-f]*)"', page).group(1)


def test_a_reader_is_called_the_same_on_every_page_of_a_day() -> None:
    person = UserFactory()

    assert _reader(person, "/child-in-danger/", MONDAY) == _reader(person, "/accounts/password/change/", MONDAY) != ""


def test_the_contacts_are_fetched_anew_when_the_day_or_the_reader_changes() -> None:
    one, other = UserFactory(), UserFactory()

    readers = [
        _reader(person, "/child-in-danger/", day)
        for person, day in ((one, MONDAY), (one, TUESDAY), (other, MONDAY), (None, MONDAY))
    ]

    assert len(set(readers)) == 4


def test_a_page_for_nobody_names_no_reader() -> None:
    assert _reader(None, "/offline/", MONDAY) == ""
