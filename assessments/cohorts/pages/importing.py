"""A file of people in words: how it was read, what becomes of each row, and the bad rows as a file with reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.certification.pages.periods import day_text
from assessments.cohorts.models import EnrolmentImport, ImportRow
from assessments.cohorts.services.judging import Judged
from assessments.mentoring.board_export import as_csv
from training_site.tables.unreadable import Unreadable

REFUSED: Mapping[str, Promise] = {
    "too_large": gettext_lazy("The file is larger than %(found)s MB. Divide it."),
    "encoding": gettext_lazy(
        "The letters of this file cannot be read for certain. Save it as “CSV UTF-8” or as XLSX and choose it again."
    ),
    "empty": gettext_lazy("The file is empty."),
    "not_text": gettext_lazy("This is no text file. Save the table as “CSV UTF-8” or as XLSX and choose it again."),
    "not_a_table": gettext_lazy(
        "This is no table: neither CSV nor XLSX. Save the table as one of them and choose it again."
    ),
    "too_much_inside": gettext_lazy("Unpacked, this file is far too large for a list of people."),
    "quotes": gettext_lazy("From line %(found)s on, quotation marks do not match or a cell is too long."),
    "too_many_columns": gettext_lazy("There are more than %(found)s columns. Leave only those about people."),
    "column_twice": gettext_lazy("The column “%(found)s” is there twice."),
    "missing_column": gettext_lazy("The column “%(found)s” is missing."),
    "too_many": gettext_lazy("There are more than %(found)s rows. Divide the file."),
    "no_rows": gettext_lazy("The file has headings and no rows."),
}
"""Why a file is refused."""
REASONS: Mapping[str, Promise] = {
    "cells": gettext_lazy("This row has more or fewer cells than there are headings."),
    "hidden": gettext_lazy("There are invisible signs or line breaks in this row."),
    "long": gettext_lazy("A cell is too long."),
    "formula": gettext_lazy("A cell is a formula, or begins like one. Write the value itself."),
    "no_name": gettext_lazy("There is no name."),
    "email": gettext_lazy("This is no e-mail address."),
    "username": gettext_lazy("A user name has letters, digits and @ . + - _ only."),
    "username_taken": gettext_lazy("This user name is taken. Leave it empty, and one is made."),
    "two_people": gettext_lazy("The e-mail address and the user name belong to two people."),
    "organisation": gettext_lazy("There is no organisation of this name to which you can bring people here."),
    "organisation_none": gettext_lazy("Say the organisation: this cohort is not of one whose people you look after."),
    "organisation_twice": gettext_lazy("Several organisations have this name. Bring these people one by one."),
    "language": gettext_lazy("The site does not speak this language."),
    "day": gettext_lazy("This is no day. Write it as 2026-12-31."),
    "two_days": gettext_lazy("This may be two days: which number is the month? Write it as 2026-12-31."),
    "day_far": gettext_lazy("This day is before 1980 or more than a year ahead."),
    "full": gettext_lazy("There are no seats left."),
    "again": gettext_lazy("The same person as in a row above."),
    "asked": gettext_lazy("Was asked already and has not answered yet."),
    "accepted": gettext_lazy("Was asked and has said yes."),
    "declined": gettext_lazy("Was asked and has said no."),
    "elsewhere": gettext_lazy("Belongs to another organisation as well: name and language stay as they are."),
    "address": gettext_lazy("The address is not taken over: people say themselves which is theirs."),
}
"""Why a row is not possible, or what else there is to say about it."""
CHANGES: Mapping[str, Promise] = {
    "account": gettext_lazy("gets an account and a slip to print"),
    "invitation": gettext_lazy("is invited by e-mail, and decides"),
    "name": gettext_lazy("has another name"),
    "language": gettext_lazy("has another language"),
    "place": gettext_lazy("joins the organisation"),
    "cohort": gettext_lazy("joins the cohort"),
}
SEPARATORS: Mapping[str, Promise] = {
    "comma": gettext_lazy("commas"),
    "semicolon": gettext_lazy("semicolons"),
    "tabulator": gettext_lazy("tabulators"),
}
TONES = {"create": "good", "update": "wait", "error": "bad"}
MOST_SAID = 12


@dataclass(frozen=True, kw_only=True)
class ImportPage:
    """What a file would do, or did."""

    url: str
    how: str
    ignored: str
    sums: tuple[str, ...]
    state: str
    is_open: bool
    errors: int
    good: int


@dataclass(frozen=True, kw_only=True)
class RowLine:
    """A row."""

    line: str
    who: str
    verdict: str
    tone: str
    note: str


@dataclass(frozen=True, kw_only=True)
class ImportLine:
    """A file in the list."""

    title: str
    url: str
    state: str


def refusal(error: Unreadable) -> str:
    """One sentence why a file is refused."""
    return str(REFUSED[error.code] % {"found": error.found})


def import_page(looked: EnrolmentImport) -> ImportPage:
    """The file as a whole."""
    counted = dict(looked.rows.order_by().values_list("verdict").annotate(n=Count("pk")))
    said = looked.ignored[:MOST_SAID]
    ignored = (
        _("Columns that mean nothing here and are left out: %(names)s") % {"names": ", ".join(said)} if said else ""
    )
    return ImportPage(
        url=reverse("cohorts:looked", args=[looked.cohort_id, looked.pk]),
        how=how_text(looked),
        ignored=f"{ignored} …" if len(looked.ignored) > MOST_SAID else ignored,
        sums=sums(counted),
        state=state_text(looked),
        is_open=looked.state == EnrolmentImport.State.LOOKED,
        errors=counted.get("error", 0),
        good=counted.get("create", 0) + counted.get("update", 0),
    )


def how_text(looked: EnrolmentImport) -> str:
    """How the file was read."""
    if looked.sheet:
        return _("Read as XLSX, the sheet “%(name)s”.") % {"name": looked.sheet}
    given = {"encoding": looked.encoding, "separator": SEPARATORS[looked.separator]}
    text = _("Read as %(encoding)s, separated by %(separator)s.") % given
    if looked.encoding == "Windows-1251":
        text += " " + _("Look at the names: are the letters right?")
    return text


def sums(counted: Mapping[str, int]) -> tuple[str, ...]:
    """How many rows of each verdict."""
    new, changed, same, bad = (counted.get(verdict, 0) for verdict in ("create", "update", "unchanged", "error"))
    return (
        ngettext("%(n)d row is new", "%(n)d rows are new", new) % {"n": new},
        ngettext("%(n)d row is changed", "%(n)d rows are changed", changed) % {"n": changed},
        ngettext("%(n)d row is unchanged", "%(n)d rows are unchanged", same) % {"n": same},
        ngettext("%(n)d row is not possible", "%(n)d rows are not possible", bad) % {"n": bad},
    )


def state_text(looked: EnrolmentImport) -> str:
    """What came of a file, in a few words."""
    titles = {
        "looked": _("Nothing is written yet"),
        "done": _("Carried out"),
        "dropped": _("Dropped: nothing was written"),
    }
    return titles[looked.state]


def import_lines(rows: Iterable[EnrolmentImport]) -> tuple[ImportLine, ...]:
    """The files that somebody sent."""
    return tuple(
        ImportLine(
            title=_("File of %(day)s, mark %(mark)s")
            % {"day": day_text(timezone.localdate(row.looked_at)), "mark": row.sha256[:8]},
            url=reverse("cohorts:looked", args=[row.cohort_id, row.pk]),
            state=state_text(row),
        )
        for row in rows
    )


def row_lines(rows: Iterable[ImportRow]) -> tuple[RowLine, ...]:
    """Rows in words."""
    return tuple(
        RowLine(
            line=_("Line %(number)d") % {"number": row.line},
            who=_who(row.cells),
            verdict=str(ImportRow.Verdict(row.verdict).label),
            tone=TONES.get(row.verdict, ""),
            note=note(row.changes, row.reason),
        )
        for row in rows
    )


def note(changes: Iterable[str], reason: str) -> str:
    """What is changed, and what else there is to say."""
    words = [str(CHANGES[code]) for code in changes]
    said = "; ".join(words)
    if not reason:
        return said
    return f"{said}. {REASONS[reason]}" if said else str(REASONS[reason])


def one_text(judged: Judged) -> str:
    """What became of one person."""
    return f"{_who(judged.record.cells)}: {note(judged.changes, judged.reason) or _('nothing is changed')}."


def _who(cells: Mapping[str, str]) -> str:
    name = " ".join(filter(None, (cells.get("first_name", ""), cells.get("last_name", ""))))
    others = [cells.get(key, "") for key in ("email", "username", "organisation")]
    return " · ".join(filter(None, (name[:80], *(text[:80] for text in others))))


def bad_rows(looked: EnrolmentImport) -> str:
    """The rows that are not possible, as they came, each with its line and the reason; nothing in it is a formula."""
    size = len(looked.heading)
    rows = (
        (*_filled(row.raw, size), str(row.line), str(REASONS[row.reason]))
        for row in looked.rows.filter(verdict="error")
    )
    return as_csv([(*looked.heading, _("line"), _("reason")), *rows])


def _filled(raw: list[str], size: int) -> list[str]:
    return [*raw[:size], *[""] * (size - len(raw))]
