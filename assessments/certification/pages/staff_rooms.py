"""The rooms of those who compose, decide and answer for certificates: links, for whoever has the power."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.presenting.shapes import Link
from training_site.people.roles import Permission


def staff_rooms(held: Collection[Permission]) -> tuple[Link, ...]:
    """Where somebody with these powers can go; nothing for everybody else."""
    doors = (
        (Permission.CERTIFY, _("Decisions"), "decisions"),
        (Permission.CERTIFY, _("Questions of learners"), "answers"),
        (Permission.CERTIFY, _("Rounds"), "rounds"),
        (Permission.CHANGE_CREDENTIAL, _("Measures"), "measures"),
        (Permission.CHANGE_CREDENTIAL, _("Check certificates"), "check"),
        (Permission.CHANGE_CREDENTIAL, _("Earlier completions"), "import"),
        (Permission.COMPOSE_CERTIFICATION, _("What certificates ask for"), "compose"),
    )
    return tuple(
        Link(title=title, url=reverse(f"certification:{name}")) for power, title, name in doors if power in held
    )
