"""Groups: where somebody may form them, which they have to do with, who belonged to one on a day."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from assessments.mentoring.models import Attendance, Group, GroupMember, Tutorial
from assessments.mentoring.selectors.relationships import NEAR
from training_site.people.models import Membership, Organisation, User
from training_site.people.permissions import NOTHING
from training_site.people.roles import Permission, Role, roles_with


def places_to_arrange(viewer: User, *, today: date) -> QuerySet[Organisation]:
    """The organisations in which somebody may form groups (one query more)."""
    held = Membership.objects.active_on(today).filter(
        user=viewer, role__in=roles_with(Permission.ASSIGN_MENTORS), organisation__kind__in=NEAR
    )
    below = NOTHING
    for path in held.values_list("organisation__path", flat=True):
        below |= Q(path__startswith=path)
    return Organisation.objects.filter(below, kind__in=NEAR).order_by("path")


def may_arrange(viewer: User, place: Organisation, *, today: date) -> bool:
    """Whether somebody forms and changes groups there."""
    return viewer.is_active and places_to_arrange(viewer, today=today).filter(pk=place.pk).exists()


def facilitators_at(place: Organisation, *, today: date) -> QuerySet[User]:
    """Who can lead a group there: the mentors of the place and of what lies above it."""
    held = Membership.objects.active_on(today).filter(
        user=OuterRef("pk"), role=Role.MENTOR, organisation__path__in=place.upwards
    )
    return User.objects.filter(Exists(held), is_active=True).order_by("first_name", "last_name", "username")


def learners_at(place: Organisation, *, today: date) -> QuerySet[User]:
    """Who can join a group there: everybody who learns there or below."""
    held = Membership.objects.active_on(today).filter(
        user=OuterRef("pk"), role=Role.LEARNER, organisation__path__startswith=place.path
    )
    return User.objects.filter(Exists(held), is_active=True).order_by("first_name", "last_name", "username")


def groups_of(person: User, *, today: date) -> QuerySet[Group]:
    """The groups somebody arranges, leads or belongs to, each with the number of its members."""
    mine = GroupMember.objects.filter(group=OuterRef("pk"), learner=person, until=None)
    places = places_to_arrange(person, today=today)
    rows = Group.objects.filter(Q(facilitator=person) | Exists(mine) | Q(organisation__in=places))
    number = Count("members", filter=Q(members__until=None))
    return rows.select_related("facilitator", "organisation").annotate(size=number).order_by("until", "name", "pk")


def members_on(group: Group, day: date) -> list[User]:
    """Who belonged to a group on a day."""
    held = GroupMember.objects.filter(Q(until=None) | Q(until__gt=day), group=group, since__lte=day)
    return list(User.objects.filter(pk__in=held.values("learner")).order_by("first_name", "last_name", "username"))


def tutorials_of(group: Group) -> QuerySet[Tutorial]:
    """What took place, newest first, without what was corrected; each with how many were there."""
    there = Count("attendances", filter=Q(attendances__present=True))
    return Tutorial.objects.filter(group=group, corrected_by=None).annotate(there=there).select_related("corrects")


def attendances_of(tutorial: Tutorial) -> QuerySet[Attendance]:
    """Who was there."""
    return Attendance.objects.filter(tutorial=tutorial).select_related("learner").order_by("pk")
