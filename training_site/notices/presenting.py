"""The page of notices, as its template prints it."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from training_site.notices import selectors
from training_site.notices.models import Notice
from training_site.notices.wording import said
from training_site.people.models import User

ON_A_PAGE = 20


@dataclass(frozen=True, kw_only=True)
class Line:
    """One notice."""

    anchor: str
    subject: str
    sentence: str
    link: str
    owed_at: datetime
    unread: bool
    see_url: str


@dataclass(frozen=True, kw_only=True)
class Switch:
    """Notices by e-mail, on or off."""

    text: str
    button_text: str
    choice: str
    """What the button sends: "yes" or "no"."""
    address_url: str
    """Where an address is added; empty where there is one."""


@dataclass(frozen=True, kw_only=True)
class News:
    """What a person is owed, one page of it."""

    lines: tuple[Line, ...]
    unread_text: str
    """Empty when nothing is unread."""
    up_to: str
    """The moment of the newest notice they may have seen, for "mark all as read"."""
    number: int
    position_text: str
    newer_url: str
    older_url: str
    switch: Switch


def news(person: User, *, page: str) -> News:
    """The page with this number; the nearest one where there is no such page."""
    shown = Paginator(selectors.owed_to(person), ON_A_PAGE).get_page(page)
    lines = tuple(_line(notice) for notice in shown)
    unread = selectors.unseen_count(person)
    newest = selectors.owed_to(person).values_list("owed_at", flat=True).first() if unread else None
    return News(
        lines=lines,
        unread_text=ngettext("%(n)d unread", "%(n)d unread", unread) % {"n": unread} if unread else "",
        up_to=newest.isoformat() if newest else "",
        number=shown.number,
        position_text=_position(shown),
        newer_url=f"?page={shown.previous_page_number()}" if shown.has_previous() else "",
        older_url=f"?page={shown.next_page_number()}" if shown.has_next() else "",
        switch=_switch(selectors.by_email(person)),
    )


def _line(notice: Notice) -> Line:
    subject, sentence = said(notice)
    return Line(
        anchor=f"notice-{notice.pk}",
        subject=subject,
        sentence=sentence,
        link=notice.link,
        owed_at=notice.owed_at,
        unread=notice.seen_at is None,
        see_url=reverse("notices:see", args=[notice.pk]),
    )


def _position(shown: Page[Notice]) -> str:
    pages = shown.paginator.num_pages
    return _("Page %(number)d of %(pages)d") % {"number": shown.number, "pages": pages} if pages > 1 else ""


def _switch(found: selectors.ByEmail) -> Switch:
    if not found.address:
        text = _("You have no confirmed e-mail address, so everything waits for you here.")
    elif found.wanted:
        text = _("What is new also goes to %(address)s: one message, with links only.") % {"address": found.address}
    else:
        text = _("Nothing goes to you by e-mail. Everything waits for you here.")
    return Switch(
        text=text,
        button_text=_("Stop e-mail") if found.wanted else _("Send me e-mail again"),
        choice="no" if found.wanted else "yes",
        address_url="" if found.address else reverse("account_email"),
    )
