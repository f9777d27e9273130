"""Looking for somebody's words in everything a site keeps: every column of every table, what is sealed and what is packed, opened; every
file, and its name; the cache.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection

from training_site.sealing.fields import sealed_fields


def columns_with(words: Iterable[str]) -> list[str]:
    """Where one of the words stands, as `table.column: word`; letters count in any case."""
    wanted = [word.casefold() for word in words if word]
    return sorted({f"{place}: {word}" for place, text in _texts() for word in wanted if word in text.casefold()})


def files_with(words: Iterable[str], folder: Path) -> list[str]:
    """In which files below a folder one of the words stands, or in their names, as `name: word`."""
    wanted = [word.casefold() for word in words if word]
    files = {str(file.relative_to(folder)): file for file in folder.rglob("*") if file.is_file()}
    texts = {name: f"{name}\n{file.read_bytes().decode(errors='ignore')}".casefold() for name, file in files.items()}
    return sorted(f"{name}: {word}" for name, text in texts.items() for word in wanted if word in text)


def cached_with(words: Iterable[str]) -> list[str]:
    """Which of the words stand in the cache of this process."""
    kept = vars(cache._connections[cache._alias])["_cache"]  # type: ignore[attr-defined]
    text = " ".join(f"{key} {value.decode(errors='ignore')}" for key, value in kept.items()).casefold()
    return [word for word in words if word.casefold() in text]


def _texts() -> Iterator[tuple[str, str]]:
    yield from _plain()
    for session in Session.objects.all():
        yield "django_session.session_data (opened)", str(session.get_decoded())
    for model in apps.get_models():
        for row in model._default_manager.all() if sealed_fields(model) else ():
            for field in sealed_fields(model):
                yield f"{model._meta.db_table}.{field.name} (opened)", str(getattr(row, field.name).opened())


def _plain() -> Iterator[tuple[str, str]]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                yield from ((f"{table}.{name}", _text(value)) for name, value in zip(names, row, strict=True) if value)


def _text(value: object) -> str:
    return bytes(value).decode(errors="ignore") if isinstance(value, bytes | memoryview) else str(value)
