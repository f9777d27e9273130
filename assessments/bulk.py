"""Many rows of one table, as fast as the database takes them: COPY on PostgreSQL, one prepared statement on SQLite."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.core.management.color import no_style
from django.db import connection, models

AT_ONCE, MOMENTS = 5_000, 10_000
Values = Sequence[Any]


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Values]) -> int:
    """Insert the rows, their values in the order of the columns (names of fields); how many.

    Making a row asks the database nothing: while PostgreSQL takes a COPY, it answers nobody on this connection.
    """
    known = {field.name: field for field in model._meta.concrete_fields}
    fields = [known[name] for name in columns]
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    if connection.vendor == "postgresql":
        return _copy(f"COPY {table} ({names}) FROM STDIN", rows)
    marks = ", ".join(["%s"] * len(fields))
    return _execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", _prepared(rows))  # noqa: S608 — names of our own tables


def restart(*tables: type[models.Model]) -> None:
    """Let the numbers that the database gives by itself go on after those that were given here."""
    statements = connection.ops.sequence_reset_sql(no_style(), tables)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _copy(statement: str, rows: Iterable[Values]) -> int:
    number = 0
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
            number += 1
    return number


def _prepared(rows: Iterable[Values]) -> Iterator[list[Any]]:
    """The values as SQLite keeps them, by what they are: asking each field for each value takes longer than storing it."""
    written: dict[type, Callable[[Any], Any]] = {
        UUID: attrgetter("hex"),
        # The same moments come again and again.
        datetime: lru_cache(MOMENTS)(connection.ops.adapt_datetimefield_value),
        date: connection.ops.adapt_datefield_value,
    }
    for row in rows:
        yield [written[type(value)](value) if type(value) in written else value for value in row]


def _execute(statement: str, rows: Iterator[list[Any]]) -> int:
    number = 0
    with connection.cursor() as cursor:
        while batch := list(islice(rows, AT_ONCE)):
            cursor.executemany(statement, batch)
            number += len(batch)
    return number
