"""Who of a list is told and how, and who is not and why: asked for the preview and again when the message is sent."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When

from training_site.notices.models import Delivery, Notice, Preference
from training_site.notices.selectors import confirmed_addresses
from training_site.people.models import User

BY_EMAIL, STOPPED, NO_ADDRESS = "by_email", "stopped", "no_address"
TOLD = (BY_EMAIL, STOPPED, NO_ADDRESS)
"""How somebody is told: by e-mail too, or on the site alone."""
Why = Delivery.Why


@dataclass(frozen=True, kw_only=True)
class Audience:
    """A list, sorted out."""

    counts: dict[str, int]
    """By how or why."""
    others: list[Any]
    """The first of the people who get no e-mail, each with `how`."""

    @property
    def told(self) -> int:
        """How many are told."""
        return sum(self.counts.get(how, 0) for how in TOLD)


def sorted_out(people: QuerySet[User], *, sender: User, key: str) -> QuerySet[Any]:
    """The people with `how` each is told, or why not."""
    preferences = Preference.objects.filter(person=OuterRef("pk"))
    return people.annotate(
        how=Case(
            When(pk=sender.pk, then=Value(Why.ONESELF.value)),
            When(Exists(preferences.filter(messages=False)), then=Value(Why.DECLINED.value)),
            When(Exists(Notice.objects.filter(person=OuterRef("pk"), key=key)), then=Value(Why.ALREADY.value)),
            When(~Exists(confirmed_addresses().filter(user=OuterRef("pk"))), then=Value(NO_ADDRESS)),
            When(Exists(preferences.filter(by_email=False)), then=Value(STOPPED)),
            default=Value(BY_EMAIL),
            output_field=CharField(),
        )
    )


def audience(people: QuerySet[User], *, sender: User, key: str, shown: int) -> Audience:
    """How many are told and how, and the first of those who get no e-mail (two queries, whatever the list)."""
    rows = sorted_out(people, sender=sender, key=key)
    counts = dict(rows.order_by().values_list("how").annotate(n=Count("pk")))
    others = rows.filter(~Q(how=BY_EMAIL)).order_by("how", "first_name", "last_name", "username")
    return Audience(counts=counts, others=list(others[:shown]))


def first_told(people: QuerySet[User], *, sender: User, key: str) -> User | None:
    """The first of the list, by name, who is told (one query)."""
    rows = sorted_out(people, sender=sender, key=key).filter(how__in=TOLD)
    found: User | None = rows.order_by("first_name", "last_name", "username").first()
    return found
