"""What the page for a child in danger shows about the people to call: finished values for its template."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from training_site.people.models import Contact, Organisation
from training_site.people.permissions import CONFIRM_CONTACTS, Viewer
from training_site.people.phones import Phone, numbers_in
from training_site.people.selectors import danger_contacts

CHECK_EVERY = timedelta(days=92)
"""Contacts are rung once a quarter, to see that somebody answers."""


@dataclass(frozen=True, kw_only=True)
class Callee:
    """Somebody to call: the function, the numbers, and what was written besides the numbers."""

    name: str
    phones: tuple[Phone, ...]
    note: str


@dataclass(frozen=True, kw_only=True)
class Place:
    """An organisation and whom it names. `confirm_url` is empty for those who may not say that the numbers were rung."""

    name: str
    callees: tuple[Callee, ...]
    checked_text: str
    overdue: bool
    confirm_url: str
    mark: str


def places_to_call(viewer: Viewer, *, today: date) -> list[Place]:
    """Whom a person calls, nearest organisation first."""
    return [
        _place(found.organisation, today=today, confirmable=found.confirmable)
        for found in danger_contacts(viewer, today=today)
    ]


def place_to_confirm(viewer: Viewer, pk: int, *, today: date) -> Place | None:
    """The organisation with this number, when it has contacts and the viewer may say that they were rung."""
    visible = CONFIRM_CONTACTS.visible_to(viewer, today=today)
    organisation = Organisation.objects.filter(visible, pk=pk).first()
    if organisation is None or not organisation.contacts:
        return None
    return _place(organisation, today=today, confirmable=True)


def _place(organisation: Organisation, *, today: date, confirmable: bool) -> Place:
    day = organisation.contacts_checked_on
    overdue = day is None or today - day > CHECK_EVERY
    return Place(
        name=organisation.name,
        callees=tuple(_callee(contact) for contact in organisation.contacts),
        checked_text=_checked_text(day, overdue=overdue),
        overdue=overdue,
        confirm_url=reverse("people:confirm_contacts", args=[organisation.pk]) if confirmable else "",
        mark=organisation.contacts_mark,
    )


def _checked_text(day: date | None, *, overdue: bool) -> str:
    if day is None:
        return _("Numbers not checked yet")
    said = _("Numbers not checked since %(day)s") if overdue else _("Numbers checked on %(day)s")
    return said % {"day": date_format(day)}


def _callee(contact: Contact) -> Callee:
    phones = numbers_in(contact.phone)
    only_a_number = [phone.text for phone in phones] == [contact.phone]
    return Callee(name=contact.name, phones=phones, note="" if only_a_number else contact.phone)
