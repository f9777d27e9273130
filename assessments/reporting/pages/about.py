"""What a file says about itself: what was asked, as of when, how many rows there are, and their hash."""

from collections.abc import Mapping
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.reporting.filters import Filters
from assessments.reporting.models import Export
from assessments.reporting.pages.words import STATUS, TURNS


def lines(
    export: Export, filters: Filters, *, unit: str, titles: Mapping[UUID, str], rows: int, sha256: str
) -> list[tuple[str, str]]:
    """Label and text."""
    return [
        (_("Unit"), unit),
        *asked(filters, titles),
        (_("Cut-off"), timezone.localtime(export.cut_off_at).isoformat(timespec="seconds")),
        (_("Rows"), str(rows)),
        (_("SHA-256 of the question and the rows"), sha256),
        (_("Number of this file"), str(export.pk)),
    ]


def asked(filters: Filters, titles: Mapping[UUID, str]) -> list[tuple[str, str]]:
    """The filters in words, those that leave everybody in left out."""
    certification = titles.get(filters.certification, "") if filters.certification else ""
    pairs = [
        (_("Certification"), certification),
        (_("Status"), str(STATUS[filters.status]) if filters.status else ""),
        (_("Whose turn it is"), str(TURNS[filters.waits]) if filters.waits else ""),
    ]
    return [(label, text) for label, text in pairs if text]


def sheet_title() -> str:
    """Of the sheet with the rows."""
    return _("Board")


def about_title() -> str:
    """Of the sheet that tells where they come from."""
    return _("About this file")
