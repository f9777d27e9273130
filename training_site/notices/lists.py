"""The list that every site has: the learners of an organisation, with all that lies below it."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from training_site.notices.recipients import Recipients, Source
from training_site.people.models import Membership, Organisation, User
from training_site.people.permissions import NOTHING, scopes_of
from training_site.people.roles import Permission, Role


def _places(viewer: User, today: date) -> QuerySet[Organisation]:
    condition = NOTHING
    for scope in scopes_of(viewer, Permission.WRITE_TO_LEARNERS, today=today):
        condition |= Q(path__startswith=scope.path)
    return Organisation.objects.filter(condition)


def _organisations(viewer: User, today: date) -> list[tuple[str, str]]:
    return [(str(row.pk), row.name) for row in _places(viewer, today)]


def _learners(viewer: User, value: str, today: date) -> Recipients | None:
    row = _places(viewer, today).filter(pk=int(value)).first() if value.isdecimal() and len(value) < 19 else None
    if row is None:
        return None
    held = Membership.objects.active_on(today).filter(role=Role.LEARNER, organisation__path__startswith=row.path)
    people = User.objects.filter(pk__in=held.values("user"), is_active=True)
    return Recipients(name=row.name, people=people, organisation=row)


LEARNERS = Source("people.learners", _("Learners of an organisation"), choices=_organisations, find=_learners)
