"""Many acts at once make one chain, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.assessments.racing import apart, at_once, ground
from tests.factories.audit import NOW
from training_site.audit.models import Link
from training_site.audit.services import checking
from training_site.audit.services.recording import record

AT_ONCE, EACH = 12, 3


@pytest.fixture(autouse=True)
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    """Instead of a transaction that is rolled back, which no other thread would see: a copy that is thrown away."""
    with django_db_blocker.unblock(), ground(tmp_path):
        yield


def test_acts_at_the_same_moment_make_one_chain_without_a_gap() -> None:
    def act() -> None:
        with transaction.atomic():
            for _one in range(EACH):
                record(act="people.account_closed", actor=None, now=NOW)

    at_once(act, times=AT_ONCE)

    found = apart(checking.check)
    assert (found.links, found.waiting, found.broken) == (AT_ONCE * EACH, 0, "")
    assert apart(lambda: list(Link.objects.values_list("number", flat=True))) == list(range(1, AT_ONCE * EACH + 1))
