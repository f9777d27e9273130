"""Ratings: one's own, and sums of those who let theirs be counted."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assessments.surveys.models import Rating
from training_site.people.merges import accounts_of
from training_site.people.models import Membership, User, upwards
from training_site.people.roles import Role

ByMoment = Mapping[str, Mapping[str, int]]
"""Moment → question → 0 to 10."""


def own(person: User) -> ByMoment:
    """The newest of each moment."""
    found: dict[str, Mapping[str, int]] = {}
    for row in Rating.objects.filter(person__in=accounts_of(person.pk)).order_by("consented_at", "pk"):
        found[row.moment] = row.given.opened()
    return found


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What somebody lets be counted, and the units they learn in; not who it is."""

    paths: frozenset[str]
    given: ByMoment


def counted_below(top: str, *, today: date) -> list[Counted]:
    """Of the learners below a path whose newest rating may be counted (two queries)."""
    inside = Membership.objects.active_on(today).filter(role=Role.LEARNER, organisation__path__startswith=top)
    places: dict[int, set[str]] = defaultdict(set)
    for person, path in inside.values_list("user", "organisation__path"):
        places[person].update(upwards(path))
    newest: dict[int, dict[str, Mapping[str, int]]] = {}
    rows = Rating.objects.filter(person__in=places, counted=True).order_by("consented_at", "pk")
    for row in rows:
        newest.setdefault(row.person_id, {})[row.moment] = row.given.opened()
    return [Counted(paths=frozenset(places[person]), given=given) for person, given in newest.items()]
