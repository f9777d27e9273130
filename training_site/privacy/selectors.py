"""Reads about privacy: requests that wait, who answers for them, and what erasing would do."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from training_site.people.merges import closed_accounts
from training_site.people.models import Membership, User
from training_site.people.permissions import holds
from training_site.people.roles import Permission, roles_with
from training_site.privacy.holdings import Holding, registered
from training_site.privacy.models import OPEN, ErasureRequest
from training_site.privacy.permissions import ERASE_PEOPLE


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """What erasing does to one holding of a person: how many rows go, how many stay."""

    holding: Holding
    goes: int
    stays: int


def open_request(person: User) -> ErasureRequest | None:
    """The wish of a person that is neither fulfilled nor taken back."""
    return ErasureRequest.objects.filter(OPEN, person=person).first()


def may_erase(viewer: User, *, today: date) -> bool:
    """Whether somebody fulfils such wishes at all."""
    return holds(viewer, Permission.ERASE_PEOPLE, today=today)


def requests_for(viewer: User, *, today: date) -> QuerySet[ErasureRequest]:
    """The wishes that somebody may fulfil, and never their own; those that are not over first, by their day."""
    rows = ErasureRequest.objects.filter(ERASE_PEOPLE.visible_to(viewer, today=today)).exclude(person=viewer)
    return rows.select_related("person", "looked_by", "done_by").order_by("done_at", "taken_back_at", "due_on")


def administrators_of(person: User, *, today: date) -> QuerySet[User]:
    """Whoever may fulfil the wish of a person, but the person; those who run the site where nobody else can."""
    theirs = Membership.objects.filter(user=person)
    above = (
        Membership.objects.active_on(today)
        .filter(role__in=roles_with(Permission.ERASE_PEOPLE))
        .annotate(here=Exists(theirs.filter(organisation__path__startswith=OuterRef("organisation__path"))))
        .filter(here=True)
    )
    people = User.objects.filter(is_active=True).exclude(pk=person.pk)
    found = people.filter(pk__in=above.values("user"))
    return found if found.exists() else people.filter(is_superuser=True)


def foreseen(person: User) -> list[Foreseen]:
    """What erasing would do, holding by holding; those with nothing about the person left out."""
    accounts = [*closed_accounts(person), person]
    found = [
        Foreseen(
            holding=holding,
            goes=sum(table.of(one).count() for table in holding.tables if table.goes for one in accounts),
            stays=sum(table.of(one).count() for table in holding.tables if not table.goes for one in accounts),
        )
        for holding in registered.values()
    ]
    return [one for one in found if one.goes or one.stays]
