"""The way to one certificate: the drawing, what is next, every stop, the last day, the short way to renew, and earlier rounds."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.certification.laws.cycles import OPEN
from assessments.certification.models.certifications import in_language
from assessments.certification.pages import stops
from assessments.certification.pages.certificates import HeldCard, held_card
from assessments.certification.pages.drawing import Drawing, drawn
from assessments.certification.pages.expiring import Expiry, expiry_of
from assessments.certification.pages.periods import day_text
from assessments.certification.pages.refreshing import RefresherPage, refresher_page
from assessments.certification.pages.rounds import STATES, Past, past, round_title
from assessments.certification.pages.stops import Stop, Surroundings, stops_of
from assessments.certification.pages.turns import Turn, turn_of
from assessments.certification.pages.versions import Newer, newer_page
from assessments.certification.pages.words import Words
from assessments.certification.selectors.ways import OnTheWay, Round
from assessments.presenting.shapes import Link
from assessments.progress.shapes import Progress

LATE_SOON = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class Due:
    """By when it is asked for."""

    text: str
    tone: str
    extension: Link | None
    """Where more time is asked for, or what was asked."""


@dataclass(frozen=True, kw_only=True)
class Legend:
    """So many stops of a kind."""

    state: str
    text: str


@dataclass(frozen=True, kw_only=True)
class WayPage:
    """The page."""

    code: str
    title: str
    summary: str
    issuer: str
    round: str
    state: str
    progress: Progress
    turn: Turn
    drawing: Drawing
    legend: tuple[Legend, ...]
    stops: tuple[Stop, ...]
    due: Due | None
    expiry: Expiry | None
    more_time: Link | None
    """Beside the last day, where it is also the day by which the renewal is due."""
    refresher: RefresherPage | None
    held: tuple[HeldCard, ...]
    past: tuple[Past, ...]
    newer: Newer | None


def surroundings_of(way: OnTheWay, words: Words, *, today: date) -> Surroundings:
    """What the stops are made from."""
    shown = way.shown
    return Surroundings(
        code=way.certification.code,
        words=words,
        findings=shown.findings,
        standing=shown.standing(today),
        claims=way.claims,
        is_open=shown.cycle.state in OPEN,
    )


def way_page(way: OnTheWay, words: Words, *, done: frozenset[tuple[str, str]], now: datetime) -> WayPage:
    """The page of somebody on the way; `done` are the parts of the refresher that are done. No query."""
    shown = way.shown
    cycle, today = shown.cycle, shown.today(now)
    around = surroundings_of(way, words, today=today)
    found = stops_of(shown.path.tree, around)
    progress = progress_of(around)
    holding = way.holding or cycle
    refresher = getattr(cycle, "refresher", None)
    due = _due(shown, today)
    renewal_ends_with_it = due is not None and holding is not cycle and cycle.due_on == holding.expires_on
    return WayPage(
        code=way.certification.code,
        title=way.certification.title,
        summary=in_language(way.certification.summaries, words.language),
        issuer=way.certification.issuer.name,
        round=round_title(shown),
        state=str(STATES[cycle.state]),
        progress=progress,
        turn=turn_of(way, around, today=today),
        drawing=_drawing(found, progress, arrived=bool(way.held) or around.standing.met),
        legend=tuple(_legend(found)),
        stops=found,
        due=None if renewal_ends_with_it else due,
        expiry=expiry_of(holding, shown.rules.grace, today=today),
        more_time=due.extension if due and renewal_ends_with_it else None,
        refresher=refresher_page(refresher, words, done=done) if refresher else None,
        held=tuple(held_card(each, today=today) for each in way.held),
        past=tuple(past(each) for each in way.rounds if each is not shown),
        newer=newer_page(cycle, way.newer, words) if way.newer and cycle.state in OPEN else None,
    )


def progress_of(around: Surroundings) -> Progress:
    """How much is done, of what is needed."""
    done, total = around.standing.done, around.standing.total
    text = ngettext("%(done)d of %(total)d done", "%(done)d of %(total)d done", total)
    percent = done * 100 // total if total else 100
    return Progress(done=done, total=total, percent=percent, text=text % {"done": done, "total": total})


def _drawing(found: tuple[Stop, ...], progress: Progress, *, arrived: bool) -> Drawing:
    states = [item.state for stop in found for item in stop.items]
    text = ", ".join([progress.text, *(line.text for line in _legend(found)[1:])])
    return drawn(states, arrived=arrived, text=_("Your way: %(text)s") % {"text": text})


def _legend(found: tuple[Stop, ...]) -> list[Legend]:
    numbers = Counter(item.state for stop in found for item in stop.items)
    texts = {
        stops.DONE: ngettext("%(n)d done", "%(n)d done", numbers[stops.DONE]),
        stops.NEXT: ngettext("%(n)d for you", "%(n)d for you", numbers[stops.NEXT]),
        stops.WAITING: ngettext("%(n)d with others", "%(n)d with others", numbers[stops.WAITING]),
        stops.LOCKED: ngettext("%(n)d later", "%(n)d later", numbers[stops.LOCKED]),
        stops.SPARE: ngettext("%(n)d not needed", "%(n)d not needed", numbers[stops.SPARE]),
    }
    return [
        Legend(state=state, text=text % {"n": numbers[state]})
        for state, text in texts.items()
        if numbers[state] or state == stops.DONE
    ]


def _due(shown: Round, today: date) -> Due | None:
    cycle = shown.cycle
    if cycle.due_on is None or cycle.state not in OPEN:
        return None
    left = (cycle.due_on - today).days
    day = {"day": day_text(cycle.due_on)}
    text = _("It was due by %(day)s.") % day if left < 0 else _("Due by %(day)s.") % day
    tone = "bad" if left < 0 else "wait" if left <= LATE_SOON.days else ""
    return Due(text=text, tone=tone, extension=_extension(shown))


def _extension(shown: Round) -> Link:
    if shown.extension_id is not None and shown.asked_until is not None:
        return Link(
            title=_("More time asked for: until %(day)s") % {"day": day_text(shown.asked_until)},
            url=reverse("certification:extension", args=[shown.extension_id]),
        )
    return Link(
        title=_("Ask for more time"), url=reverse("certification:extension_ask", args=[shown.cycle.certification.code])
    )
