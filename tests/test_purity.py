"""A test that is left out on the second database can have met none on the first."""

from types import SimpleNamespace
from typing import Any

import pytest
from django import test
from django.db import connection

from tests.purity import DOORS, is_pure
from training_site.people.models import User


class Reads(test.SimpleTestCase):
    """Says itself that it reads."""

    databases = {"default"}


def item(*fixtures: str, marks: tuple[str, ...] = (), family: type | None = None) -> Any:
    """What pytest has collected."""
    return SimpleNamespace(
        fixturenames=fixtures, cls=family, get_closest_marker=lambda name: name if name in marks else None
    )


def test_a_test_that_asks_for_no_database_is_pure_and_reaches_none(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("pure")

    with pytest.raises(RuntimeError, match="Database access not allowed"):
        User.objects.exists()
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        connection.ensure_connection()


def test_a_pure_test_is_refused_a_database_that_it_asks_for_while_it_runs(request: pytest.FixtureRequest) -> None:
    with pytest.raises(pytest.fail.Exception, match="name the database among the fixtures"):
        request.getfixturevalue("db")


@pytest.mark.django_db
def test_a_test_that_is_marked_for_the_database_is_not_pure(request: pytest.FixtureRequest) -> None:
    assert not request.node.get_closest_marker("pure")


def test_a_test_that_asks_for_the_database_is_not_pure(db: None, request: pytest.FixtureRequest) -> None:
    assert not request.node.get_closest_marker("pure")


def test_neither_is_one_whose_fixture_asks_for_it(admin_user: User, request: pytest.FixtureRequest) -> None:
    assert not request.node.get_closest_marker("pure")


@pytest.mark.parametrize("fixture", sorted(DOORS))
def test_a_test_behind_a_door_is_not_pure(fixture: str) -> None:
    assert not is_pure(item("tmp_path", fixture))


@pytest.mark.parametrize(
    ("family", "pure"),
    [
        (None, True),
        (test.SimpleTestCase, True),
        (Reads, False),
        (test.TestCase, False),
        (test.TransactionTestCase, False),
    ],
    ids=["a function", "simple", "simple, with a database", "in a transaction", "with real transactions"],
)
def test_a_test_case_of_django_is_pure_when_it_names_no_database(family: type | None, pure: bool) -> None:
    assert is_pure(item("tmp_path", family=family)) == pure


def test_what_pytest_cannot_tell_the_fixtures_of_is_not_pure() -> None:
    assert not is_pure(SimpleNamespace(get_closest_marker=lambda name: None))  # type: ignore[arg-type]
