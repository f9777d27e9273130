"""Which tests no database can change: the run on the other database leaves them out (`.ci/run`).

Nobody writes the marker `pure`; it follows from what a test asks for. What asks for no database cannot reach one, because pytest-django
blocks it: tests/test_purity.py holds that this is so.
"""

import pytest
from django.test import SimpleTestCase, TransactionTestCase

DOORS = frozenset({"_django_db_helper", "django_db_setup", "live_server", "site"})
"""Fixtures behind which there is a database. `db`, `transactional_db` and their kind stand on the first; `site` is that of the journeys."""


def is_pure(item: pytest.Item) -> bool:
    """Whether neither the test nor any fixture it asks for leads to a database."""
    family = getattr(item, "cls", None) or object
    if item.get_closest_marker("django_db") or issubclass(family, TransactionTestCase):
        return False
    if issubclass(family, SimpleTestCase) and family.databases:
        return False
    return DOORS.isdisjoint(getattr(item, "fixturenames", DOORS))
