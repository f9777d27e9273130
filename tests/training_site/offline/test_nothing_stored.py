"""Opening the contacts leaves no trace on this site: no row, no cookie, no line in a log."""

import logging
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.people import (
    PASSWORD,
    AdministratorFactory,
    CoordinatorFactory,
    LearnerFactory,
    OrganisationFactory,
    SuperuserFactory,
    read_notice,
)

pytestmark = pytest.mark.django_db

PAGE = "/child-in-danger/"
READERS = [
    pytest.param(None, id="visitor"),
    pytest.param(LearnerFactory, id="learner"),
    pytest.param(CoordinatorFactory, id="coordinator"),
    pytest.param(AdministratorFactory, id="administrator"),
    pytest.param(SuperuserFactory, id="superuser"),
]


@pytest.fixture(params=READERS)
def reader(request: pytest.FixtureRequest) -> Client:
    """A browser of somebody who signed in by the door, and has cookies and a session as people have."""
    client = Client()
    if request.param:
        places = (
            {}
            if request.param is SuperuserFactory
            else {"in_organisation": OrganisationFactory(danger_contacts="Duty, 1")}
        )
        person = request.param(**places)
        client.get("/accounts/login/")
        client.post("/accounts/login/", {"login": person.username, "password": PASSWORD})
        client.get("/accounts/password/change/")
    return client


def _everything() -> dict[str, list[Any]]:
    """Every row of every table."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = {}
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows[table] = sorted(map(repr, cursor.fetchall()))
    return rows


def test_no_row_of_any_table_changes(reader: Client) -> None:
    before = _everything()

    with CaptureQueriesContext(
        connection,
    ) as asked:
        reader.get(PAGE)

    assert _everything() == before
    assert len(before) > 20
    assert not [query["sql"] for query in asked if not query["sql"].startswith("SELECT")]


def test_no_cookie_is_set(reader: Client) -> None:
    assert not reader.get(PAGE).cookies


def test_no_line_is_logged(reader: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    reader.get(PAGE)

    assert caplog.records == []


def test_the_page_does_not_say_who_opened_it(reader: Client) -> None:
    response = reader.get(PAGE)

    user = response.wsgi_request.user
    assert "Signed in as" not in response.content.decode()
    assert not user.is_authenticated or user.username not in response.content.decode()


def test_only_this_person_s_browser_keeps_the_page(reader: Client) -> None:
    response = reader.get(PAGE)

    assert {part.strip() for part in response["Cache-Control"].split(",")} == {"private", "no-cache"}
    assert "Cookie" in response["Vary"]


def test_a_message_that_waits_for_somebody_is_not_used_up_here(client: Client) -> None:
    person = LearnerFactory()
    client.post("/accounts/login/", {"login": person.username, "password": PASSWORD})

    assert "Successfully signed in" not in client.get(PAGE).content.decode()
    assert "Successfully signed in" in read_notice(client).get("/accounts/password/change/").content.decode()
