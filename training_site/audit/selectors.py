"""Reads of the audit trail, each within what its reader may see."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from training_site.audit.models import AuditEvent
from training_site.audit.permissions import READ_AUDIT
from training_site.people.models import Organisation, User
from training_site.people.permissions import VIEW_ORGANISATION, holds
from training_site.people.roles import Permission

AT_ONCE = 2_000


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which events somebody asks for. Empty: any."""

    act: str = ""
    actor: User | None = None
    unit: Organisation | None = None
    since: date | None = None
    until: date | None = None
    """The last day, with the whole of it."""


def may_read(viewer: User, *, today: date) -> bool:
    """Whether a person has an audit trail to read."""
    return holds(viewer, Permission.READ_AUDIT, today=today)


def units_of(viewer: User, *, today: date) -> QuerySet[Organisation]:
    """The organisations that a reader may ask about."""
    return Organisation.objects.filter(VIEW_ORGANISATION.visible_to(viewer, today=today))


def events_for(viewer: User, wanted: Wanted, *, today: date) -> QuerySet[AuditEvent]:
    """The events that a reader may see and asks for, newest first. A unit stands for everything below it."""
    rows = AuditEvent.objects.filter(READ_AUDIT.visible_to(viewer, today=today), _matching(wanted))
    return rows.select_related("actor", "person", "unit").order_by("-pk")


def all_of(rows: QuerySet[AuditEvent]) -> Iterator[AuditEvent]:
    """The rows one after the other, in constant memory."""
    return rows.select_related("actor", "person", "unit", "link").iterator(chunk_size=AT_ONCE)


def _matching(wanted: Wanted) -> Q:
    found = Q()
    if wanted.act:
        found &= Q(act=wanted.act)
    if wanted.actor:
        found &= Q(actor=wanted.actor)
    if wanted.unit:
        found &= Q(unit__path__startswith=wanted.unit.path)
    if wanted.since:
        found &= Q(at__gte=_start(wanted.since))
    if wanted.until and wanted.until < date.max:
        found &= Q(at__lt=_start(wanted.until + timedelta(days=1)))
    return found


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
