"""The rooms of those who compose, decide and answer for certificates: links, for whoever has the power."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.presenting.shapes import Link
from training_site.people.roles import Permission


def staff_rooms(held: Collection[Permission]) -> tuple[Link, ...]:
    """Where somebody with these powers can go; nothing for everybody else."""
    doors = (
        (Permission.VIEW_PROGRESS, _("Certification board"), "reporting:board"),
        (Permission.MARK_TEXTS, _("Texts to mark"), "assessments:marking"),
        (Permission.GIVE_TIME, _("More time at quizzes"), "assessments:exemptions"),
        (Permission.VIEW_SUMS, _("How many are certified"), "reporting:sums"),
        (Permission.CERTIFY, _("Decisions"), "certification:decisions"),
        (Permission.CERTIFY, _("Questions of learners"), "certification:answers"),
        (Permission.CERTIFY, _("Rounds"), "certification:rounds"),
        (Permission.CHANGE_CREDENTIAL, _("Measures"), "certification:measures"),
        (Permission.CHANGE_CREDENTIAL, _("Check certificates"), "certification:check"),
        (Permission.CHANGE_CREDENTIAL, _("Earlier completions"), "certification:import"),
        (Permission.COMPOSE_CERTIFICATION, _("What certificates ask for"), "certification:compose"),
        (Permission.MANAGE_MEMBERSHIPS, _("Cohorts"), "cohorts:home"),
    )
    return tuple(Link(title=title, url=reverse(name)) for power, title, name in doors if power in held)
