"""Who may see and do what to whom: each rule answers "may she?" and "which may she?" from one condition.

    VIEW_LEARNER.allows(viewer, person, today=today)
    User.objects.filter(VIEW_LEARNER.visible_to(viewer, today=today))

A rule reads the memberships of the viewer each time it is asked, so a change of role holds from the next request on.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Q

from training_site.people.models import Membership, Organisation, User
from training_site.people.roles import GIVEN_BY_SUPERUSER, OF_SUPERUSER, Permission, Role, roles_with

Viewer = User | AnonymousUser

NOTHING = Q(pk__in=())
EVERYTHING = ~NOTHING


class Scope(NamedTuple):
    """A role that grants the asked permission, and the path of the organisation below which it does."""

    role: Role
    path: str


Condition = Callable[[Iterable[Scope], date], Q]
Held = Mapping[Permission, list[Scope]]
"""Where a person holds some permissions."""


def scopes_of(viewer: User, permission: Permission, *, today: date) -> list[Scope]:
    """Where a person holds a permission today (one query)."""
    return scopes_of_each(viewer, [permission], today=today)[permission]


def scopes_of_each(viewer: User, permissions: Collection[Permission], *, today: date) -> Held:
    """Where a person holds each of these permissions today (one query)."""
    roles = {permission: roles_with(permission) for permission in permissions}
    rows = (
        Membership.objects.active_on(today)
        .filter(user=viewer, role__in=set().union(*roles.values()))
        .values_list("role", "organisation__path")
    )
    held = [Scope(Role(role), path) for role, path in rows.distinct()]
    return {permission: [scope for scope in held if scope.role in roles[permission]] for permission in permissions}


def holds(viewer: Viewer, permission: Permission, *, today: date) -> bool:
    """Whether a person holds a permission anywhere today (one query; none for whoever runs the site)."""
    if not isinstance(viewer, User) or not viewer.is_active:
        return False
    if viewer.is_superuser:
        return permission in OF_SUPERUSER
    return bool(scopes_of(viewer, permission, today=today))


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One permission, and how a row of the asked model lies in the subtree where it is held."""

    permission: Permission
    condition: Condition
    own: Callable[[User], Q] | None = None
    """Rows that are one's own are always allowed."""
    superuser: bool = True
    """Whether a superuser, who belongs nowhere, is allowed everything, where they hold the permission at all."""

    def visible_to(self, viewer: Viewer, *, today: date, held: Held | None = None) -> Q:
        """The condition for `filter()` on the rule's model; matches no row for a visitor. `held` is what was read of the viewer already."""
        if not isinstance(viewer, User) or not viewer.is_active:
            return NOTHING
        if viewer.is_superuser and self.superuser and self.permission in OF_SUPERUSER:
            return EVERYTHING
        scopes = scopes_of(viewer, self.permission, today=today) if held is None else held[self.permission]
        found = self.condition(scopes, today)
        return found | self.own(viewer) if self.own else found

    def allows(self, viewer: Viewer, row: Model, *, today: date) -> bool:
        """Whether the stored row is among those visible to the viewer."""
        rows = type(row)._default_manager.filter(pk=row.pk)
        return rows.filter(self.visible_to(viewer, today=today)).exists()


def _any_of(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions, NOTHING)


def _organisation_below(scopes: Iterable[Scope], _today: date) -> Q:
    return _any_of(Q(path__startswith=scope.path) for scope in scopes)


def _learner_below(scopes: Iterable[Scope], today: date) -> Q:
    places = _any_of(Q(organisation__path__startswith=scope.path) for scope in scopes)
    learners = Membership.objects.active_on(today).filter(role=Role.LEARNER).filter(places)
    return Q(pk__in=learners.values("user"))


def _membership_granted_below(scopes: Iterable[Scope], _today: date) -> Q:
    return _any_of(
        Q(organisation__path__startswith=scope.path, role__in=[role.value for role in scope.role.grants])
        for scope in scopes
    )


def _anywhere(scopes: Iterable[Scope], _today: date) -> Q:
    return EVERYTHING if list(scopes) else NOTHING


def _oneself(viewer: User) -> Q:
    return Q(pk=viewer.pk)


VIEW_LEARNER = Rule(permission=Permission.VIEW_LEARNER, condition=_learner_below, own=_oneself)
"""On User."""

VIEW_PROGRESS = Rule(permission=Permission.VIEW_PROGRESS, condition=_learner_below, own=_oneself)
"""On User. A superuser runs the site and has no business with anybody's results."""

MARK_TEXTS = Rule(permission=Permission.MARK_TEXTS, condition=_learner_below)
"""On User: whose texts somebody may mark. Never one's own, which is asked where texts are found."""

