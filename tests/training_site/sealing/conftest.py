"""A database that threads and dumps can see."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from tests.assessments.racing import ground


@pytest.fixture
def copy_of_the_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[Path]:
    """Until the test ends, threads work in a copy; on SQLite it lies in the folder that this gives."""
    with django_db_blocker.unblock(), ground(tmp_path):
        yield tmp_path
