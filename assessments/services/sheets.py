"""New rows and everything that happens to them, kept in memory and written together: two statements for some hundreds of rows.

The verbs are those of `ledgers`, and so are the events; what differs is when they reach the database. Rows that are stored already have no
place on a sheet: those are locked and moved by `ledgers`. No row of a sheet is announced by `post_save`: whoever writes it says so.
"""

from collections import defaultdict
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction

from assessments.machines import NEW
from assessments.models.ledgers import Ledgered, LedgerEvent
from training_site.people.models import User

BATCH = 500
Row = TypeVar("Row", bound=Ledgered)


class Sheet:
    """What happens at one moment. Tables are written in the order in which their first rows came."""

    def __init__(self, *, now: datetime) -> None:
        self.now = now
        self.events: list[LedgerEvent] = []
        self._rows: dict[type[Ledgered], list[Ledgered]] = defaultdict(list)

    def begin(self, row: Row, *, event: str, by: User | None) -> Row:
        """A new row with its first event. Raises NotNow where the event begins nothing."""
        row.state, row.events, row.created_at = row.machine.after(NEW, event), 0, self.now
        self._rows[type(row)].append(row)
        self._note(row, event, by)
        return row

    def append(self, row: Row, *, event: str, by: User | None, **changes: Any) -> Row:
        """Another event of a row on this sheet, and `changes` of its fields. Raises NotNow; nothing is changed then."""
        row.state = row.machine.after(row.state, event)
        for name, value in changes.items():
            setattr(row, name, value)
        self._note(row, event, by)
        return row

    def rows_of(self, model: type[Row]) -> list[Row]:
        """Its rows of one table."""
        return [row for row in self._rows[model] if isinstance(row, model)]

    @transaction.atomic
    def write(self) -> None:
        """Store everything, or nothing."""
        for model, rows in self._rows.items():
            model._default_manager.bulk_create(rows, batch_size=BATCH)
        ledgers: dict[type[LedgerEvent], list[LedgerEvent]] = defaultdict(list)
        for event in self.events:
            ledgers[type(event)].append(event)
        for ledger, events in ledgers.items():
            ledger._default_manager.bulk_create(events, batch_size=BATCH)

    def _note(self, row: Ledgered, event: str, by: User | None) -> None:
        row.events += 1
        self.events.append(
            row.ledger(subject=row.pk, machine=row.machine.name, number=row.events, kind=event, by=by, at=self.now)
        )
