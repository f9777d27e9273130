"""`{% certificates_of user as found %}`: what My learning says about certificates. `{% awaited_of user as waits %}`: what waits for somebody."""

from dataclasses import dataclass

from django import template
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.certification.pages.rounds import STATES
from assessments.certification.selectors.awaited import how_much
from assessments.certification.selectors.latest import latest_rounds
from assessments.presenting.shapes import Link
from training_site.people.models import User

register = template.Library()


@dataclass(frozen=True, kw_only=True)
class Line:
    """One certificate, in a line."""

    title: str
    state: str


@dataclass(frozen=True, kw_only=True)
class Certificates:
    """A card."""

    url: str
    lines: tuple[Line, ...]


@register.simple_tag
def certificates_of(user: User | AnonymousUser) -> Certificates | None:
    """For whoever is asked for a certificate or has one; None for others (one query)."""
    if not isinstance(user, User):
        return None
    lines = tuple(
        Line(
            title=row.cycle.certification.title,
            state=_("Waits for your name") if row.unnamed else str(STATES[row.cycle.state]),
        )
        for row in latest_rounds(user.pk)
    )
    return Certificates(url=reverse("certification:home"), lines=lines) if lines else None


@register.simple_tag
def awaited_of(user: User | AnonymousUser) -> Link | None:
    """The way to what waits for somebody because of what they are to others; None where nothing does (two queries)."""
    number = how_much(user, today=timezone.localdate()) if isinstance(user, User) else 0
    if not number:
        return None
    title = ngettext(
        "%(n)d question about somebody's certificate waits for you",
        "%(n)d questions about people's certificates wait for you",
        number,
    )
    return Link(title=title % {"n": number}, url=reverse("certification:waiting"))
