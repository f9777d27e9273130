"""Rooms beside the tree: links for whoever holds what opens them."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from training_site.people.models import User
from training_site.people.organisations.pages.words import Link
from training_site.people.permissions import may_operate
from training_site.people.roles import Permission
from training_site.people.selectors import powers_of


def rooms(viewer: User, *, today: date) -> tuple[Link, ...]:
    """Where somebody can go from here (two queries)."""
    doors = (
        (Permission.VIEW_PROGRESS, _("Certification board"), "reporting:board"),
        (Permission.VIEW_SUMS, _("How many are certified"), "reporting:sums"),
        (Permission.VIEW_ITEMS, _("What quizzes tell"), "reporting:quizzes"),
        (Permission.WRITE_TO_LEARNERS, _("Write to many"), "notices:sent"),
        (Permission.MANAGE_MEMBERSHIPS, _("Two accounts of one person?"), "duplicates:list"),
        (Permission.RESET_SECOND_FACTOR, _("Second factors"), "second_factor:people"),
        (Permission.ERASE_PEOPLE, _("Wishes to be forgotten"), "privacy:requests"),
        (Permission.READ_AUDIT, _("Audit trail"), "audit:trail"),
    )
    held = powers_of(viewer, today=today)
    found = [Link(title=title, url=reverse(name)) for power, title, name in doors if power in held]
    if may_operate(viewer, today=today):
        found.append(Link(title=_("Is the site well?"), url=reverse("operations:home")))
    return tuple(found)
