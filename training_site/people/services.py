"""Writes about people: each function is one transaction and leaves the editor's desk open to exactly those whose roles open it."""

from datetime import date

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from training_site.people import access, signals
from training_site.people.models import Membership, Organisation, User
from training_site.people.permissions import CONFIRM_CONTACTS, Viewer
from training_site.people.roles import Role
from training_site.people.selectors import email_is_taken


class PersonRefused(Exception):
    """What was given does not make a person; `errors` maps a field to messages."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__(" ".join(message for messages in errors.values() for message in messages))
        self.errors = errors


class OrganisationRefused(Exception):
    """The tree would say something untrue: a wrong level, a second child of one name, a loop."""


class NotTheirsToConfirm(Exception):
    """The person may not speak for the contacts of this organisation."""


class ContactsChanged(Exception):
    """The contacts are not those that were rung: nobody has tried the new ones yet."""


class MembershipRefused(Exception):
    """The membership would overlap itself or end before it began."""


@transaction.atomic
def register_person(
    *,
    username: str,
    password: str | None = None,
    email: str = "",
    first_name: str = "",
    last_name: str = "",
    language: str = "",
) -> User:
    """Make a person who can sign in; without a password only after a reset by e-mail. Raises PersonRefused.

    The address must be one that its owner, or somebody who answers for them, has given: it counts as confirmed.
    """
    person = User(username=username, first_name=first_name, last_name=last_name, language=language)
    person.set_password(password)
    return _save_person(person, email=email)


@transaction.atomic
def change_person(
    *,
    person: User,
    username: str | None = None,
    email: str | None = None,
    first_name: str | None = None,
    last_name: str | None = None,
    language: str | None = None,
) -> User:
    """Change what is given and leave the rest. Raises PersonRefused."""
    person = User.objects.select_for_update().get(pk=person.pk)
    given = {"username": username, "first_name": first_name, "last_name": last_name, "language": language}
    for field, value in given.items():
        if value is not None:
            setattr(person, field, value)
    return _save_person(person, email=person.email if email is None else email)


@transaction.atomic
def set_password(*, person: User, password: str) -> None:
    """Give a person a new password; every session they have open ends with the old one."""
    person.set_password(password)
    person.save(update_fields=["password"])


@transaction.atomic
def make_superuser(*, person: User, by: User | None = None) -> User:
    """Let a person run the site. Not a role: it belongs to no organisation, and sees nobody's progress."""
    person.is_superuser = person.is_staff = True
    person.save(update_fields=["is_superuser", "is_staff"])
    signals.account_changed.send(User, person=person, by=by, how="superuser")
    return person


@transaction.atomic
def deactivate_person(*, person: User, by: User | None = None) -> User:
    """Close the door to a person. Their work and memberships stay as they are."""
    person.is_active = False
    person.save(update_fields=["is_active"])
    signals.account_changed.send(User, person=person, by=by, how="closed")
    return person


def _save_person(person: User, *, email: str) -> User:
    email = email.strip().lower()
    changed = person.pk is None or email != person.email
    person.email = email
    if email and changed and email_is_taken(email, but_by=person if person.pk else None):
        raise PersonRefused({"email": [_("Somebody already has this e-mail address.")]})
    try:
        person.full_clean(exclude=["password"])
        with transaction.atomic():
            person.save()
    except ValidationError as error:
        raise PersonRefused(error.message_dict) from error
    except IntegrityError as error:
        # Two sign-ups of one name in the same moment: the check passed twice, the database let one in.
        raise PersonRefused({"username": [_("Somebody already has this user name.")]}) from error
    if changed:
        _confirm_address(person)
    return person


def _confirm_address(person: User) -> None:
    EmailAddress.objects.filter(user=person).delete()
    if person.email:
        EmailAddress.objects.filter(email=person.email, verified=False).delete()
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)


@transaction.atomic
def create_organisation(
    *,
    name: str,
    kind: Organisation.Kind,
    parent: Organisation | None = None,
    danger_contacts: str = "",
    by: User | None = None,
) -> Organisation:
    """Put an organisation into the tree, below `parent` or as a country. Raises OrganisationRefused."""
    _lock_tree()
    parent = Organisation.objects.get(pk=parent.pk) if parent else None
    _check_level(kind, parent)
    name = _check_name(name, parent)
    fields = {"name": name, "kind": kind, "danger_contacts": danger_contacts}
    made = parent.add_child(**fields) if parent else Organisation.add_root(**fields)
    signals.organisation_changed.send(Organisation, organisation=made, by=by, how="made")
    return made


@transaction.atomic
def change_organisation(
    *,
    organisation: Organisation,
    name: str | None = None,
    danger_contacts: str | None = None,
    by: User | None = None,
) -> Organisation:
    """Change what is given and leave the rest. Raises OrganisationRefused."""
    _lock_tree()
    organisation = Organisation.objects.get(pk=organisation.pk)
    if name is not None:
        organisation.name = _check_name(name, organisation.get_parent(), but=organisation)
    if danger_contacts is not None and danger_contacts != organisation.danger_contacts:
        organisation.danger_contacts = danger_contacts
        organisation.contacts_checked_on = None
    organisation.save()
    signals.organisation_changed.send(Organisation, organisation=organisation, by=by, how="changed")
    return organisation


