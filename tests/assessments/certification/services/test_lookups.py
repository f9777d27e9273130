"""Counting lookups: of many who ask at once none is lost."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from assessments.certification.models import Lookup
from assessments.certification.services import lookups
from tests.assessments.racing import apart, at_once, ground
from tests.factories.certification import NOW

WAVES, AT_ONCE = 5, 20


@pytest.fixture
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    """Instead of a transaction that is rolled back, which no other thread would see: a copy that is thrown away."""
    with django_db_blocker.unblock(), ground(tmp_path):
        yield


@pytest.mark.usefixtures("db")
def test_everybody_who_asks_at_once_is_counted() -> None:
    for _wave in range(WAVES):
        at_once(lambda: lookups.look_up(text="nonsense", now=NOW), times=AT_ONCE)

    counted = apart(lambda: list(Lookup.objects.values_list("day", "answer", "times")))

    assert counted == [(date(2026, 10, 5), "not_found", WAVES * AT_ONCE)]
