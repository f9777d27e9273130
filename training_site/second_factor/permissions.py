"""Who must show a second factor, and who may take one away that is lost."""

from datetime import date

from training_site.people.models import User
from training_site.people.permissions import MANAGE_MEMBERSHIPS, Rule
from training_site.people.roles import Permission, Role
from training_site.people.selectors import roles_of

STAFF_ROLES = frozenset(role for role in Role if role.permissions or role.grants) | {Role.MENTOR}
"""The roles that may see or do something about other people. A mentor's powers come from agreements and not from the role, and they are
the most confidential of all: what a mentor reads, not even whoever runs the site reads."""

RESET_SECOND_FACTOR = Rule(permission=Permission.RESET_SECOND_FACTOR, condition=MANAGE_MEMBERSHIPS.condition)
"""On Membership: of the roles that one may give and end."""


def must_show(person: User, *, today: date) -> bool:
    """Whether a person has to show a second factor today (one query)."""
    return person.is_superuser or not STAFF_ROLES.isdisjoint(roles_of(person, today=today))
