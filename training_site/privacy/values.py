"""The rows of a person as plain values, for a file that they can read and a program can too."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Field, Model

from training_site.people.models import User
from training_site.privacy.holdings import Holding, Table
from training_site.sealing.fields import sealed_fields

AT_ONCE = 500
Row = dict[str, Any]


def of_holding(holding: Holding, person: User, earlier: Sequence[User] = ()) -> Iterator[tuple[str, list[Row] | int]]:
    """The tables of a holding with their rows; a number of rows where the person only acted about others.

    Of earlier accounts too it is a number: somebody else said whose they are, and their words open to whoever wrote them.
    """
    for table in holding.tables:
        rows = table.of(person)
        name = f"{table.model} ({table.person})"
        yield name, rows.count() if table.acts else [_row(table, row, person) for row in rows.iterator(AT_ONCE)]
        if before := sum(table.of(account).count() for account in earlier):
            yield f"{name}, in an account merged into yours", before


def _row(table: Table, row: Model, person: User) -> Row:
    sealed = {field.attname for field in sealed_fields(type(row))}
    plain = {
        field.name: _value(field, row, person)
        for field in row._meta.concrete_fields
        if field.attname not in sealed and field.name not in table.hidden and not _names_another(field, row, person)
    }
    return plain | {name: getattr(row, name).opened() for name in table.texts}


def _names_another(field: Field[Any, Any], row: Model, person: User) -> bool:
    """Whether a column names somebody else: who that was is about them."""
    return field.related_model is User and getattr(row, field.attname) not in (None, person.pk)


def _value(field: Field[Any, Any], row: Model, person: User) -> Any:
    value = getattr(row, field.attname)
    if field.related_model is User and value == person.pk:
        return "you"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int | float | str | list | dict) else _text(value)


def _text(value: Any) -> str:
    return str(value) if isinstance(value, UUID) else f"{value}"
