"""Certificates that somebody holds, as cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.certification.laws.codes import grouped
from assessments.certification.pages.periods import day_text
from assessments.certification.pages.standing_words import icon_of, note_text, short_text
from assessments.certification.selectors.ways import Held


@dataclass(frozen=True, kw_only=True)
class HeldCard:
    """One certificate."""

    title: str
    url: str
    code: str
    state: str
    icon: str
    holds: bool
    note: str
    """What has happened to it; nothing while it simply holds."""
    days: str


def held_card(held: Held, *, today: date) -> HeldCard:
    """A certificate on a day."""
    row, status = held.credential, held.status(today)
    since = _("from %(day)s") % {"day": day_text(row.valid_from)}
    until = _("through %(day)s") % {"day": day_text(row.valid_until)} if row.valid_until else _("without end")
    return HeldCard(
        title=row.certification.title,
        url=reverse("certification:credential", args=[row.pk]),
        code=grouped(row.code),
        state=short_text(status),
        icon=icon_of(status),
        holds=status.holds,
        note=note_text(status),
        days=f"{since} {until}",
    )


def current(held: Sequence[Held], *, today: date) -> Held | None:
    """The one that holds, else the newest."""
    return next((each for each in held if each.status(today).holds), held[0] if held else None)
