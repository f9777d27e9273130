"""Rows as they stand after a history, and writing many of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.db.models import Model

from assessments.machines import fold
from assessments.models.ledgers import Ledgered

HOUR = timedelta(hours=1)


def number(rng: Random) -> UUID:
    """A key that follows from the seed."""
    return UUID(int=rng.getrandbits(128), version=4)


def lived(row: Ledgered, events: Sequence[str], *, at: datetime, every: timedelta = HOUR) -> Iterator[Model]:
    """A row to which these things happened, one after the other, and its ledger."""
    row.state, row.events, row.created_at = fold(row.machine, events), len(events), at
    yield row
    for place, kind in enumerate(events, start=1):
        yield row.ledger(subject=row.pk, machine=row.machine.name, number=place, kind=kind, at=at + every * (place - 1))


def write(rows: Iterable[Model]) -> int:
    """Insert rows of any tables, in the order in which the tables first come; how many."""
    tables: dict[type[Model], list[Model]] = defaultdict(list)
    for row in rows:
        tables[type(row)].append(row)
    for model, found in tables.items():
        model._default_manager.bulk_create(found, batch_size=1000)
    return sum(map(len, tables.values()))