@transaction.atomic
def confirm_contacts(*, organisation: Organisation, by: Viewer, today: date, mark: str | None = None) -> Organisation:
    """Write down that `by` rang the contacts for a child in danger today. `mark`: which contacts they had before them.

    Raises NotTheirsToConfirm; ContactsChanged when there are none, or others than those with this mark.
    """
    _lock_tree()
    organisation = Organisation.objects.get(pk=organisation.pk)
    if not CONFIRM_CONTACTS.allows(by, organisation, today=today):
        raise NotTheirsToConfirm
    if not organisation.contacts or mark not in (None, organisation.contacts_mark):
        raise ContactsChanged
    organisation.contacts_checked_on = today
    organisation.save(update_fields=["contacts_checked_on"])
    signals.organisation_changed.send(Organisation, organisation=organisation, by=by, how="rang")
    return organisation


@transaction.atomic
def move_organisation(
    *, organisation: Organisation, parent: Organisation | None, by: User | None = None
) -> Organisation:
    """Hang an organisation, with all below it, under another parent. Whoever holds a role above it there gains, above it here loses.

    Raises OrganisationRefused.
    """
    _lock_tree()
    organisation = Organisation.objects.get(pk=organisation.pk)
    parent = Organisation.objects.get(pk=parent.pk) if parent else None
    if parent and parent.path.startswith(organisation.path):
        raise OrganisationRefused(_("An organisation cannot lie below itself."))
    _check_level(Organisation.Kind(organisation.kind), parent)
    _check_name(organisation.name, parent, but=organisation)
    if parent:
        organisation.move(parent, pos="last-child")
    else:
        organisation.move(Organisation.get_last_root_node(), pos="last-sibling")
    moved = Organisation.objects.get(pk=organisation.pk)
    signals.organisation_changed.send(Organisation, organisation=moved, by=by, how="moved")
    return moved


def _lock_tree() -> None:
    """One change of the tree at a time: a path is counted from its neighbours'."""
    list(Organisation.objects.select_for_update().filter(depth=1).values_list("pk", flat=True))


def _check_level(kind: Organisation.Kind, parent: Organisation | None) -> None:
    widest_first = list(Organisation.Kind)
    if parent is None:
        fits = kind == Organisation.Kind.COUNTRY
    elif kind == parent.kind == Organisation.Kind.ORGANISATION:
        fits = True  # a department
    else:
        fits = widest_first.index(kind) > widest_first.index(Organisation.Kind(parent.kind))
    if not fits:
        raise OrganisationRefused(
            _("%(kind)s cannot lie below %(parent)s.")
            % {"kind": kind.label, "parent": parent.get_kind_display() if parent else _("nothing")}
        )


def _check_name(name: str, parent: Organisation | None, *, but: Organisation | None = None) -> str:
    name = " ".join(name.split())
    if not name:
        raise OrganisationRefused(_("An organisation needs a name."))
    siblings = parent.get_children() if parent else Organisation.get_root_nodes()
    names = {other.name.casefold() for other in siblings if but is None or other.pk != but.pk}
    if name.casefold() in names:
        raise OrganisationRefused(_("There is already an organisation of this name here."))
    return name


@transaction.atomic
def add_membership(
    *,
    user: User,
    role: Role,
    organisation: Organisation,
    since: date,
    today: date,
    until: date | None = None,
    by: User | None = None,
) -> Membership:
    """Give a person a role in an organisation from a day on. An open membership of the same kind is returned as it is.

    Raises MembershipRefused.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if until is not None and until < since:
        raise MembershipRefused(_("A membership cannot end before it began."))
    same = Membership.objects.filter(user=user, role=role, organisation=organisation)
    if until is None and (open_one := same.filter(until=None).first()):
        return open_one
    if same.overlapping(since, until).exists():
        raise MembershipRefused(_("This person already has this role here at that time."))
    membership = same.create(user=user, role=role, organisation=organisation, since=since, until=until)
    access.refresh(user=user, today=today)
    signals.membership_begun.send(Membership, membership=membership, by=by)
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, until: date, today: date, by: User | None = None) -> Membership:
    """End a membership: `until` is the first day on which it holds no longer. One that has ended keeps its day; it is never deleted.

    Raises MembershipRefused.
    """
    user = User.objects.select_for_update().get(pk=membership.user_id)
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.until is not None and membership.until <= until:
        return membership
    if until < membership.since:
        raise MembershipRefused(_("A membership cannot end before it began."))
    membership.until = until
    membership.save(update_fields=["until"])
    access.refresh(user=user, today=today)
    signals.membership_ended.send(Membership, membership=membership, by=by)
    return membership
