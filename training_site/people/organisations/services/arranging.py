"""The tree, changed by somebody who has to be allowed to."""

from datetime import date

from django.db import transaction

from training_site.people import services
from training_site.people.models import Organisation, User
from training_site.people.permissions import EDIT_ORGANISATION, Viewer, witness


class NotTheirsToChange(Exception):
    """The person may not change this part of the tree."""


@transaction.atomic
def make(*, name: str, kind: Organisation.Kind, parent: Organisation | None, by: Viewer, today: date) -> Organisation:
    """Make an organisation below another; a country is made by a superuser. Raises NotTheirsToChange and OrganisationRefused."""
    _lock_tree()
    _demand(by, parent, today=today)
    return services.create_organisation(name=name, kind=kind, parent=parent, by=witness(by))


@transaction.atomic
def change(*, organisation: Organisation, by: Viewer, name: str, danger_contacts: str, today: date) -> Organisation:
    """Correct the name and the contacts for a child in danger; other contacts have to be rung again.

    Raises NotTheirsToChange and OrganisationRefused.
    """
    _lock_tree()
    _demand(by, organisation, today=today)
    return services.change_organisation(
        organisation=organisation, name=name, danger_contacts=danger_contacts, by=witness(by)
    )


@transaction.atomic
def move(*, organisation: Organisation, to: Organisation, by: Viewer, today: date) -> Organisation:
    """Hang an organisation with all below it under another. What it leaves and what it joins must both be theirs to change.

    Raises NotTheirsToChange and OrganisationRefused.
    """
    _lock_tree()
    organisation = Organisation.objects.get(pk=organisation.pk)
    _demand(by, organisation.get_parent(), today=today)
    _demand(by, to, today=today)
    return services.move_organisation(organisation=organisation, parent=to, by=witness(by))


def _demand(by: Viewer, organisation: Organisation | None, *, today: date) -> None:
    if organisation is None:
        allowed = isinstance(by, User) and by.is_active and by.is_superuser
    else:
        allowed = EDIT_ORGANISATION.allows(by, organisation, today=today)
    if not allowed:
        raise NotTheirsToChange


def _lock_tree() -> None:
    """Whoever asks whether they may, asks about the tree as it stays until they have done it."""
    list(Organisation.objects.select_for_update().filter(depth=1).values_list("pk", flat=True))
