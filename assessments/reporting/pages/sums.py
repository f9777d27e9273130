"""Sums in words: a table of units, and what "fewer than five" hides."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.certification.models import Certification
from assessments.presenting.shapes import Link
from assessments.reporting.filters import Filters
from assessments.reporting.laws import statuses
from assessments.reporting.pages.board import Choice
from assessments.reporting.selectors.sums import QUESTIONS, SOON, UnitSums
from assessments.reporting.selectors.units import Surroundings

HEADINGS: dict[str, Promise] = {
    statuses.CERTIFIED: gettext_lazy("Certified for more than 90 days yet"),
    SOON: gettext_lazy("Certified, expires within 90 days"),
    statuses.EXPIRED: gettext_lazy("Expired"),
    statuses.ON_THE_WAY: gettext_lazy("On the way"),
    statuses.OVERDUE: gettext_lazy("Overdue"),
}


@dataclass(frozen=True, kw_only=True)
class SumLine:
    """A unit."""

    name: str
    url: str
    cells: Sequence[tuple[str, str]]
    """Heading and number, or what stands for a number that is hidden."""


def context(
    around: Surroundings,
    found: Sequence[UnitSums],
    filters: Filters,
    certifications: Sequence[Certification],
    *,
    chosen: UUID | None,
) -> dict[str, Any]:
    """The context of the page."""
    lines = [_line(one, filters, is_here=one.unit.pk == around.unit.pk) for one in found]
    return {
        "unit": around.unit.name,
        "trail": [Link(title=one.name, url=filters.but(unit=one.pk)) for one in around.above],
        "others": [
            Link(title=one.name, url=filters.but(unit=one.pk)) for one in around.tops if one.pk != around.unit.pk
        ],
        "headings": [str(HEADINGS[question]) for question in QUESTIONS],
        "lines": lines,
        "certifications": [
            Choice(value=str(one.pk), text=one.title, selected=one.pk == chosen) for one in certifications
        ],
        "unit_id": around.unit.pk,
        "sums_url": reverse("reporting:sums"),
    }


def _line(one: UnitSums, filters: Filters, *, is_here: bool) -> SumLine:
    few = _("fewer than 5, or hidden")
    return SumLine(
        name=_("All of %(unit)s") % {"unit": one.unit.name} if is_here else one.unit.name,
        url="" if is_here else filters.but(unit=one.unit.pk),
        cells=[
            (str(HEADINGS[question]), few if number is None else str(number))
            for question, number in zip(QUESTIONS, one.numbers, strict=True)
        ],
    )
