"""Who fulfils the wish to be forgotten: administrators of an organisation where the person is or was, and whoever runs the site."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q

from training_site.people.models import Membership
from training_site.people.permissions import NOTHING, Rule, Scope
from training_site.people.roles import Permission


def _person_was_below(scopes: Iterable[Scope], _today: date) -> Q:
    places = reduce(or_, (Q(organisation__path__startswith=scope.path) for scope in scopes), NOTHING)
    return Q(person__in=Membership.objects.filter(places).values("user"))


ERASE_PEOPLE = Rule(permission=Permission.ERASE_PEOPLE, condition=_person_was_below)
"""On ErasureRequest."""
