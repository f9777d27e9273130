"""Who may ask for emergency access and who may answer; what is open, asked for, or to be told."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from assessments.mentoring.models import AccessEvent, BreakGlass, Relationship
from assessments.mentoring.models.relationships import CURRENT_STATES
from assessments.mentoring.selectors.viewpoints import mentors_the_mentor
from training_site.people.models import Membership, User, upwards
from training_site.people.permissions import NOTHING, scopes_of
from training_site.people.roles import Permission, Role


def may_ask(person: User, learner: User, *, now: datetime) -> bool:
    """Whether somebody may ask for access to a learner's data: in their scope, or as the mentor's mentor; never one of the pair."""
    if is_party(person, learner.pk):
        return False
    return _holds(person, learner.pk, Permission.ASK_EMERGENCY_ACCESS, now=now) or mentors_the_mentor(
        person, learner.pk
    )


def may_answer(person: User, grant: BreakGlass, *, now: datetime) -> bool:
    """Whether somebody may approve or refuse: another person, in scope, not one of the pair."""
    if person.pk == grant.requester_id or is_party(person, grant.learner_id):
        return False
    return _holds(person, grant.learner_id, Permission.APPROVE_EMERGENCY_ACCESS, now=now)


def approvers(grant: BreakGlass, *, now: datetime) -> list[User]:
    """Everybody who may answer, for telling them."""
    today = timezone.localdate(now)
    places = Membership.objects.active_on(today).filter(user_id=grant.learner_id, role=Role.LEARNER)
    paths = set(places.values_list("organisation__path", flat=True))
    above = {upward for path in paths for upward in upwards(path)}
    held = Membership.objects.active_on(today).filter(
        role__in=[role for role in Role if Permission.APPROVE_EMERGENCY_ACCESS in role.permissions],
        organisation__path__in=above,
    )
    people = User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")
    return [person for person in people if person.pk != grant.requester_id and not is_party(person, grant.learner_id)]


def visible_to(person: User, *, now: datetime) -> QuerySet[BreakGlass]:
    """The accesses somebody has to do with: asked for, to be answered or answered in their scope, or about their pair once told."""
    rows = BreakGlass.objects.select_related("learner", "requester", "approver").order_by("-created_at", "pk")
    of_the_pair = Q(learner=person) | Q(learner__in=_learners_of(person))
    return rows.filter(
        Q(requester=person) | Q(approver=person) | _in_scope(person, now=now) | of_the_pair & Q(notify_at__lte=now)
    ).exclude(Q(learner=person), Q(notify_at=None) | Q(notify_at__gt=now))


def uses(grant: BreakGlass) -> QuerySet[AccessEvent]:
    """Every look for which it was needed, oldest first."""
    return grant.uses.select_related("actor").order_by("at", "pk")


def told_about(*, now: datetime) -> list[BreakGlass]:
    """The accesses whose parties are to know by now."""
    return list(BreakGlass.objects.filter(notify_at__lte=now).order_by("notify_at"))


def parties(grant: BreakGlass) -> list[User]:
    """The learner and the mentors of today."""
    mentors = Relationship.objects.filter(learner_id=grant.learner_id, kind="reflective", state__in=CURRENT_STATES)
    return list(User.objects.filter(Q(pk=grant.learner_id) | Q(pk__in=mentors.values("mentor"))).order_by("pk"))


def _in_scope(person: User, *, now: datetime) -> Q:
    today = timezone.localdate(now)
    found = NOTHING
    for scope in scopes_of(person, Permission.APPROVE_EMERGENCY_ACCESS, today=today):
        places = Membership.objects.active_on(today).filter(
            role=Role.LEARNER, organisation__path__startswith=scope.path
        )
        found |= Q(learner__in=places.values("user"))
    return found & ~Q(learner__in=_learners_of(person))


def _learners_of(person: User) -> QuerySet[Relationship, int]:
    mentored = Relationship.objects.filter(mentor=person, kind="reflective", state__in=CURRENT_STATES)
    return mentored.values_list("learner", flat=True)


def _holds(person: User, learner_id: int, permission: Permission, *, now: datetime) -> bool:
    today = timezone.localdate(now)
    scopes = scopes_of(person, permission, today=today)
    places = Membership.objects.active_on(today).filter(user_id=learner_id, role=Role.LEARNER)
    return any(
        path.startswith(scope.path) for path in places.values_list("organisation__path", flat=True) for scope in scopes
    )


def is_party(person: User, learner_id: int) -> bool:
    """Whether somebody is the learner, or mentors them now."""
    if person.pk == learner_id:
        return True
    return Relationship.objects.filter(
        learner_id=learner_id, mentor=person, kind="reflective", state__in=CURRENT_STATES
    ).exists()
