"""Join codes in words and as posters."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.certification.laws.codes import grouped
from assessments.certification.pages.periods import day_text
from assessments.certification.printing import qr
from assessments.cohorts.models import CohortMember, JoinCode


@dataclass(frozen=True, kw_only=True)
class CodeLine:
    """A code in the list."""

    code: str
    url: str
    place: str
    state: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class Poster:
    """A code to hang up."""

    code: str
    address: str
    square: SafeString
    place: str
    days: str
    seats: str
    state: str
    is_open: bool
    can_revoke: bool


def code_lines(codes: Iterable[JoinCode], *, today: date) -> tuple[CodeLine, ...]:
    """The list."""
    return tuple(
        CodeLine(
            code=grouped(one.code),
            url=reverse("cohorts:code", args=[one.cohort_id, one.pk]),
            place=one.organisation.name,
            state=f"{state_text(one, today)} · {days_text(one)}",
            tone="good" if one.is_open(today) else "",
        )
        for one in codes
    )


def poster(code: JoinCode, *, address: str, today: date) -> Poster:
    """What hangs on the wall."""
    return Poster(
        code=grouped(code.code),
        address=address,
        square=qr.svg(address, title=_("Square code that leads to the page of this join code")),
        place=code.organisation.name,
        days=days_text(code),
        seats=_seats(code),
        state=state_text(code, today),
        is_open=code.is_open(today),
        can_revoke=code.revoked_at is None,
    )


def days_text(code: JoinCode) -> str:
    """From when until when."""
    return _("%(first)s to %(last)s") % {"first": day_text(code.opens_on), "last": day_text(code.closes_on)}


def state_text(code: JoinCode, today: date) -> str:
    """Whether it lets anybody in."""
    if code.revoked_at:
        return _("Revoked")
    if today < code.opens_on:
        return _("Not open yet")
    return _("Open") if today <= code.closes_on else _("Over")


def _seats(code: JoinCode) -> str:
    joined = CohortMember.objects.filter(code=code, until=None).count()
    if code.seats is None:
        return ngettext("%(n)d person came by it", "%(n)d people came by it", joined) % {"n": joined}
    return _("%(n)d of %(all)d seats are taken") % {"n": joined, "all": code.seats}
