"""How large the tables and the files are."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.template.defaultfilters import filesizeformat
from django.utils.formats import number_format
from django.utils.translation import gettext as _

TABLES_SHOWN = 15
MOST_FILES = 200_000
"""Behind this many files the sum is said to be incomplete."""


@dataclass(frozen=True, kw_only=True)
class Size:
    """Something, and how large it is."""

    name: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Storage:
    """What takes room."""

    database: str
    tables: tuple[Size, ...]
    files: tuple[Size, ...]


def storage() -> Storage:
    """The database, its largest tables, and the folders of files."""
    total, tables = _postgresql() if connection.vendor == "postgresql" else _sqlite()
    folders = {_("Uploaded files"): settings.MEDIA_ROOT, _("Everything the site keeps"): settings.VAR_DIR}
    return Storage(
        database=filesizeformat(total),
        tables=tuple(tables[:TABLES_SHOWN]),
        files=tuple(Size(name=name, text=_folder(Path(folder))) for name, folder in folders.items()),
    )


def _postgresql() -> tuple[int, list[Size]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        total = cursor.fetchone()[0]
        cursor.execute(
            "SELECT relname, pg_total_relation_size(oid) FROM pg_class"
            " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 2 DESC LIMIT %s",
            [TABLES_SHOWN],
        )
        return total, [Size(name=name, text=filesizeformat(size)) for name, size in cursor.fetchall()]


def _sqlite() -> tuple[int, list[Size]]:
    """SQLite tells the size of the whole; of a table, how many rows it has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        total = cursor.fetchone()[0]
    present = set(connection.introspection.table_names())
    counts = [
        (model._meta.db_table, model._base_manager.count())
        for model in apps.get_models()
        if model._meta.db_table in present and not model._meta.proxy
    ]
    counts.sort(key=lambda row: (-row[1], row[0]))
    said = _("%(n)s rows")
    return total, [Size(name=name, text=said % {"n": number_format(rows)}) for name, rows in counts]


def _folder(folder: Path) -> str:
    files = size = 0
    for entry in _files(folder):
        files += 1
        size += entry.stat(follow_symlinks=False).st_size
        if files > MOST_FILES:
            return _("more than %(size)s") % {"size": filesizeformat(size)}
    return _("%(size)s in %(files)s files") % {"size": filesizeformat(size), "files": number_format(files)}


def _files(folder: Path) -> Iterator["os.DirEntry[str]"]:
    """The files below a folder; a link is one, and leads nowhere."""
    waiting = [str(folder)] if folder.is_dir() else []
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    yield entry
