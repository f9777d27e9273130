"""Reads about second factors: who has one, of those whom somebody answers for."""

from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import OuterRef, QuerySet, Subquery

from training_site.people.models import Membership, User
from training_site.people.permissions import holds
from training_site.people.roles import Permission
from training_site.second_factor.permissions import RESET_SECOND_FACTOR, STAFF_ROLES


def may_reset(viewer: User, *, today: date) -> bool:
    """Whether a person takes away lost factors at all."""
    return holds(viewer, Permission.RESET_SECOND_FACTOR, today=today)


def answered_for(viewer: User, *, today: date) -> QuerySet[Any]:
    """The people whose factor somebody may take away: all that they may do about others they have from roles that the viewer could
    end. Never the viewer. `set_up_at` says since when they have one; null: not yet.
    """
    staff = Membership.objects.active_on(today).filter(role__in=STAFF_ROLES)
    endable = staff.filter(RESET_SECOND_FACTOR.visible_to(viewer, today=today))
    out_of_reach = staff.exclude(pk__in=endable.values("pk"))
    people = User.objects.filter(pk__in=endable.values("user"), is_active=True).exclude(pk=viewer.pk)
    people = people.exclude(pk__in=out_of_reach.values("user"))
    if not viewer.is_superuser:
        people = people.filter(is_superuser=False)
    factor = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    return people.annotate(set_up_at=Subquery(factor.values("created_at")[:1])).order_by("first_name", "username")
