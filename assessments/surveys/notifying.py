"""What people are told about surveys. A notice leads to the ticket, which leads to no answer."""

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessments.surveys.links import token
from assessments.surveys.models import Survey, Ticket
from training_site.notices import kinds
from training_site.notices.kinds import Kind
from training_site.notices.services import owing

ASKED = Kind(
    "surveys.asked",
    _("How was the training? Your answer is anonymous"),
    _("You are asked a few questions. Nobody can see which answer is yours. Please answer by %(until)s."),
    ("until",),
)
FOLLOW_UP = Kind(
    "surveys.follow_up",
    _("What has become of what you learned?"),
    _(
        "%(months)d months after the training you are asked what you could use. It takes ten minutes and needs no password. "
        "Please answer by %(until)s."
    ),
    ("months", "until"),
)
REMINDER = Kind(
    "surveys.reminder",
    _("A survey waits for your answer"),
    _("Your answer would help. It is open until %(until)s; on its page you can also ask not to be reminded."),
    ("until",),
)


def register_all() -> None:
    """Make the kinds known."""
    for kind in (ASKED, FOLLOW_UP, REMINDER):
        kinds.register(kind)


def key(survey: Survey) -> str:
    """What every notice of a survey begins with."""
    return f"surveys:{survey.pk}:"


def ask(survey: Survey, ticket: Ticket, *, now: datetime) -> None:
    """Somebody is asked."""
    kind = FOLLOW_UP if survey.months_after else ASKED
    facts = {"until": survey.closes_on} | ({"months": survey.months_after} if survey.months_after else {})
    _owe(survey, ticket, kind, facts, "asked", now)


def remind(survey: Survey, ticket: Ticket, *, which: int, now: datetime) -> None:
    """Somebody has not answered yet."""
    _owe(survey, ticket, REMINDER, {"until": survey.closes_on}, str(which), now)


def _owe(survey: Survey, ticket: Ticket, kind: Kind, facts: Mapping[str, object], step: str, now: datetime) -> None:
    link = reverse("surveys:answer", args=[token(ticket)])
    owing.owe(person=ticket.person, kind=kind.key, link=link, facts=facts, key=key(survey) + step, now=now)
