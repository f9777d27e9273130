"""The ledger of mentoring: `check_mentoring` proves that folding it gives the rows as they are."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.state import MACHINES
from assessments.models import ledgers
from assessments.models.ledgers import Held, LedgerEvent, known_states

__all__ = ["Event", "Held", "Ledgered", "known_states"]


class Event(LedgerEvent):
    """Something that happened in mentoring."""

    machine = models.CharField(max_length=16, choices=[(machine.name, machine.name) for machine in MACHINES])

    class Meta(LedgerEvent.Meta):
        """As every ledger."""

        verbose_name = _("event")
        verbose_name_plural = _("events")


class Ledgered(ledgers.Ledgered):
    """A thing of mentoring with a life."""

    ledger: ClassVar[type[LedgerEvent]] = Event

    class Meta:
        """No table of its own."""

        abstract = True
