"""Notes that concerns were raised: of a pair, of a safeguarding lead's organisations, and their number."""

from datetime import date

from django.db.models import Q, QuerySet

from assessments.mentoring.models import Escalation, Relationship
from training_site.people.models import Membership, User
from training_site.people.permissions import NOTHING
from training_site.people.roles import Role


def of_pair(relationship: Relationship) -> QuerySet[Escalation]:
    """The notes of one pair, newest first."""
    return Escalation.objects.filter(relationship=relationship).select_related("raised_by")


def before(lead: User, *, today: date) -> QuerySet[Escalation]:
    """The notes of everybody who learns where somebody is the safeguarding lead."""
    held = Membership.objects.active_on(today).filter(user=lead, role=Role.SAFEGUARDING)
    places = NOTHING
    for path in held.values_list("organisation__path", flat=True):
        places |= Q(organisation__path__startswith=path)
    learners = Membership.objects.active_on(today).filter(places, role=Role.LEARNER)
    rows = Escalation.objects.filter(relationship__learner__in=learners.values("user"))
    return rows.select_related("raised_by", "relationship__learner", "relationship__mentor")


def is_lead(person: User, *, today: date) -> bool:
    """Whether somebody is a safeguarding lead anywhere (one query)."""
    return Membership.objects.active_on(today).filter(user=person, role=Role.SAFEGUARDING).exists()
