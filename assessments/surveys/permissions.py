"""Who asks a cohort, and who reads what came of it: whoever may write to its learners, and whoever sees their progress."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q

from training_site.people.permissions import NOTHING, Rule, Scope
from training_site.people.roles import Permission


def _of_cohort(scopes: Iterable[Scope], _today: date) -> Q:
    return reduce(or_, (Q(cohort__organisation__path__startswith=scope.path) for scope in scopes), NOTHING)


def _own(scopes: Iterable[Scope], _today: date) -> Q:
    return reduce(or_, (Q(organisation__path__startswith=scope.path) for scope in scopes), NOTHING)


ASK_COHORT = Rule(permission=Permission.WRITE_TO_LEARNERS, condition=_own, superuser=False)
"""On Cohort: ask its people, or give them a test."""

RUN = Rule(permission=Permission.WRITE_TO_LEARNERS, condition=_of_cohort, superuser=False)
"""On Survey and TestPlan: close it, drop it, open the second test."""

READ = Rule(permission=Permission.VIEW_PROGRESS, condition=_of_cohort, superuser=False)
"""On Survey and TestPlan: the numbers. A superuser runs the site and has no business with anybody's results."""
