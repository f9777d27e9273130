"""Templates that organisations keep: who may use them, who may change them, and what they say now."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import OuterRef, Q, QuerySet, Subquery

from training_site.notices.messages import Said
from training_site.notices.models import OwnTemplate, TemplateWords
from training_site.people.models import Organisation, User, upwards
from training_site.people.permissions import NOTHING, Rule, Scope, scopes_of
from training_site.people.roles import Permission


def _below(scopes: Iterable[Scope], _today: date) -> Q:
    return reduce(or_, (Q(organisation__path__startswith=scope.path) for scope in scopes), NOTHING)


def _below_or_above(scopes: Iterable[Scope], today: date) -> Q:
    held = list(scopes)
    above = {path for scope in held for path in upwards(scope.path)}
    return _below(held, today) | Q(organisation__path__in=above)


KEEP_TEMPLATE = Rule(permission=Permission.WRITE_TO_LEARNERS, condition=_below, superuser=False)
"""On OwnTemplate: change it, end it."""

USE_TEMPLATE = Rule(permission=Permission.WRITE_TO_LEARNERS, condition=_below_or_above, superuser=False)
"""On OwnTemplate: read it and write with it; what an organisation keeps serves those below it too."""


def templates_for(viewer: User, *, today: date) -> QuerySet[OwnTemplate]:
    """What somebody may write with, by title."""
    rows = OwnTemplate.objects.filter(USE_TEMPLATE.visible_to(viewer, today=today), ended_at=None)
    return rows.select_related("organisation").order_by("title", "pk")


def words_for(viewer: User, *, today: date) -> QuerySet[TemplateWords]:
    """What these templates say now."""
    last = TemplateWords.objects.filter(template=OuterRef("template")).order_by("-number").values("pk")[:1]
    rows = TemplateWords.objects.filter(template__in=templates_for(viewer, today=today).order_by(), pk=Subquery(last))
    return rows.select_related("template__organisation").order_by("template__title", "pk")


def versions_of(template: OwnTemplate) -> QuerySet[TemplateWords]:
    """Everything a template has said, the latest first."""
    return TemplateWords.objects.filter(template=template).select_related("by").order_by("-number")


def places_to_keep(viewer: User, *, today: date) -> QuerySet[Organisation]:
    """The organisations for which somebody may keep templates."""
    scopes = scopes_of(viewer, Permission.WRITE_TO_LEARNERS, today=today)
    return Organisation.objects.filter(reduce(or_, (Q(path__startswith=scope.path) for scope in scopes), NOTHING))


def said_in(words: TemplateWords) -> Said:
    """The words, gaps open."""
    return Said(words.subject.opened() or "", words.body.opened() or "")
