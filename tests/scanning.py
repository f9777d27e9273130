"""Looking for somebody's words in everything a database keeps: every column of every table, and what is sealed, opened."""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import connection

from training_site.sealing.fields import sealed_fields


def columns_with(words: Iterable[str]) -> list[str]:
    """Where one of the words stands, as `table.column: word`; letters count in any case."""
    wanted = [word.casefold() for word in words if word]
    return sorted({f"{place}: {word}" for place, text in _texts() for word in wanted if word in text.casefold()})


def _texts() -> Iterator[tuple[str, str]]:
    yield from _plain()
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
