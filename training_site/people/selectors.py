"""Reads about people: who is here, in which role, and whom to call about a child in danger."""

from dataclasses import dataclass
from datetime import date

from allauth.account.models import EmailAddress
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, QuerySet

from training_site.people.models import Contact, Membership, Organisation, User
from training_site.people.permissions import CONFIRM_CONTACTS, VIEW_LEARNER, Viewer
from training_site.people.roles import EDITING_ROLES, OF_SUPERUSER, Permission, Role


def memberships_on(day: date) -> QuerySet[Membership]:
    """The memberships that hold on a day, each with its person and organisation."""
    return Membership.objects.active_on(day).select_related("user", "organisation")


def roles_of(person: User, *, today: date) -> frozenset[Role]:
    """The roles a person holds somewhere today (one query). Empty for somebody who signed up alone and learns without organisation."""
    rows = Membership.objects.active_on(today).filter(user=person).order_by().values_list("role", flat=True).distinct()
    return frozenset(Role(role) for role in rows)


def powers_of(person: User, *, today: date) -> frozenset[Permission]:
    """Everything that somebody may do anywhere today (one query)."""
    held: frozenset[Permission] = frozenset().union(*(role.permissions for role in roles_of(person, today=today)))
    return held | OF_SUPERUSER if person.is_superuser else held


def people_visible_to(viewer: Viewer, *, today: date) -> QuerySet[User]:
    """The learners a person may know of, and oneself."""
    return User.objects.filter(VIEW_LEARNER.visible_to(viewer, today=today), is_active=True)


def organisations_above(person: User, *, today: date) -> QuerySet[Organisation]:
    """The organisations of a person's memberships and everything above them, nearest first (one query)."""
    below = Membership.objects.active_on(today).filter(user=person, organisation__path__startswith=OuterRef("path"))
    return Organisation.objects.filter(Exists(below)).order_by("-depth", "path")


def countries_of(person: User, *, today: date) -> QuerySet[Organisation, str]:
    """The names of the countries in which a person belongs to something; made to be asked inside another query."""
    return organisations_above(person, today=today).filter(depth=1).order_by().values_list("name", flat=True)


def countries_edited_by(person: User, *, today: date) -> QuerySet[Membership, str]:
    """The names of the countries for which a person writes: where they hold an editing role in the country itself (one query)."""
    rows = Membership.objects.active_on(today).filter(user=person, role__in=EDITING_ROLES, organisation__depth=1)
    return rows.order_by().values_list("organisation__name", flat=True)


def national_editors(*, today: date) -> QuerySet[Membership, int]:
    """Primary keys of the people who write for some country."""
    rows = Membership.objects.active_on(today).filter(role__in=EDITING_ROLES, organisation__depth=1)
    return rows.order_by().values_list("user_id", flat=True)


@dataclass(frozen=True, kw_only=True)
class DangerContacts:
    """The contacts for a child in danger that one organisation names, never empty; and whether the viewer may confirm them."""

    organisation: Organisation
    contacts: tuple[Contact, ...]
    confirmable: bool


def danger_contacts(person: Viewer, *, today: date) -> list[DangerContacts]:
    """Whom a person calls about a child in danger, nearest organisation first (two queries); empty for a visitor (none)."""
    if not isinstance(person, User):
        return []
    confirmable = ExpressionWrapper(CONFIRM_CONTACTS.visible_to(person, today=today), output_field=BooleanField())
    found = organisations_above(person, today=today).exclude(danger_contacts="").annotate(confirmable=confirmable)
    return [
        DangerContacts(organisation=one, contacts=one.contacts, confirmable=one.confirmable)
        for one in found
        if one.contacts
    ]


def email_is_taken(email: str, *, but_by: User | None = None) -> bool:
    """Whether an address belongs to somebody else: it stands in their name, or they have shown that they receive its mail."""
    others = User.objects.exclude(pk=but_by.pk) if but_by else User.objects.all()
    return (
        others.filter(email__iexact=email).exists()
        or EmailAddress.objects.filter(email__iexact=email, verified=True, user__in=others).exists()
    )
