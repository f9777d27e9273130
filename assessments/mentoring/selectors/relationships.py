"""Reads about relationships: who is whose, who could become whose, and how much somebody has taken on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from assessments.mentoring.models import Agreement, Event, Relationship
from assessments.mentoring.models.relationships import CURRENT_STATES, OPEN_STATES
from training_site.people.models import Membership, Organisation, User
from training_site.people.roles import Permission, Role, roles_with

Kind = Relationship.Kind
NEAR = (Organisation.Kind.ORGANISATION, Organisation.Kind.DISTRICT)
"""Where a coordinator knows the learners by name, and so may say who accompanies whom."""
IN_FORCE = ("active", "due_review")


@dataclass(frozen=True, kw_only=True)
class Room:
    """Where somebody may arrange the people around a learner."""

    viewer_id: int
    place: Organisation
    """The learner's organisation; the nearest, where there are several."""
    paths: tuple[str, ...]
    """Of the viewer's own organisations and districts."""


def room_to_assign(viewer: User, learner_id: int, *, today: date) -> Room | None:
    """Where the viewer may assign people to this learner today; None: they may not (two queries)."""
    held = Membership.objects.active_on(today).filter(
        user=viewer, role__in=roles_with(Permission.ASSIGN_MENTORS), organisation__kind__in=NEAR
    )
    paths = tuple(held.order_by("organisation__path").values_list("organisation__path", flat=True))
    if not paths or viewer.pk == learner_id or not viewer.is_active:
        return None
    here = Membership.objects.active_on(today).filter(
        user_id=learner_id, role=Role.LEARNER, organisation=OuterRef("pk")
    )
    places = Organisation.objects.filter(_below(paths, "path"), Exists(here))
    place = places.order_by("-depth", "path").first()
    return Room(viewer_id=viewer.pk, place=place, paths=paths) if place else None


def candidates(room: Room, *, kind: str, but: Iterable[int], today: date) -> QuerySet[User]:
    """Whom the viewer may name for a learner of this place: for a mentor those who have this role there, else anybody active there.

    "There" is everything below the viewer's own organisations, and what lies above the learner's place: a role reaches down.
    """
    held = Membership.objects.active_on(today).filter(user=OuterRef("pk"))
    held = held.filter(_below(room.paths, "organisation__path") | Q(organisation__path__in=room.place.upwards))
    if kind == Kind.REFLECTIVE:
        held = held.filter(role=Role.MENTOR)
    others = User.objects.filter(Exists(held), is_active=True).exclude(pk__in=[room.viewer_id, *but])
    return others.order_by("first_name", "last_name", "username")


def loads(people: Iterable[int]) -> Mapping[int, int]:
    """Person → how many learners they accompany as a mentor, those included who have been proposed (one query)."""
    rows = Relationship.objects.filter(mentor__in=list(people), kind=Kind.REFLECTIVE, state__in=OPEN_STATES)
    return dict(rows.order_by().values_list("mentor").annotate(Count("learner", distinct=True)))


def of_learner(learner_id: int) -> QuerySet[Relationship]:
    """Everybody who accompanies, manages or judges a learner, or did; those who do first."""
    return Relationship.objects.filter(learner_id=learner_id).select_related("learner", "mentor", "organisation")


def is_line_manager(person_id: int, learner_id: int) -> bool:
    """Whether somebody manages a learner now (one query)."""
    rows = Relationship.objects.filter(kind=Kind.LINE_MANAGEMENT, state__in=CURRENT_STATES)
    return rows.filter(mentor_id=person_id, learner_id=learner_id).exists()


def line_managers(learner_id: int) -> list[User]:
    """Who manages a learner now (one query)."""
    held = Relationship.objects.filter(kind=Kind.LINE_MANAGEMENT, state="active", learner_id=learner_id)
    return list(User.objects.filter(pk__in=held.values("mentor")))


def coordinators_of(organisation: Organisation | None, *, today: date) -> list[User]:
    """Who assigns mentors in an organisation: its own coordinators and those of its district (one query)."""
    if organisation is None:
        return []
    held = Membership.objects.active_on(today).filter(
        role__in=roles_with(Permission.ASSIGN_MENTORS),
        organisation__path__in=organisation.upwards,
        organisation__kind__in=NEAR,
    )
    return list(User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk"))


def has_changed_mentor(learner_id: int, programme_key: str) -> bool:
    """Whether a learner has used the one change of mentor that needs no reason (one query)."""
    rows = Relationship.objects.filter(learner_id=learner_id, programme_key=programme_key, state="ended")
    return rows.filter(reason="learner_changed").exists()


def is_a_mentor(person_id: int, *, today: date) -> bool:
    """Whether somebody has the role of a mentor anywhere (one query)."""
    return Membership.objects.active_on(today).filter(user_id=person_id, role=Role.MENTOR).exists()


def agreement_in_force(relationship: Relationship | UUID, on: date) -> Agreement | None:
    """The agreement that held on a day: signed by both by then, and neither superseded nor ended before (two queries)."""
    number = relationship.pk if isinstance(relationship, Relationship) else relationship
    found = {row.pk: row for row in Agreement.objects.filter(relationship_id=number).order_by("version")}
    events = Event.objects.filter(subject__in=found, kind__in=["signed", "superseded", "ended"])
    days: dict[UUID, dict[str, date]] = {}
    for event in events:
        days.setdefault(event.subject, {})[event.kind] = timezone.localdate(event.at)
    held = [
        found[pk]
        for pk, happened in days.items()
        if "signed" in happened
        and happened["signed"] <= on
        # What ended on this day no longer holds on it; what was superseded gave way to what was signed instead.
        and all(on < happened[kind] for kind in ("superseded", "ended") if kind in happened)
    ]
    return max(held, key=lambda row: row.version, default=None)


def _below(paths: Iterable[str], field: str) -> Q:
    condition = Q(pk__in=())
    for path in paths:
        condition |= Q(**{f"{field}__startswith": path})
    return condition