REGRADE_IN = Rule(permission=Permission.REGRADE, condition=_organisation_below)
"""On Organisation: whose learners' quizzes somebody may mark anew."""

GIVE_TIME = Rule(permission=Permission.GIVE_TIME, condition=_learner_below)
"""On User: to whom somebody may give more time at quizzes."""

GIVE_TIME_IN = Rule(permission=Permission.GIVE_TIME, condition=_organisation_below)
"""On Organisation: to whose cohorts."""

VIEW_PROGRESS_IN = Rule(permission=Permission.VIEW_PROGRESS, condition=_organisation_below)
"""On Organisation: the units whose learners VIEW_PROGRESS shows."""

VIEW_ITEMS_IN = Rule(permission=Permission.VIEW_ITEMS, condition=_organisation_below)
"""On Organisation: the units whose sittings are counted question by question."""

EXPORT_NAMES_IN = Rule(permission=Permission.EXPORT_NAMES, condition=_organisation_below)
"""On Organisation: the units whose learners stand in a file by name."""

VIEW_SUMS_IN = Rule(permission=Permission.VIEW_SUMS, condition=_organisation_below)
"""On Organisation: how many of its people are where."""

VIEW_ORGANISATION = Rule(permission=Permission.VIEW_ORGANISATION, condition=_organisation_below)
"""On Organisation."""

EDIT_ORGANISATION = Rule(permission=Permission.EDIT_ORGANISATION, condition=_organisation_below)
"""On Organisation."""

CONFIRM_CONTACTS = Rule(permission=Permission.CONFIRM_CONTACTS, condition=_organisation_below)
"""On Organisation."""

MANAGE_MEMBERSHIPS = Rule(permission=Permission.MANAGE_MEMBERSHIPS, condition=_membership_granted_below)
"""On Membership; ask `may_grant` about one that is not stored yet."""

COMPOSE_CERTIFICATION = Rule(permission=Permission.COMPOSE_CERTIFICATION, condition=_organisation_below)
"""On Organisation, as the issuer. A superuser runs the site and certifies nobody."""

CERTIFY_LEARNER = Rule(permission=Permission.CERTIFY, condition=_learner_below)
"""On User: about whom somebody decides."""

WRITE_TO_LEARNERS = Rule(permission=Permission.WRITE_TO_LEARNERS, condition=_learner_below)
"""On User: to whom somebody may write. A superuser runs the site and writes to nobody."""

CHANGE_CREDENTIAL = Rule(permission=Permission.CHANGE_CREDENTIAL, condition=_organisation_below)
"""On Organisation, as the issuer."""

EDIT_CURRICULUM = Rule(permission=Permission.EDIT_CURRICULUM, condition=_anywhere)
"""On any page or other row of the curriculum, which is one for all organisations."""

RULES = (
    VIEW_LEARNER,
    VIEW_PROGRESS,
    MARK_TEXTS,
    REGRADE_IN,
    GIVE_TIME,
    VIEW_ITEMS_IN,
    EXPORT_NAMES_IN,
    VIEW_SUMS_IN,
    VIEW_ORGANISATION,
    EDIT_ORGANISATION,
    CONFIRM_CONTACTS,
    MANAGE_MEMBERSHIPS,
    COMPOSE_CERTIFICATION,
    CERTIFY_LEARNER,
    WRITE_TO_LEARNERS,
    CHANGE_CREDENTIAL,
    EDIT_CURRICULUM,
)


def may_grant(viewer: Viewer, role: Role, path: str, *, today: date) -> bool:
    """Whether a person may begin a membership of this role in the organisation with this path."""
    if not isinstance(viewer, User) or not viewer.is_active:
        return False
    if viewer.is_superuser:
        return role in GIVEN_BY_SUPERUSER
    scopes = scopes_of(viewer, Permission.MANAGE_MEMBERSHIPS, today=today)
    return any(role in scope.role.grants and path.startswith(scope.path) for scope in scopes)


def witness(viewer: Viewer) -> User | None:
    """Who did it, for the audit trail: nobody but a person ever may."""
    return viewer if isinstance(viewer, User) else None


def may_operate(viewer: Viewer, *, today: date) -> bool:
    """Whether a person may see how the site is doing: who runs it, or looks after a whole country (one query)."""
    if not isinstance(viewer, User) or not viewer.is_active:
        return False
    if viewer.is_superuser:
        return Permission.VIEW_OPERATIONS in OF_SUPERUSER
    scopes = scopes_of(viewer, Permission.VIEW_OPERATIONS, today=today)
    return any(len(scope.path) == Organisation.steplen for scope in scopes)
