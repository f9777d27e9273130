"""Notes that concerns were raised: of a pair, of a safeguarding lead's organisations, and their number."""

from datetime import date

from django.db.models import Q, QuerySet

from assessments.mentoring.models import Escalation, Relationship
from training_site.people.models import Membership, User
from training_site.people.permissions import NOTHING, scopes_of
from training_site.people.roles import Permission, Role


def of_pair(relationship: Relationship) -> QuerySet[Escalation]:
    """The notes of one pair, newest first."""
    return Escalation.objects.filter(relationship=relationship).select_related("raised_by")


def before(lead: User, *, today: date) -> QuerySet[Escalation]:
    """The notes of everybody who learns where somebody is the safeguarding lead."""
    places = NOTHING
    for scope in scopes_of(lead, Permission.VIEW_CONCERNS, today=today):
        places |= Q(organisation__path__startswith=scope.path)
    learners = Membership.objects.active_on(today).filter(places, role=Role.LEARNER)
    rows = Escalation.objects.filter(relationship__learner__in=learners.values("user"))
    return rows.select_related("raised_by", "relationship__learner", "relationship__mentor")


def is_lead(person: User, *, today: date) -> bool:
    """Whether somebody is a safeguarding lead anywhere (one query)."""
    return bool(scopes_of(person, Permission.VIEW_CONCERNS, today=today))
