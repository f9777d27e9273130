"""What administrators are told about wishes to be forgotten; nobody is named."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from training_site.notices.kinds import Kind, register
from training_site.notices.services import owing
from training_site.privacy.models import ErasureRequest
from training_site.privacy.selectors import administrators_of

ASKED = Kind(
    "privacy.erasure_asked",
    _("Somebody asks to be forgotten"),
    _("It must be done by %(due_on)s, by two people."),
    ("due_on",),
)


def register_all() -> None:
    """Make known what can be said."""
    register(ASKED)


def tell_administrators(wish: ErasureRequest, *, now: datetime) -> None:
    """Tell everybody who may fulfil it."""
    for administrator in administrators_of(wish.person, today=timezone.localdate(now)):
        owing.owe(
            person=administrator,
            kind=ASKED.key,
            link=reverse("privacy:request", args=[wish.pk]),
            facts={"due_on": wish.due_on},
            key=f"{ASKED.key}:{wish.pk}",
            now=now,
        )


def withdraw(wish: ErasureRequest, *, now: datetime) -> None:
    """It waits for nobody any more."""
    owing.withdraw(key=f"{ASKED.key}:{wish.pk}", now=now)
