"""Who may use which bank of questions, and who may change it: editors of the curriculum, along the tree of organisations."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q

from training_site.people.models import upwards
from training_site.people.permissions import NOTHING, Rule, Scope
from training_site.people.roles import Permission

SHARED = Q(organisation=None)
"""Banks that are everybody's."""


def _below(scopes: Iterable[Scope], _today: date) -> Q:
    held = list(scopes)
    own = (Q(organisation__path__startswith=scope.path) for scope in held)
    return reduce(or_, own, SHARED if held else NOTHING)


def _below_or_above(scopes: Iterable[Scope], today: date) -> Q:
    held = list(scopes)
    above = (Q(organisation__path__in=upwards(scope.path)) for scope in held)
    return reduce(or_, above, _below(held, today))


USE_BANK = Rule(permission=Permission.EDIT_CURRICULUM, condition=_below_or_above)
"""On QuestionBank: read its questions and draw from it. What a country has gathered is there for its districts."""

CHANGE_BANK = Rule(permission=Permission.EDIT_CURRICULUM, condition=_below)
"""On QuestionBank: write, retire and bring in questions."""
