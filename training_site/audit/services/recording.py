"""Recording a privileged act, in the transaction of the act itself: it is done and recorded, or neither."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Model

from training_site.audit import acts
from training_site.audit.acts import Detail
from training_site.audit.models import AuditEvent
from training_site.audit.services import linking
from training_site.people.models import Organisation, User

__all__ = ["event_of", "record", "record_each"]

BATCH = 500


class LinkAfterwards:
    """Link what was recorded, once the transaction is over; asked for twice in a transaction, it is done once."""

    def __call__(self) -> None:
        """Link."""
        linking.link_waiting()

    @classmethod
    def ask(cls) -> None:
        """Wait for the end of the transaction. What was recorded stands, whatever becomes of this: a job links it then."""
        if not any(isinstance(entry[1], cls) for entry in connection.run_on_commit):
            transaction.on_commit(cls(), robust=True)


@transaction.atomic
def record(
    *,
    act: str,
    actor: User | None,
    now: datetime,
    row: Model | None = None,
    person: User | None = None,
    unit: Organisation | None = None,
    details: Mapping[str, Detail] | None = None,
) -> AuditEvent:
    """Write down who did what: to `row`, about `person`, in `unit`. Raises UnfitDetails where a detail could be somebody's words."""
    event = event_of(act=act, actor=actor, now=now, row=row, person=person, unit=unit, details=details)
    event.save(force_insert=True)
    LinkAfterwards.ask()
    return event


@transaction.atomic
def record_each(events: Sequence[AuditEvent]) -> None:
    """Write down many acts of one transaction, each an event of its own, in a number of statements that hardly grows with them."""
    AuditEvent.objects.bulk_create(events, batch_size=BATCH)
    LinkAfterwards.ask()


def event_of(
    *,
    act: str,
    actor: User | None,
    now: datetime,
    row: Model | None = None,
    person: User | None = None,
    unit: Organisation | None = None,
    details: Mapping[str, Detail] | None = None,
) -> AuditEvent:
    """What `record` writes down, not stored. Raises UnfitDetails."""
    return AuditEvent(
        act=act,
        actor=actor,
        person=person,
        unit=unit,
        object_kind=row._meta.label_lower if row else "",
        object_id=str(row.pk) if row else "",
        details=acts.checked(act, details or {}),
        at=now,
    )
