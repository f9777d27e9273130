"""Saved views and files, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.reporting.filters import Filters
from assessments.reporting.models import Export, SavedView
from assessments.reporting.pages import about

WHOLE = 100


@dataclass(frozen=True, kw_only=True)
class ViewLine:
    """A saved view."""

    title: str
    url: str
    asked: str
    monthly: bool
    change_url: str


@dataclass(frozen=True, kw_only=True)
class FileLine:
    """A file, and how far it is."""

    title: str
    url: str
    asked: str
    when: str
    state: str
    rows_text: str
    sha256: str
    download_url: str
    percent: int
    is_waiting: bool


def view_lines(rows: Iterable[SavedView], titles: Mapping[UUID, str]) -> list[ViewLine]:
    """By name."""
    return [
        ViewLine(
            title=row.title,
            url=reverse("reporting:view", args=[row.pk]),
            asked=_asked(row.query, titles),
            monthly=row.monthly,
            change_url=reverse("reporting:view_change", args=[row.pk]),
        )
        for row in rows
    ]


def file_line(row: Export, titles: Mapping[UUID, str]) -> FileLine:
    """One file."""
    ready = row.state == Export.State.READY
    return FileLine(
        title=f"{row.organisation.name} · {row.get_format_display()}",
        url=reverse("reporting:export", args=[row.pk]),
        asked=_asked(row.query, titles),
        when=date_format(timezone.localtime(row.cut_off_at), "DATETIME_FORMAT"),
        state=str(Export.State(row.state).label),
        rows_text=_rows(row),
        sha256=row.sha256,
        download_url=reverse("reporting:download", args=[row.pk]) if ready and row.file else "",
        percent=WHOLE if ready else WHOLE * row.done // max(row.expected, 1),
        is_waiting=row.state in (Export.State.ASKED, Export.State.RUNNING),
    )


def _rows(row: Export) -> str:
    if row.state == Export.State.RUNNING:
        return _("%(done)d of %(all)d rows are written") % {"done": row.done, "all": row.expected}
    number = row.done or row.expected
    return ngettext("%(number)d row", "%(number)d rows", number) % {"number": number}


def _asked(query: str, titles: Mapping[UUID, str]) -> str:
    found = about.asked(Filters.read(QueryDict(query)), titles)
    return " · ".join(f"{label}: {text}" for label, text in found) or _("Everybody")
