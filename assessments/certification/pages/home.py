"""The home of certificates: what waits for me, what I am on the way to, what I hold, what I could apply for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.certification.laws.cycles import OPEN
from assessments.certification.models.certifications import in_language
from assessments.certification.pages.certificates import HeldCard, current, held_card
from assessments.certification.pages.expiring import Expiry, expiry_of
from assessments.certification.pages.periods import day_text
from assessments.certification.pages.request_words import Line, listed
from assessments.certification.pages.rounds import STATES
from assessments.certification.pages.turns import Turn, turn_of
from assessments.certification.pages.way import progress_of, surroundings_of
from assessments.certification.pages.words import Words
from assessments.certification.selectors.applying import Offer
from assessments.certification.selectors.requests import Requests
from assessments.certification.selectors.ways import OnTheWay
from assessments.presenting.shapes import Link
from assessments.progress.shapes import Progress

Naming = Mapping[str, Words]
"""Programme → what its parts are called."""


@dataclass(frozen=True, kw_only=True)
class WayCard:
    """Something I am on the way to."""

    title: str
    url: str
    state: str
    progress: Progress
    turn: Turn
    due: str
    overdue: bool


@dataclass(frozen=True, kw_only=True)
class HoldingCard:
    """A certificate I hold, with its last day."""

    held: HeldCard
    way: Link
    expiry: Expiry | None


@dataclass(frozen=True, kw_only=True)
class OfferCard:
    """Something I could apply for."""

    code: str
    title: str
    text: str
    issuer: str


@dataclass(frozen=True, kw_only=True)
class First:
    """The one thing that comes first."""

    about: str
    turn: Turn


@dataclass(frozen=True, kw_only=True)
class Home:
    """The page."""

    first: First | None
    ways: tuple[WayCard, ...]
    holding: tuple[HoldingCard, ...]
    waiting: tuple[Line, ...]
    """Questions for the learner."""
    asked: int
    """How much they have asked for."""
    offers: tuple[OfferCard, ...]
    empty: str


def home_page(
    ways: Sequence[OnTheWay],
    naming: Naming,
    *,
    requests: Requests,
    offers: Sequence[Offer],
    language: str,
    now: datetime,
) -> Home:
    """The page of somebody; no query."""
    cards, turns = [], []
    for way in ways:
        words = naming.get(way.certification.programme_key, Words())
        around = surroundings_of(way, words, today=way.shown.today(now))
        turn = turn_of(way, around, today=way.shown.today(now))
        if way.shown.cycle.state in OPEN:
            cards.append(_card(way, turn, progress_of(around), way.shown.today(now)))
        if turn.is_mine and (way.unnamed or way.shown.cycle.state in OPEN):
            urgency = (not way.unnamed, way.shown.cycle.due_on or date.max)
            turns.append((urgency, First(about=way.certification.title, turn=turn)))
    turns.sort(key=lambda pair: pair[0])
    asked = listed(requests)
    return Home(
        first=turns[0][1] if turns else None,
        ways=tuple(cards),
        holding=tuple(card for way in ways if (card := _holding(way, now=now)) is not None),
        waiting=asked.waiting,
        asked=len(asked.others) + len(asked.waiting),
        offers=tuple(_offer(each, language) for each in offers),
        empty=_empty(ways, offers),
    )


def _card(way: OnTheWay, turn: Turn, progress: Progress, today: date) -> WayCard:
    cycle = way.shown.cycle
    due = _("Due by %(day)s.") % {"day": day_text(cycle.due_on)} if cycle.due_on else ""
    return WayCard(
        title=way.certification.title,
        url=reverse("certification:way", args=[way.certification.code]),
        state=str(STATES[cycle.state]),
        progress=progress,
        turn=turn,
        due=due,
        overdue=cycle.due_on is not None and cycle.due_on < today,
    )


def _holding(way: OnTheWay, *, now: datetime) -> HoldingCard | None:
    today = way.shown.today(now)
    held = current(way.held, today=today)
    if held is None:
        return None
    cycle = way.holding
    url = reverse("certification:way", args=[way.certification.code])
    return HoldingCard(
        held=held_card(held, today=today),
        way=Link(title=_("What it asked for, and its history"), url=url),
        expiry=expiry_of(cycle, way.shown.rules.grace, today=today) if cycle else None,
    )


def _offer(each: Offer, language: str) -> OfferCard:
    row = each.certification
    return OfferCard(code=row.code, title=row.title, text=in_language(row.summaries, language), issuer=row.issuer.name)


def _empty(ways: Sequence[OnTheWay], offers: Sequence[Offer]) -> str:
    if ways:
        return ""
    if offers:
        return _("You are not on the way to a certificate yet. Below is what you can apply for.")
    return _(
        "You are not on the way to a certificate. Whoever follows a pathway that leads to one is asked for it by itself, within the hour."
    )
