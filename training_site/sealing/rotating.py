"""Rotating keys: every seal of every table, made anew with the key that its organisation uses now.

A seal is replaced only where it is still the one that was read (compare and set), so that a text that somebody saves meanwhile
is never overwritten; saving seals with the current key anyway. Running it again goes on where it stopped: what is current is left.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from training_site.sealing import sealing
from training_site.sealing.fields import SealedField, sealed_fields
from training_site.sealing.sealing import BrokenSeal, UnknownKey

ROWS_AT_ONCE = 200


@dataclass
class Tally:
    """What was found in one column, in numbers of seals."""

    table: str
    column: str
    current: int = 0
    older: int = 0
    """Sealed with a key that is no longer the organisation's first."""
    broken: int = 0
    """Do not open, though their key is there."""
    missing: dict[str, int] = field(default_factory=dict)
    """Label of a key that TEXT_KEYS does not have -> seals that need it."""
    resealed: int = 0
    meanwhile: int = 0
    """Saved or deleted by somebody while they were being sealed anew; whoever saved them sealed them."""
    refused: int = 0
    """Older ones that the table did not let go: a trigger guards the column."""

    @property
    def closed(self) -> int:
        """Seals that nobody can open."""
        return self.broken + sum(self.missing.values())

    @property
    def is_done(self) -> bool:
        """Whether everything opens and nothing is left under an older key."""
        return not self.closed and not self.refused and self.older == self.resealed + self.meanwhile


def columns() -> list[SealedField[Any, Any]]:
    """Every sealed column of every table of this site, in the order of the apps."""
    return [column for model in apps.get_models(include_auto_created=True) for column in sealed_fields(model)]


def examine(column: SealedField[Any, Any]) -> Tally:
    """Open every seal of a column and change none."""
    tally = _tally(column)
    for batch in _batches(column):
        for row in batch:
            _older(column, row, tally)
    return tally


def reseal(column: SealedField[Any, Any]) -> Tally:
    """Make every older seal of a column anew, a batch of rows in each transaction."""
    tally = _tally(column)
    for batch in _batches(column):
        with transaction.atomic():
            for row in batch:
                if _older(column, row, tally):
                    _replace(column, row, tally)
    return tally


def _tally(column: SealedField[Any, Any]) -> Tally:
    return Tally(table=column.model._meta.db_table, column=str(column.column))


def _batches(column: SealedField[Any, Any]) -> Iterator[list[models.Model]]:
    """The rows that hold something, by primary key, so that no row comes twice and none is left out."""
    rows = column.model._base_manager.exclude(**{column.name: None}).order_by("pk")
    last = None
    while batch := list((rows if last is None else rows.filter(pk__gt=last))[:ROWS_AT_ONCE]):
        yield batch
        last = batch[-1].pk


def _older(column: SealedField[Any, Any], row: models.Model, tally: Tally) -> bool:
    """Whether this seal opens and was made with an older key; counted either way."""
    held = getattr(row, column.attname)
    place = column.place(row)
    try:
        sealing.open_sealed(held, **place)
    except UnknownKey as error:
        tally.missing[error.name] = tally.missing.get(error.name, 0) + 1
        return False
    except BrokenSeal:
        tally.broken += 1
        return False
    older = not sealing.is_current(held, organisation_id=place["organisation_id"])
    tally.older += older
    tally.current += not older
    return older


def _replace(column: SealedField[Any, Any], row: models.Model, tally: Tally) -> None:
    """Put a new seal where the old one still is."""
    held, place = getattr(row, column.attname), column.place(row)
    new = sealing.seal(sealing.open_sealed(held, **place), **place)
    same = column.model._base_manager.filter(**{"pk": row.pk, column.name: held})
    try:
        with transaction.atomic():
            replaced = same.update(**{column.name: new})
    except IntegrityError:
        tally.refused += 1
    else:
        tally.resealed += replaced
        tally.meanwhile += 1 - replaced
