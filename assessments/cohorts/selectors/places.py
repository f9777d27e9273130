"""To which organisations somebody may bring people into a cohort."""

from datetime import date

from django.db.models import Q, QuerySet

from assessments.cohorts.models import Cohort, CohortPlace
from training_site.people.models import Organisation, User
from training_site.people.permissions import NOTHING, Scope, may_grant, scopes_of
from training_site.people.roles import Permission, Role


def places_of(cohort: Cohort, *, today: date) -> QuerySet[CohortPlace]:
    """The other organisations that take part on this day."""
    return CohortPlace.objects.filter(cohort=cohort).filter(Q(until=None) | Q(until__gt=today))


def organisations_for(person: User, cohort: Cohort, *, today: date) -> QuerySet[Organisation]:
    """Where they may bring learners: in the subtree of an organisation of the cohort, and in their own."""
    roots = [cohort.organisation.path, *places_of(cohort, today=today).values_list("organisation__path", flat=True)]
    inside = _below(roots)
    scopes: list[Scope] = scopes_of(person, Permission.MANAGE_MEMBERSHIPS, today=today)
    return Organisation.objects.filter(inside).filter(_below([one.path for one in scopes]))


def may_bring_to(person: User, cohort: Cohort, organisation: Organisation, *, today: date) -> bool:
    """Whether somebody may bring learners there into this cohort."""
    taking_part = organisations_for(person, cohort, today=today).filter(pk=organisation.pk).exists()
    return taking_part and may_grant(person, Role.LEARNER, organisation.path, today=today)


def organisations_of(person: User, *, today: date) -> QuerySet[Organisation]:
    """Every organisation whose people somebody looks after."""
    scopes = scopes_of(person, Permission.MANAGE_MEMBERSHIPS, today=today)
    return Organisation.objects.filter(_below([one.path for one in scopes]))


def _below(paths: list[str]) -> Q:
    found = NOTHING
    for path in paths:
        found |= Q(path__startswith=path)
    return found
