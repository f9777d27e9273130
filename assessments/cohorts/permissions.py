"""Who may do what with cohorts: whoever looks after the people of its organisation, or of one that takes part."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q

from assessments.cohorts.models import CohortPlace
from training_site.people.permissions import NOTHING, Rule, Scope
from training_site.people.roles import Permission


def _own(scopes: Iterable[Scope], _today: date) -> Q:
    return reduce(or_, (Q(organisation__path__startswith=scope.path) for scope in scopes), NOTHING)


def _own_or_taking_part(scopes: Iterable[Scope], today: date) -> Q:
    held = list(scopes)
    if not held:
        return NOTHING
    present = CohortPlace.objects.filter(Q(until=None) | Q(until__gt=today)).filter(_own(held, today))
    return _own(held, today) | Q(pk__in=present.values("cohort"))


SEE_COHORT = Rule(permission=Permission.MANAGE_MEMBERSHIPS, condition=_own_or_taking_part, superuser=False)
"""On Cohort: look at it, and bring one's own people. A superuser runs the site and looks after nobody."""

RUN_COHORT = Rule(permission=Permission.MANAGE_MEMBERSHIPS, condition=_own, superuser=False)
"""On Cohort: change it, say who takes part, close it."""

ROWS_OF_PLACES = Rule(permission=Permission.MANAGE_MEMBERSHIPS, condition=_own, superuser=False)
"""On everything in a cohort that names an organisation (members, codes, invitations): what belongs to one's own."""
