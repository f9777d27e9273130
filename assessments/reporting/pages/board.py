"""The board in words: tiles, pictures, the units below, the choices of the form, the rows of one page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.certification.models import Certification
from assessments.presenting.shapes import Link
from assessments.reporting.filters import NAME, WAITING_LONGEST, WANTED, Filters
from assessments.reporting.laws import statuses
from assessments.reporting.laws.counting import WAITING, Numbers
from assessments.reporting.laws.statuses import BANDS, STALLED
from assessments.reporting.pages.columns import lines_of, shown
from assessments.reporting.pages.pictures import bar, pillars
from assessments.reporting.pages.words import STATUS, TURNS
from assessments.reporting.selectors.board import Count, Page
from assessments.reporting.selectors.units import Surroundings
from training_site.people.models import Organisation

TILES = (
    *(statuses.CERTIFIED, statuses.WINDOW_OPEN, "expiring_90", statuses.EXPIRED),
    *(statuses.ON_THE_WAY, statuses.OVERDUE, STALLED, statuses.SUSPENDED),
)
OF_A_UNIT = (statuses.CERTIFIED, statuses.WINDOW_OPEN, "expiring_90", statuses.EXPIRED, statuses.OVERDUE, STALLED)
"""What the table of units shows, beside how many people there are."""
FEWEST = 5
"""Shares of mentoring are told of so many people or more."""


@dataclass(frozen=True, kw_only=True)
class Tile:
    """One number that leads to its people."""

    text: str
    number: int
    url: str
    is_chosen: bool
    notes: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One option of the form."""

    value: str
    text: str
    selected: bool


@dataclass(frozen=True, kw_only=True)
class UnitLine:
    """A unit below, with its numbers."""

    name: str
    url: str
    people: int
    numbers: tuple[tuple[str, int, str], ...]
    """Heading, number, address."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """Everything that was read for a board."""

    around: Surroundings
    filters: Filters
    certifications: Sequence[Certification]
    numbers: Mapping[int, Numbers]
    forecast: Sequence[tuple[date, int]]
    page: Page
    count: Count
    sees_mentoring: bool


def context(found: Found, *, today: date) -> dict[str, Any]:
    """The context of the page."""
    filters, unit = found.filters, found.around.unit
    here = found.numbers[unit.pk]
    titles = {one.pk: one.title for one in found.certifications}
    return {
        "unit": unit.name,
        "trail": [_link(one, filters) for one in found.around.above],
        "others": [_link(one, filters) for one in found.around.tops if not unit.path.startswith(one.path)],
        "people": here.people,
        "tiles": tiles(here, filters),
        "bar": bar(here),
        "forecast": pillars(found.forecast),
        "forecast_total": sum(number for _month, number in found.forecast),
        "stalled": stalled(here, filters),
        "mentoring": mentoring(here) if found.sees_mentoring else (),
        "units": [_unit_line(one, found.numbers[one.pk], filters) for one in found.around.below],
        "unit_headings": [str(STATUS[key]) for key in OF_A_UNIT],
        "choices": choices(found),
        "filters": filters,
        "lines": [shown(line) for line in lines_of(found.page.rows, titles, today=today)],
        "count_text": count_text(found.count),
        "is_narrowed": bool(filters.status or filters.waits or filters.certification),
        "all_url": filters.but(status="", waits="", certification=None),
        "next_url": f"{filters.but()}&after={found.page.next_after}" if found.page.next_after else "",
        "query": filters.query,
        "by_name_url": filters.but(order=NAME) if filters.order != NAME else "",
        "by_waiting_url": filters.but(order=WAITING_LONGEST) if filters.order != WAITING_LONGEST else "",
        "board_url": reverse("reporting:board"),
    }


def tiles(numbers: Numbers, filters: Filters) -> list[Tile]:
    """The numbers at the top, each the address of its people."""
    return [
        Tile(
            text=str(STATUS[key]),
            number=numbers.by_status[key],
            url=filters.but(status=key, waits=""),
            is_chosen=filters.status == key,
            notes=_bands(numbers, filters) if key == "expiring_90" else (),
        )
        for key in TILES
    ]


def stalled(numbers: Numbers, filters: Filters) -> list[Link]:
    """For whom stalled rounds wait, the most first."""
    order = sorted(numbers.stalled_by.items(), key=lambda item: -item[1])
    return [
        Link(
            title=_("%(number)d wait for %(who)s") % {"number": number, "who": TURNS[who]},
            url=filters.but(status=STALLED, waits=who, order=WAITING_LONGEST),
        )
        for who, number in order
    ]


def mentoring(numbers: Numbers) -> tuple[str, ...]:
    """Facts about the mentoring of those on the way; nothing where they are so few that a share would be somebody."""
    if numbers.on_the_way < FEWEST:
        return ()
    return (
        _("%(percent)d %% of those on the way have a mentor") % {"percent": _percent(numbers.mentored, numbers)},
        _("%(percent)d %% met their mentor in the last six weeks") % {"percent": _percent(numbers.met, numbers)},
    )


def count_text(count: Count) -> str:
    """`312 people`, `more than 200 people`."""
    if count.are_more:
        return _("more than %(number)d people") % {"number": count.number}
    return ngettext("%(number)d person", "%(number)d people", count.number) % {"number": count.number}


def choices(found: Found) -> dict[str, list[Choice]]:
    """The options of the form."""
    filters, around = found.filters, found.around
    units = [*around.above, around.unit, *around.below]
    return {
        "unit": [_choice(str(one.pk), _indented(one), chosen=one.pk == around.unit.pk) for one in units],
        "certification": [
            _choice(str(one.pk), one.title, chosen=one.pk == filters.certification) for one in found.certifications
        ],
        "status": [_choice(key, str(STATUS[key]), chosen=key == filters.status) for key in WANTED],
        "waits": [_choice(who, str(TURNS[who]), chosen=who == filters.waits) for who in WAITING],
    }


def _bands(numbers: Numbers, filters: Filters) -> tuple[Link, ...]:
    return tuple(
        Link(
            title=_("%(number)d within %(days)d days") % {"number": numbers.by_status[band], "days": days},
            url=filters.but(status=band, waits=""),
        )
        for band, days in BANDS.items()
        if days < max(BANDS.values())
    )


def _unit_line(unit: Organisation, numbers: Numbers, filters: Filters) -> UnitLine:
    return UnitLine(
        name=unit.name,
        url=filters.but(unit=unit.pk),
        people=numbers.people,
        numbers=tuple(
            (str(STATUS[key]), numbers.by_status[key], filters.but(unit=unit.pk, status=key)) for key in OF_A_UNIT
        ),
    )


def _link(unit: Organisation, filters: Filters) -> Link:
    return Link(title=unit.name, url=filters.but(unit=unit.pk))


def _indented(unit: Organisation) -> str:
    return f"{'· ' * (unit.depth - 1)}{unit.name}"


def _choice(value: str, text: str, *, chosen: bool) -> Choice:
    return Choice(value=value, text=text, selected=chosen)


def _percent(part: int, numbers: Numbers) -> int:
    return 100 * part // numbers.on_the_way


def titles_of(certifications: Iterable[Certification]) -> dict[Any, str]:
    """Certification → what it is called."""
    return {one.pk: one.title for one in certifications}
