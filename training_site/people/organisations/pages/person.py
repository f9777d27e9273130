"""One person as a viewer may see them, and the list of people by name."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from training_site.people.models import Membership, Merge, User, active_on
from training_site.people.organisations import directory, selectors
from training_site.people.organisations.pages.organisation import MemberLine, Option, member_line
from training_site.people.organisations.selectors import Reach
from training_site.people.roles import Role


@dataclass(frozen=True, kw_only=True)
class PersonLine:
    """Somebody in a list."""

    name: str
    username: str
    url: str
    roles: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PeoplePage:
    """People by name."""

    q: str
    lines: tuple[PersonLine, ...]
    roles: tuple[Option, ...]
    next_url: str


@dataclass(frozen=True, kw_only=True)
class PersonPage:
    """A person's memberships in the viewer's scope; nothing of what they do elsewhere."""

    name: str
    username: str
    closed: bool
    lines: tuple[MemberLine, ...]
    give_url: str
    merged: tuple[str, ...]
    """Which accounts became one with this one."""


def people_page(reach: Reach, *, asked: dict[str, Any], today: date) -> PeoplePage:
    """One page of people (two queries beside the reach)."""
    found = directory.people_named(asked["q"], reach, role=asked["role"], today=today, after=asked["after"])
    held: dict[int, list[str]] = {}
    rows = reach.memberships().filter(active_on(today), user__in=[one.pk for one in found.rows])
    for row in rows.order_by("organisation__path"):
        held.setdefault(row.user_id, []).append(f"{Role(row.role).label}, {row.organisation.name}")
    query = {"q": asked["q"], "role": asked["role"], "after": found.after}
    return PeoplePage(
        q=asked["q"],
        lines=tuple(_line(one, held.get(one.pk, [])) for one in found.rows),
        roles=tuple(Option(value=role.value, text=str(role.label), selected=role == asked["role"]) for role in Role),
        next_url=f"?{urlencode(query)}" if found.after else "",
    )


def person_page(person: User, viewer: User, reach: Reach, *, today: date) -> PersonPage:
    """What one viewer may know of one person."""
    rows = selectors.history_of(person, reach)
    manageable = set(
        Membership.objects.filter(reach.manageable, pk__in=[row.pk for row in rows]).values_list("pk", flat=True)
    )
    can_give = selectors.is_here(person, viewer, today=today) and selectors.roles_to_give(viewer, today=today)
    return PersonPage(
        name=str(person),
        username=person.get_username(),
        closed=not person.is_active,
        lines=tuple(member_line(row, today=today, manageable=row.pk in manageable) for row in rows),
        give_url=reverse("organisations:give", args=[person.pk]) if can_give else "",
        merged=tuple(_merged(row, person) for row in selectors.merges_of(person)),
    )


def _merged(row: Merge, person: User) -> str:
    day = date_format(timezone.localtime(row.at))
    if row.account_id == person.pk:
        return _("Merged into %(name)s on %(day)s") % {"name": row.person, "day": day}
    return _("%(name)s was merged into this account on %(day)s") % {"name": row.account.get_username(), "day": day}


def _line(person: User, roles: list[str]) -> PersonLine:
    return PersonLine(
        name=str(person),
        username=person.get_username(),
        url=reverse("organisations:person", args=[person.pk]),
        roles=tuple(roles),
    )
