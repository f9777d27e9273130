"""What takes hundreds of steps to make is made once in a process; after that its rows are put back as they were.

`@remembered` stands above a factory that takes nothing. Its rows are only put back where they would have
been made: in the same `Place`, into tables that hold as much as they held then. Elsewhere it is made again.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.core.cache import cache
from django.db import connection, transaction
from django.test import override_settings
from wagtail.models import Page, Site

T = TypeVar("T")
Rows = list[tuple[Any, ...]]
SEARCH = "modelsearch_"
"""Tables of the search index begin so. No test searches for what is remembered, and the index keeps tables of its own below them."""
NOT_INDEXED = {"default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": False}}


@dataclass(frozen=True, kw_only=True)
class Added:
    """What making it added to one table."""

    table: str
    held: int
    """How many rows there were before."""
    columns: tuple[str, ...]
    rows: Rows


@dataclass(frozen=True, kw_only=True)
class Place:
    """What decides how it is made: which database, the root page in it, and whether there is a site already."""

    database: str
    root: int
    sites: int


@dataclass(frozen=True, kw_only=True)
class Memory:
    """What was made."""

    made: Any
    added: tuple[Added, ...]

    def fits(self) -> bool:
        """Whether every table holds as much as before it was made."""
        return all(_count(each.table) == each.held for each in self.added)

    def put_back(self) -> None:
        """Insert the rows, all or none, so that they may name one another in any order; count the child of the root."""
        with transaction.atomic(), connection.cursor() as cursor:
            for each in self.added:
                names, gaps = ", ".join(map(_quoted, each.columns)), ", ".join(["%s"] * len(each.columns))
                cursor.executemany(f"INSERT INTO {_quoted(each.table)} ({names}) VALUES ({gaps})", each.rows)
        Page.objects.filter(depth=1).update(numchild=1)
        cache.clear()


def remembered(make: Callable[[], T]) -> Callable[[], T]:
    """A factory that makes it once, and remembers it for this process."""
    memories: dict[Place, Memory] = {}

    @wraps(make)
    def again() -> T:
        place = _place()
        memory = memories.get(place)
        if memory and memory.fits():
            memory.put_back()
            return deepcopy(memory.made)
        before = _everything()
        with override_settings(WAGTAILSEARCH_BACKENDS=NOT_INDEXED):
            made = make()
        memories[place] = Memory(made=deepcopy(made), added=_added(before))
        return made

    return again


def _place() -> Place:
    name, root = connection.settings_dict["NAME"], Page.objects.values_list("pk", flat=True).get(depth=1)
    return Place(database=str(name), root=root, sites=Site.objects.count())


def _added(before: dict[str, Rows]) -> tuple[Added, ...]:
    """Rows that were not there before: in the order of the tables' needs, which the database asks for at the end at the latest."""
    found = []
    for table, rows in _everything().items():
        known = {row[0] for row in before[table]}
        if new := [row for row in rows if row[0] not in known]:
            found.append(Added(table=table, held=len(known), columns=_columns(table), rows=new))
    return tuple(found)


def _everything() -> dict[str, Rows]:
    return {table: _rows(table) for table in connection.introspection.table_names() if not table.startswith(SEARCH)}


def _rows(table: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {_quoted(table)}")
        return list(cursor.fetchall())


def _columns(table: str) -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {_quoted(table)} LIMIT 0")
        return tuple(column[0] for column in cursor.description)


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {_quoted(table)}")
        return int(cursor.fetchone()[0])


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
