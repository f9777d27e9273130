"""The facts of many learners at once, in as many queries for five as for five thousand; not one of them opens a text."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Count, OuterRef, Q, Subquery

from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.models import Relationship
from assessments.mentoring.models.relationships import CURRENT_STATES, OPEN_STATES
from assessments.mentoring.selectors.board_facts import Known, facts_of
from assessments.mentoring.selectors.policies import policies_at
from assessments.mentoring.tallies import Material
from training_site.people.models import Membership, Organisation, User
from training_site.people.roles import Permission, Role

NEAR = (Organisation.Kind.ORGANISATION, Organisation.Kind.DISTRICT)


class Pair(NamedTuple):
    """A learner's relationship with the mentor of today, and how many learners that mentor has."""

    row: Relationship
    load: int


@dataclass(frozen=True, kw_only=True)
class Learner:
    """A learner in the viewer's scope."""

    person: User
    place: Organisation
    material: Material
    policy: Policy
    pair: Relationship | None
    """With the primary mentor of today."""


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Where somebody coordinates."""

    near: tuple[str, ...]
    """Paths of organisations and districts, where learners have names."""
    far: tuple[str, ...]
    """Paths of regions and countries, where they are numbers."""

    @property
    def paths(self) -> tuple[str, ...]:
        """All of them."""
        return self.near + self.far


def scope_of(viewer: User, *, today: date) -> Scope:
    """Where somebody sees the facts of mentoring (one query)."""
    held = Membership.objects.active_on(today).filter(
        user=viewer, role__in=[role for role in Role if Permission.VIEW_MENTORING in role.permissions]
    )
    rows = set(held.values_list("organisation__path", "organisation__kind")) if viewer.is_active else set()
    return Scope(
        near=tuple(sorted(path for path, kind in rows if kind in NEAR)),
        far=tuple(sorted(path for path, kind in rows if kind not in NEAR)),
    )


def learners(paths: Sequence[str], *, but: int, today: date) -> list[Learner]:
    """Everybody who learns below these paths, by name, each with their facts (six queries, none without paths)."""
    return with_facts(_places(paths, but=but, today=today)) if paths else []


def one_learner(person: User, *, today: date) -> Learner | None:
    """The facts of one learner; None for somebody who learns nowhere (six queries)."""
    held = Membership.objects.active_on(today).filter(user=person, role=Role.LEARNER)
    nearest = held.select_related("organisation").order_by("-organisation__depth", "organisation__path").first()
    return with_facts({person.pk: (person, nearest.organisation)})[0] if nearest else None


def with_facts(places: Mapping[int, tuple[User, Organisation]]) -> list[Learner]:
    """These people with what is known of them (five queries)."""
    people = list(places)
    pairs = _pairs(people)
    known = facts_of(people, pairs=[pair.row.pk for pair in pairs.values()])
    policy_at = policies_at({place for _person, place in places.values()})
    return [_learner(person, place, pairs.get(number), known, policy_at) for number, (person, place) in places.items()]


def _learner(
    person: User,
    place: Organisation,
    pair: Pair | None,
    known: Known,
    policy_at: Callable[[Organisation | None, str], Policy],
) -> Learner:
    sessions, facts = known.sessions.get(person.pk, ()), known.facts.get(person.pk, {})
    if pair is None:
        return Learner(
            person=person,
            place=place,
            pair=None,
            policy=policy_at(place, ""),
            material=Material(sessions=sessions, facts=facts),
        )
    return Learner(
        person=person,
        place=place,
        pair=pair.row,
        policy=policy_at(place, pair.row.programme_key),
        material=Material(
            mentor=str(pair.row.mentor),
            since=pair.row.starts_on,
            load=pair.load,
            paused=pair.row.state == "paused",
            pauses=known.pauses.get(pair.row.pk, ()),
            sessions=sessions,
            facts=facts,
        ),
    )


def _places(paths: Sequence[str], *, but: int, today: date) -> dict[int, tuple[User, Organisation]]:
    """Number of a person → the person and their organisation, the nearest where there are several; by name."""
    below = reduce(or_, (Q(organisation__path__startswith=path) for path in paths))
    held = Membership.objects.active_on(today).filter(below, role=Role.LEARNER, user__is_active=True).exclude(user=but)
    rows = held.select_related("user", "organisation").order_by("organisation__depth", "organisation__path")
    found = {row.user_id: (row.user, row.organisation) for row in rows}
    return dict(sorted(found.items(), key=lambda item: str(item[1][0]).casefold()))


def _pairs(people: Iterable[int]) -> dict[int, Pair]:
    mentored = Relationship.objects.filter(kind=Relationship.Kind.REFLECTIVE)
    all_of_mentor = mentored.filter(mentor=OuterRef("mentor"), state__in=OPEN_STATES).order_by().values("mentor")
    rows = mentored.filter(state__in=CURRENT_STATES, learner__in=list(people)).select_related("mentor")
    loaded = rows.annotate(
        load=Subquery(all_of_mentor.annotate(number=Count("learner", distinct=True)).values("number"))
    )
    return {row.learner_id: Pair(row, row.load) for row in loaded.order_by("is_primary", "-starts_on")}
