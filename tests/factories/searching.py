"""Searching as on a real database."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from django.db import connection
from django.db.migrations.operations import RunSQL
from wagtail.search.models import IndexEntry

TABLE = f"{IndexEntry._meta.db_table}_fts"


@contextmanager
def searchable() -> Iterator[None]:
    """Until the end of the block, what is indexed is found.

    On SQLite the index is a virtual table that a migration of Wagtail's makes, and tests run without migrations. Enter it before a
    transaction rather than within: where a transaction has changed a table, SQLite reads all tables anew after every rollback to a
    savepoint, which takes longer than a request.
    """
    if connection.vendor != "sqlite":
        yield
        return
    made = _made_by_the_migration()
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL", [TABLE])
        plain = [sql for (sql,) in cursor.fetchall()]
        for statement in (f"DROP TABLE IF EXISTS {TABLE}", *(str(one.sql) for one in made)):
            cursor.execute(statement)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for statement in (*(str(one.reverse_sql) for one in reversed(made)), *plain):
                cursor.execute(statement)


def _made_by_the_migration() -> list[RunSQL]:
    migration = import_module("wagtail.search.migrations.0006_customise_indexentry").Migration
    return [
        statement for operation in migration.operations for statement in getattr(operation, "database_operations", ())
    ]
