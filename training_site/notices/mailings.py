"""Reads about messages: what somebody has written, to whom it was delivered, and what a reader may open."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When

from training_site.notices.models import MOST_ATTEMPTS, Delivery, Message, Preference
from training_site.notices.selectors import confirmed_addresses
from training_site.people.models import User
from training_site.people.permissions import WRITE_TO_LEARNERS

PER_PAGE = 50
READ, SENT, WAITS, FAILED, ON_SITE, FORGOTTEN = "read", "sent", "waits", "failed", "on_site", "forgotten"
STATES = (READ, SENT, WAITS, FAILED, ON_SITE, FORGOTTEN, *Delivery.Why.values)


def sent_by(person: User) -> QuerySet[Message]:
    """What somebody has written, newest first, with how many were told and how many were not."""
    rows = Message.objects.filter(sender=person).select_related("organisation", "sender").order_by("-sent_at", "pk")
    return rows.annotate(
        told=Count("deliveries", filter=Q(deliveries__why="")),
        not_told=Count("deliveries", filter=~Q(deliveries__why="")),
    )


def readable(pk: UUID, reader: User) -> Message | None:
    """A message that was for this reader, or theirs (one query)."""
    mine = Delivery.objects.filter(message=OuterRef("pk"), person=reader, why="")
    rows = Message.objects.filter(Q(Exists(mine)) | Q(sender=reader), pk=pk)
    return rows.select_related("sender", "organisation").first()


def deliveries(message: Message, viewer: User, *, today: date) -> QuerySet[Any]:
    """What became of a message for each whom the viewer may still write to, with `state`."""
    theirs = User.objects.filter(WRITE_TO_LEARNERS.visible_to(viewer, today=today))
    rows = Delivery.objects.filter(message=message, person__in=theirs).select_related("person", "notice")
    address = confirmed_addresses().filter(user=OuterRef("person"))
    stopped = Preference.objects.filter(person=OuterRef("person"), by_email=False)
    return rows.annotate(
        state=Case(
            When(~Q(why=""), then=F("why")),
            When(notice=None, then=Value(FORGOTTEN)),
            When(notice__seen_at__isnull=False, then=Value(READ)),
            When(notice__sent_at__isnull=False, then=Value(SENT)),
            When(~Exists(address) | Exists(stopped), then=Value(ON_SITE)),
            When(notice__attempts__gte=MOST_ATTEMPTS, then=Value(FAILED)),
            default=Value(WAITS),
            output_field=CharField(),
        )
    )


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of deliveries, and behind which one the next begins."""

    rows: list[Delivery]
    after: int | None


def page_of(rows: QuerySet[Any], *, state: str, after: int | None) -> Page:
    """Deliveries in one state, or in any (one query)."""
    if state:
        rows = rows.filter(state=state)
    found = list(rows.filter(pk__gt=after or 0).order_by("pk")[: PER_PAGE + 1])
    shown = found[:PER_PAGE]
    return Page(rows=shown, after=shown[-1].pk if len(found) > PER_PAGE else None)


def counted(rows: QuerySet[Any]) -> dict[str, int]:
    """How many are in each state (one query)."""
    return dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
