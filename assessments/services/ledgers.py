"""Writing a ledger: every change of a state goes through `append`, which adds the event and moves the row in one transaction."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F

from assessments.machines import NEW, NotNow
from assessments.models.ledgers import Ledgered
from training_site.people.models import User

__all__ = ["NotNow", "append", "append_to_each", "begin", "lock"]

Row = TypeVar("Row", bound=Ledgered)


@transaction.atomic
def begin(row: Row, *, event: str, by: User | None, now: datetime, reason: str = "") -> Row:
    """Store a new row with its first event. Raises NotNow where the event begins nothing."""
    row.state = row.machine.after(NEW, event)
    row.events = 1
    row.created_at = now
    row.save(force_insert=True)
    _write(row, event=event, by=by, now=now, reason=reason)
    return row


@transaction.atomic
def append(row: Row, *, event: str, by: User | None, now: datetime, reason: str = "", **changes: Any) -> Row:
    """Add an event to a stored row and save its new state together with `changes` of its fields.

    The row is locked and read afresh first, so that the state decided upon is the state that is. Raises NotNow where the event does
    not follow; nothing is changed then.
    """
    fresh = lock(row)
    fresh.state = fresh.machine.after(fresh.state, event)
    fresh.events += 1
    for name, value in changes.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=["state", "events", *changes])
    _write(fresh, event=event, by=by, now=now, reason=reason)
    return fresh


@transaction.atomic
def append_to_each(rows: Sequence[Row], *, event: str, by: User | None, now: datetime) -> None:
    """Add the same event to many rows of one model, which the caller has locked, and move them: as many queries as there are states.

    Raises NotNow where the event does not follow for any of them; nothing is changed then.
    """
    moved: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        moved[row.machine.after(row.state, event)].append(row)
    for state, some in moved.items():
        for row in some:
            row.state, row.events = state, row.events + 1
        keys = [row.pk for row in some]
        type(some[0])._default_manager.filter(pk__in=keys).update(state=state, events=F("events") + 1)
        some[0].ledger._default_manager.bulk_create(
            some[0].ledger(subject=row.pk, machine=row.machine.name, number=row.events, kind=event, by=by, at=now)
            for row in some
        )


def lock(row: Row) -> Row:
    """The row as it is now, held until the transaction ends."""
    fresh: Row = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    return fresh


def _write(row: Ledgered, *, event: str, by: User | None, now: datetime, reason: str) -> None:
    row.ledger._default_manager.create(
        subject=row.pk, machine=row.machine.name, number=row.events, kind=event, by=by, at=now, reason=reason
    )
