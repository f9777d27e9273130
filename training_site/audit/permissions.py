"""Who reads the audit trail: whoever answers for an organisation, of what belongs to it or below; whoever runs the site, all of it."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q

from training_site.people.permissions import NOTHING, Rule, Scope
from training_site.people.roles import Permission


def _unit_below(scopes: Iterable[Scope], _today: date) -> Q:
    return reduce(or_, (Q(unit__path__startswith=scope.path) for scope in scopes), NOTHING)


READ_AUDIT = Rule(permission=Permission.READ_AUDIT, condition=_unit_below)
"""On AuditEvent."""
