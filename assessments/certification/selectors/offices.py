"""Who stands in which role to a learner today: by a relationship of mentoring, or by a role in the learner's organisation or above it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from assessments.certification.laws.findings import ASSESSOR, COORDINATOR, LEAD, LINE_MANAGER, MENTOR, MODERATOR
from assessments.mentoring.models import Relationship
from assessments.mentoring.models.relationships import CURRENT_STATES
from training_site.people.models import Membership, Organisation, User
from training_site.people.roles import Role

Kind = Relationship.Kind
BONDS: Mapping[str, Kind] = {
    MENTOR: Kind.REFLECTIVE,
    LINE_MANAGER: Kind.LINE_MANAGEMENT,
    ASSESSOR: Kind.ASSESSOR,
    MODERATOR: Kind.MODERATOR,
}
"""As findings call somebody → the relationship that makes them so."""
PLACES: Mapping[str, Role] = {COORDINATOR: Role.COORDINATOR, LEAD: Role.LEAD}
"""The same for those who answer for an organisation."""
Around = Mapping[str, QuerySet[Any, Any]]
"""Role → learners, to be looked for in a query."""


def holders(learner_id: int, role: str, *, today: date) -> list[User]:
    """Everybody in a role to somebody, by name; never themself (at most three queries)."""
    if role in BONDS:
        bonds = Relationship.objects.filter(learner_id=learner_id, kind=BONDS[role], state__in=CURRENT_STATES)
        people = User.objects.filter(pk__in=bonds.values("mentor"))
    else:
        people = User.objects.filter(pk__in=_in_places(learner_id, PLACES[role], today=today).values("user"))
    found = people.filter(is_active=True).exclude(pk=learner_id)
    return list(found.order_by("first_name", "last_name", "username"))


def holds(person: User, learner_id: int, role: str, *, today: date) -> bool:
    """Whether somebody is in a role to a learner (at most three queries)."""
    return any(one.pk == person.pk for one in holders(learner_id, role, today=today))


def roles_towards(person: User, learner_id: int, *, today: date) -> tuple[str, ...]:
    """Every role in which somebody is to a learner."""
    return tuple(role for role in (*BONDS, *PLACES) if holds(person, learner_id, role, today=today))


def learners_of(person: User, *, today: date) -> Around:
    """Role → numbers of those to whom somebody is in it, to be looked for in a query (one query, for the places)."""
    bonds = Relationship.objects.filter(mentor=person, state__in=CURRENT_STATES).exclude(learner=person)
    found: dict[str, QuerySet[Any, Any]] = {
        role: bonds.filter(kind=kind).values("learner") for role, kind in BONDS.items()
    }
    held = Membership.objects.active_on(today).filter(user=person, role__in=PLACES.values())
    paths: dict[str, list[str]] = {}
    for role, path in held.values_list("role", "organisation__path"):
        paths.setdefault(role, []).append(path)
    for role, place in PLACES.items():
        if place in paths:
            found[role] = _learners_below(paths[place], today=today).exclude(pk=person.pk).values("pk")
    return found


def _in_places(learner_id: int, role: Role, *, today: date) -> QuerySet[Membership]:
    learning = Membership.objects.active_on(today).filter(user_id=learner_id, role=Role.LEARNER)
    places = Organisation.objects.filter(pk__in=learning.values("organisation"))
    above = {path for place in places for path in place.upwards}
    return Membership.objects.active_on(today).filter(role=role, organisation__path__in=above)


def _learners_below(paths: list[str], *, today: date) -> QuerySet[User]:
    below = Q()
    for path in paths:
        below |= Q(organisation__path__startswith=path)
    learning = Membership.objects.active_on(today).filter(below, role=Role.LEARNER)
    return User.objects.filter(pk__in=learning.values("user"))
