"""A ledger: one event is something that happened to one thing. Every thing with a life of its own is a row that is Ledgered.

`state` and `events` of the row are a projection of its events, kept in the same transaction by `assessments.services.ledgers`; each app
that keeps a ledger proves with a check of its own that folding it gives the same.
"""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from assessments.machines import Machine


class LedgerEvent(models.Model):
    """Something that happened. Written once; it holds codes, never words that people wrote."""

    subject = models.UUIDField()
    """The thing it happened to."""
    machine = models.CharField(max_length=16)
    number = models.PositiveIntegerField()
    """From 1, so that two people who act on the same state cannot both succeed."""
    kind = models.CharField(max_length=32)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    """Null where the site acted by itself as time passed, or somebody without an account."""
    at = models.DateTimeField()
    reason = models.CharField(max_length=32, blank=True)
    """A code, where the event needs one."""

    class Meta:
        """A thing's events are numbered without gaps."""

        abstract = True
        ordering = ["subject", "number"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "number"], name="%(app_label)s_events_are_numbered"),
            models.CheckConstraint(condition=Q(number__gte=1), name="%(app_label)s_events_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.machine} {self.kind}"


class Held(models.Model):
    """A row that belongs to an organisation, whose key seals what people wrote in it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Null for somebody who learns without an organisation."""

    class Meta:
        """No table of its own."""

        abstract = True


class Ledgered(Held):
    """A thing with a life: its state follows from its events."""

    machine: ClassVar[Machine]
    ledger: ClassVar[type[LedgerEvent]]

    state = models.CharField(max_length=24, editable=False)
    events = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(editable=False)

    class Meta:
        """No table of its own."""

        abstract = True

    def __str__(self) -> str:
        return f"{self.machine.name} {self.state}"


def known_states(machine: Machine, name: str) -> models.CheckConstraint:
    """The constraint that a row of this machine is in one of its states."""
    return models.CheckConstraint(condition=Q(state__in=sorted(machine.states)), name=name)
