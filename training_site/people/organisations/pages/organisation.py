"""The tree, and the page of one organisation."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from training_site.people.models import Membership, Organisation, User
from training_site.people.organisations import directory, selectors
from training_site.people.organisations.pages.rooms import rooms
from training_site.people.organisations.pages.words import (
    Link,
    NodeLine,
    counted,
    duration,
    is_over,
    node_line,
    state_of,
    trail_to,
)
from training_site.people.organisations.selectors import Reach
from training_site.people.roles import Role

CHILDREN_SHOWN = 200


@dataclass(frozen=True, kw_only=True)
class Branch:
    """One of the widest organisations of a scope, with what lies directly below it."""

    top: NodeLine
    below: tuple[NodeLine, ...]


@dataclass(frozen=True, kw_only=True)
class TreePage:
    """Where one belongs, and the organisations one looks after."""

    own: tuple["MemberLine", ...]
    branches: tuple[Branch, ...]
    search_url: str
    """Empty for who looks after nobody."""
    make_url: str
    rooms: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class MemberLine:
    """A membership in a list."""

    name: str
    url: str
    role: str
    place: str
    duration: str
    state: str
    over: bool
    end_url: str
    move_url: str


@dataclass(frozen=True, kw_only=True)
class Option:
    """One choice of a filter."""

    value: str
    text: str
    selected: bool


@dataclass(frozen=True, kw_only=True)
class OrganisationPage:
    """One organisation: where it lies, what lies below it, who is there."""

    name: str
    kind: str
    counts: str
    trail: tuple[Link, ...]
    below: tuple[NodeLine, ...]
    members: tuple[MemberLine, ...]
    whens: tuple[Option, ...]
    roles: tuple[Option, ...]
    next_url: str
    contacts: tuple[str, ...]
    acts: tuple[Link, ...]


def tree_page(viewer: User, reach: Reach, *, today: date) -> TreePage:
    """Where one belongs and what one looks after (at most ten queries, whatever there is)."""
    tops = selectors.tops(reach)
    children = list(
        Organisation.objects.filter(reach.visible, depth__in={top.depth + 1 for top in tops}).order_by("path")
    )
    nodes = {node.organisation.pk: node_line(node) for node in selectors.with_counts([*tops, *children], today=today)}
    return TreePage(
        own=tuple(member_line(row, today=today) for row in selectors.own_roles(viewer, today=today)),
        branches=tuple(
            Branch(top=nodes[top.pk], below=tuple(nodes[one.pk] for one in children if one.is_child_of(top)))
            for top in tops
        ),
        search_url=reverse("organisations:people") if tops else "",
        make_url=reverse("organisations:make_country") if viewer.is_superuser else "",
        rooms=rooms(viewer, today=today),
    )


def organisation_page(
    organisation: Organisation, reach: Reach, *, asked: dict[str, Any], today: date
) -> OrganisationPage:
    """One organisation as a viewer sees it."""
    above = reach.organisations().filter(path__in=organisation.upwards).order_by("path")
    below = reach.organisations().filter(path__startswith=organisation.path, depth=organisation.depth + 1)
    here, *nodes = selectors.with_counts([organisation, *below.order_by("path")[:CHILDREN_SHOWN]], today=today)
    found = directory.members_of(
        organisation, when=asked["when"], role=asked["role"], today=today, after=asked["after"]
    )
    manageable = _manageable(found.rows, reach)
    query = {"when": asked["when"], "role": asked["role"], "after": found.after}
    return OrganisationPage(
        name=organisation.name,
        kind=str(Organisation.Kind(organisation.kind).label),
        counts=counted(here.counts),
        trail=tuple(trail_to(organisation, above)),
        below=tuple(node_line(node) for node in nodes),
        members=tuple(member_line(row, today=today, manageable=row.pk in manageable) for row in found.rows),
        whens=_whens(asked["when"]),
        roles=_roles(asked["role"]),
        next_url=f"?{urlencode(query)}" if found.after else "",
        contacts=tuple(f"{one.name}, {one.phone}" if one.phone else one.name for one in organisation.contacts),
        acts=_acts(organisation, reach),
    )


def member_line(row: Membership, *, today: date, manageable: bool = False) -> MemberLine:
    """One membership; with its acts where the viewer may and something can still be done."""
    can = manageable and not is_over(row, today=today)
    return MemberLine(
        name=str(row.user),
        url=reverse("organisations:person", args=[row.user_id]),
        role=str(Role(row.role).label),
        place=row.organisation.name,
        duration=duration(row, today=today),
        state=state_of(row, today=today),
        over=is_over(row, today=today),
        end_url=reverse("organisations:end", args=[row.pk]) if can else "",
        move_url=reverse("organisations:move_person", args=[row.pk]) if can else "",
    )


def _manageable(rows: list[Membership], reach: Reach) -> set[int]:
    found = Membership.objects.filter(reach.manageable, pk__in=[row.pk for row in rows])
    return set(found.values_list("pk", flat=True))


def _whens(chosen: str) -> tuple[Option, ...]:
    texts = {directory.NOW: _("Today"), directory.COMING: _("To come"), directory.PAST: _("Earlier")}
    return tuple(Option(value=value, text=text, selected=value == chosen) for value, text in texts.items())


def _roles(chosen: str) -> tuple[Option, ...]:
    return tuple(Option(value=role.value, text=str(role.label), selected=role == chosen) for role in Role)


def _acts(organisation: Organisation, reach: Reach) -> tuple[Link, ...]:
    if not Organisation.objects.filter(reach.editable, pk=organisation.pk).exists():
        return ()
    number = [organisation.pk]
    acts = [
        Link(title=_("Make an organisation below it"), url=reverse("organisations:make", args=number)),
        Link(title=_("Name and contacts"), url=reverse("organisations:change", args=number)),
    ]
    if organisation.depth > 1:
        acts.append(Link(title=_("Hang it somewhere else"), url=reverse("organisations:hang", args=number)))
    return tuple(acts)
