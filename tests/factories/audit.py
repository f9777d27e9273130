"""Audit events in the states tests speak of: `AuditEventFactory(actor=…)` waits, `linked(3)` are in the chain."""

from datetime import UTC, datetime

import factory
from django.db import connection

from training_site import guards
from training_site.audit.guards import AUDIT
from training_site.audit.models import AuditEvent, Link
from training_site.audit.services import linking

NOW = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)


class AuditEventFactory(factory.django.DjangoModelFactory[AuditEvent]):
    """Somebody's role was given; recorded and not linked yet."""

    class Meta:
        model = AuditEvent

    act = "people.membership_begun"
    details = factory.LazyFunction(lambda: {"role": "learner"})
    at = NOW


def linked(count: int) -> list[AuditEvent]:
    """So many events, in the chain."""
    events = AuditEventFactory.create_batch(count)
    linking.link_waiting()
    return events


def forget_the_trail() -> None:
    """What only an empty database does: nobody stands in the trail any more."""
    guards.remove(connection, AUDIT)
    Link.objects.all().delete()
    AuditEvent.objects.all().delete()
    guards.install(connection, AUDIT)
