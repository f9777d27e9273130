"""Memberships begun, ended and moved by somebody who has to be allowed to."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from training_site.people import services
from training_site.people.models import Membership, Organisation, User
from training_site.people.organisations.selectors import is_here
from training_site.people.permissions import MANAGE_MEMBERSHIPS, Viewer, may_grant, witness
from training_site.people.roles import Role
from training_site.people.services import MembershipRefused


class NotTheirsToGive(Exception):
    """The person may not give or end this role there."""


class AlreadyThere(MembershipRefused):
    """Who moves goes somewhere else."""


@transaction.atomic
def begin(
    *,
    person: User,
    role: Role,
    organisation: Organisation,
    by: Viewer,
    since: date,
    today: date,
    until: date | None = None,
) -> Membership:
    """Give a person a role from a day on, perhaps in the future. Only somebody who is in the giver's scope already can be given one.

    Raises NotTheirsToGive and MembershipRefused.
    """
    organisation = Organisation.objects.get(pk=organisation.pk)
    if not may_grant(by, role, organisation.path, today=today) or not is_here(person, by, today=today):
        raise NotTheirsToGive
    return services.add_membership(
        user=person, role=role, organisation=organisation, since=since, until=until, today=today, by=witness(by)
    )


@transaction.atomic
def end(*, membership: Membership, by: Viewer, until: date, today: date) -> Membership:
    """End a membership: `until` is the first day on which it holds no longer. What has not begun is taken back on the day it begins.

    Raises NotTheirsToGive and MembershipRefused.
    """
    if not MANAGE_MEMBERSHIPS.allows(by, membership, today=today):
        raise NotTheirsToGive
    return services.end_membership(membership=membership, until=until, today=today, by=witness(by))


@transaction.atomic
def move(*, membership: Membership, to: Organisation, by: Viewer, on: date, today: date) -> Membership:
    """Let a person go on in another organisation in the same role: here through the day before `on`, there from `on`; the new membership.

    Raises NotTheirsToGive where one of the two sides is not theirs, and MembershipRefused.
    """
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    to = Organisation.objects.get(pk=to.pk)
    role = Role(membership.role)
    if not MANAGE_MEMBERSHIPS.allows(by, membership, today=today) or not may_grant(by, role, to.path, today=today):
        raise NotTheirsToGive
    if to.pk == membership.organisation_id:
        raise AlreadyThere(_("This person is there already."))
    if membership.until is not None and membership.until <= on:
        raise MembershipRefused(_("This membership is over by then: give the role anew instead."))
    rest = membership.until
    services.end_membership(membership=membership, until=on, today=today, by=witness(by))
    return services.add_membership(
        user=membership.user, role=role, organisation=to, since=on, until=rest, today=today, by=witness(by)
    )
