"""What people are told about their second factor."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from training_site.notices.kinds import Kind, register
from training_site.notices.services import owing
from training_site.people.models import User

RESET = Kind(
    "second_factor.reset",
    _("Your second factor was taken away"),
    _(
        "An administrator did so on %(on)s. Set up a new one. If you did not ask for this, tell your coordinator at once."
    ),
    ("on",),
)


def register_all() -> None:
    """Make known what can be said."""
    register(RESET)


def tell_reset(person: User, *, now: datetime) -> None:
    """Tell whose it was."""
    owing.owe(
        person=person,
        kind=RESET.key,
        link=reverse("mfa_index"),
        facts={"on": timezone.localdate(now)},
        key=f"{RESET.key}:{now.isoformat()}",
        now=now,
    )
