"""Who is told what about a relationship and its agreement. A notice says that something happened, and never a word of it."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.urls import reverse

from assessments.mentoring.models import Relationship
from training_site.notices.services import owing
from training_site.people.models import User


def tell(
    row: Relationship,
    *,
    kind: str,
    page: str,
    facts: Mapping[str, object],
    now: datetime,
    to: Iterable[User] | None = None,
    about: str = "",
) -> None:
    """Owe a notice to both halves, or to those named. `about` keeps it apart from an earlier one of its kind."""
    for person in (row.learner, row.mentor) if to is None else to:
        key = _key(row, kind, about or str(row.events))
        owing.owe(person=person, kind=f"mentoring.{kind}", link=_link(row, page), facts=facts, key=key, now=now)


def settle(row: Relationship, *, kind: str = "", now: datetime, person: User | None = None) -> None:
    """Take back what is done with, of one kind or all, from one person or from everybody."""
    prefix = _key(row, kind, "") if kind else f"mentoring.relationship:{row.pk}:"
    owing.withdraw(key_prefix=prefix, person=person, now=now)


def _key(row: Relationship, kind: str, about: str) -> str:
    return f"mentoring.relationship:{row.pk}:{kind}:{about}"


def _link(row: Relationship, page: str) -> str:
    if page == "home":
        return reverse("mentoring:home")
    return reverse(f"mentoring:{page}", args=[row.learner_id if page == "assign" else row.pk])
