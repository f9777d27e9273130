"""What is searched in tests is searched as it will be, and only while it is asked for."""

import pytest
from django.db import connection
from wagtail.models import Page

from tests.factories.curriculum import LessonPageFactory
from tests.factories.searching import searchable

pytestmark = pytest.mark.django_db


def tables() -> list[tuple[str, str]]:
    """Every table, index and trigger of SQLite as it was made; elsewhere the names of the tables."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            return [(name, "") for name in connection.introspection.table_names(cursor)]
        cursor.execute("SELECT name, COALESCE(sql, '') FROM sqlite_master ORDER BY name")
        return [(name, sql) for name, sql in cursor.fetchall()]


def test_a_page_is_found() -> None:
    with searchable():
        lesson = LessonPageFactory(title="Peppermint")

        assert [page.pk for page in Page.objects.search("peppermint")] == [lesson.pk]


def test_what_fails_meanwhile_leaves_the_tables_as_they_were() -> None:
    before = tables()

    with pytest.raises(ZeroDivisionError), searchable():
        raise ZeroDivisionError

    assert tables() == before
