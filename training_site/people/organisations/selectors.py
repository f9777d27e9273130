"""What lies in a viewer's scope: organisations with their counts, memberships, and where roles may be given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Left

from training_site.people.models import Membership, Merge, Organisation, User
from training_site.people.permissions import (
    EDIT_ORGANISATION,
    EVERYTHING,
    MANAGE_MEMBERSHIPS,
    NOTHING,
    VIEW_ORGANISATION,
    Scope,
    Viewer,
    scopes_of,
)
from training_site.people.roles import GIVEN_BY_SUPERUSER, GRANTS, Permission, Role

Counts = Mapping[Role, int]


class Node(NamedTuple):
    """An organisation, and how many people hold which role in it or below it today."""

    organisation: Organisation
    counts: Counts


@dataclass(frozen=True)
class Reach:
    """What a viewer sees and may do today, asked once for a page (three queries)."""

    visible: Q
    """On Organisation."""
    editable: Q
    """On Organisation."""
    manageable: Q
    """On Membership."""

    def organisations(self) -> QuerySet[Organisation]:
        """Those whose pages the viewer may open."""
        return Organisation.objects.filter(self.visible)

    def memberships(self) -> QuerySet[Membership]:
        """The memberships in them, whenever they hold."""
        return Membership.objects.filter(organisation__in=self.organisations()).select_related("user", "organisation")


def reach_of(viewer: Viewer, *, today: date) -> Reach:
    """What a viewer sees and may do today."""
    return Reach(
        visible=VIEW_ORGANISATION.visible_to(viewer, today=today),
        editable=EDIT_ORGANISATION.visible_to(viewer, today=today),
        manageable=MANAGE_MEMBERSHIPS.visible_to(viewer, today=today),
    )


def tops(reach: Reach) -> list[Organisation]:
    """The widest organisations of a scope: those that lie below no other of it (one query)."""
    found: list[Organisation] = []
    for organisation in reach.organisations().order_by("path"):
        if not found or not organisation.path.startswith(found[-1].path):
            found.append(organisation)
    return found


def with_counts(organisations: Iterable[Organisation], *, today: date) -> list[Node]:
    """Organisations with their counts: one query for each depth among them, whatever lies below."""
    rows = list(organisations)
    counts: dict[str, dict[Role, int]] = {row.path: {} for row in rows}
    for length in sorted({len(row.path) for row in rows}):
        paths = [row.path for row in rows if len(row.path) == length]
        held = Membership.objects.active_on(today).annotate(prefix=Left("organisation__path", length))
        found = held.filter(prefix__in=paths, user__is_active=True).order_by().values_list("prefix", "role")
        for prefix, role, people in found.annotate(people=Count("user", distinct=True)):
            counts[prefix][Role(role)] = people
    return [Node(row, counts[row.path]) for row in rows]


def history_of(person: User, reach: Reach) -> list[Membership]:
    """The memberships of a person that lie in a scope, newest first (one query)."""
    return list(reach.memberships().filter(user=person).order_by("-since", "-pk"))


def merges_of(person: User) -> list[Merge]:
    """What this account became one with (one query)."""
    rows = Merge.objects.filter(Q(account=person) | Q(person=person)).select_related("account", "person")
    return list(rows.order_by("pk"))


def is_here(person: User, viewer: Viewer, *, today: date) -> bool:
    """Whether a person belongs to the viewer's scope today or is about to (two queries). Who has left is not here any more."""
    visible = Organisation.objects.filter(VIEW_ORGANISATION.visible_to(viewer, today=today))
    held = Membership.objects.filter(_not_over(today), user=person, organisation__in=visible)
    return person.is_active and held.exists()


def roles_to_give(viewer: Viewer, *, today: date) -> list[Role]:
    """The roles somebody may give somewhere, in the order of the roles (one query)."""
    if isinstance(viewer, User) and viewer.is_superuser:
        return [role for role in Role if role in GIVEN_BY_SUPERUSER]
    held = {scope.role for scope in _managing(viewer, today=today)}
    given = {role for one in held for role in GRANTS.get(one, frozenset())}
    return [role for role in Role if role in given]


def places_to_give(viewer: Viewer, *, today: date, role: Role | None = None) -> QuerySet[Organisation]:
    """Where somebody may give a role, or any role, in the order of the tree (one query, and one for the list)."""
    if isinstance(viewer, User) and viewer.is_superuser and viewer.is_active:
        return Organisation.objects.filter(EVERYTHING if role is None or role in GIVEN_BY_SUPERUSER else NOTHING)
    condition = NOTHING
    for scope in _managing(viewer, today=today):
        if role is None or role in scope.role.grants:
            condition |= Q(path__startswith=scope.path)
    return Organisation.objects.filter(condition)


def places_for(organisation: Organisation, reach: Reach) -> QuerySet[Organisation]:
    """Under what an organisation may be hung: editable, wider or a sibling of its kind, not itself nor below itself."""
    widest_first = list(Organisation.Kind)
    wider = widest_first[: widest_first.index(Organisation.Kind(organisation.kind))]
    kinds = [*wider, *([organisation.kind] if organisation.kind == Organisation.Kind.ORGANISATION else [])]
    rows = Organisation.objects.filter(reach.editable, kind__in=kinds)
    return rows.exclude(path__startswith=organisation.path).exclude(path=organisation.path[: -Organisation.steplen])


def visible_person(pk: int, reach: Reach) -> User | None:
    """Somebody who holds or held a role in a scope (one query)."""
    held = reach.memberships().filter(user=OuterRef("pk"))
    return User.objects.filter(Exists(held), pk=pk).first()


def own_roles(person: User, *, today: date) -> list[Membership]:
    """What somebody does where, today and later (one query)."""
    rows = Membership.objects.filter(_not_over(today), user=person)
    return list(rows.select_related("user", "organisation").order_by("since", "pk"))


def _not_over(today: date) -> Q:
    """Holds today or is to come; what was taken back before it began is neither."""
    return Q(until=None) | Q(until__gt=today) & Q(until__gt=F("since"))


def _managing(viewer: Viewer, *, today: date) -> list[Scope]:
    if not isinstance(viewer, User) or not viewer.is_active:
        return []
    return scopes_of(viewer, Permission.MANAGE_MEMBERSHIPS, today=today)
