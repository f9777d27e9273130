"""An import in words: how the file was read, what becomes of each row, and the bad rows as a file with reasons."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.certification.pages.periods import day_text
from assessments.certification.services import importing
from assessments.certification.services.importing import Plan, Row
from assessments.mentoring.board_export import as_csv

REASONS: Mapping[str, Promise] = {
    "cells": gettext_lazy("This row has more or fewer cells than there are headings."),
    "hidden": gettext_lazy("There are invisible signs or line breaks in this row."),
    "long": gettext_lazy("A cell is too long."),
    "person": gettext_lazy("Nobody where you decide has this user name or e-mail address."),
    "nothing_named": gettext_lazy("It does not say what was completed."),
    "day": gettext_lazy("This is no day in the way of writing that was chosen."),
    "future": gettext_lazy("This day has not come yet."),
    "long_ago": gettext_lazy("This day lies before 1980."),
    "issuer": gettext_lazy("You do not answer for the certificates of this issuer."),
    "involved": gettext_lazy("You have judged this person's practice, or it is yourself: somebody else imports this."),
    "later_known": gettext_lazy(
        "A later certificate of this person is known already. Name this one in the column “title” to keep it as evidence."
    ),
    "no_path": gettext_lazy("The rules of this certification have no path for this round."),
}
"""Why a row is not imported."""
VERDICTS: Mapping[str, Promise] = {
    importing.CREATE: gettext_lazy("new"),
    importing.UNCHANGED: gettext_lazy("unchanged"),
    importing.ERROR: gettext_lazy("not possible"),
}
SEPARATORS: Mapping[str, Promise] = {
    "comma": gettext_lazy("commas"),
    "semicolon": gettext_lazy("semicolons"),
    "tabulator": gettext_lazy("tabulators"),
}


@dataclass(frozen=True, kw_only=True)
class RowLine:
    """A row of the file."""

    line: str
    what: str
    verdict: str
    tone: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ImportPage:
    """What an import would do, or did."""

    how: str
    """How the file was read."""
    sums: tuple[str, ...]
    lines: tuple[RowLine, ...]
    errors: int
    new: int
    text: str
    day_format: str


def import_page(plan: Plan, *, day_format: str) -> ImportPage:
    """What becomes of each row, errors first."""
    counts = {verdict: len(plan.of(verdict)) for verdict in VERDICTS}
    rows = sorted(plan.rows, key=lambda row: (row.verdict != importing.ERROR, row.record.line))
    return ImportPage(
        how=_("Read as %(encoding)s, separated by %(separator)s.")
        % {"encoding": plan.table.encoding, "separator": SEPARATORS[plan.table.separator]},
        sums=(
            ngettext("%(n)d row is new", "%(n)d rows are new", counts[importing.CREATE])
            % {"n": counts[importing.CREATE]},
            ngettext("%(n)d row is unchanged", "%(n)d rows are unchanged", counts[importing.UNCHANGED])
            % {"n": counts[importing.UNCHANGED]},
            ngettext("%(n)d row is not possible", "%(n)d rows are not possible", counts[importing.ERROR])
            % {"n": counts[importing.ERROR]},
        ),
        lines=tuple(row_line(row) for row in rows),
        errors=counts[importing.ERROR],
        new=counts[importing.CREATE],
        text=plan.table.text,
        day_format=day_format,
    )


def row_line(row: Row) -> RowLine:
    """A row in words."""
    tones = {importing.CREATE: "good", importing.ERROR: "bad"}
    return RowLine(
        line=_("Line %(number)d") % {"number": row.record.line},
        what=_what(row),
        verdict=str(VERDICTS[row.verdict]),
        tone=tones.get(row.verdict, ""),
        reason=str(REASONS[row.reason]) if row.reason else "",
    )


def bad_rows(plan: Plan) -> str:
    """The rows that are not possible, as they came, each with its line and the reason; nothing in it is a formula."""
    heading = (*plan.table.heading, "line", "reason")
    size = len(plan.table.heading)
    rows = (
        (*_filled(row.record.raw, size), str(row.record.line), str(REASONS[row.reason]))
        for row in plan.of(importing.ERROR)
    )
    return as_csv([heading, *rows])


def _filled(cells: tuple[str, ...], size: int) -> tuple[str, ...]:
    return (*cells, *[""] * size)[: max(size, len(cells))]


def _what(row: Row) -> str:
    said = row.completion
    if said is None:
        return " · ".join(cell for cell in row.record.cells.values() if cell)
    kept = said.certification.title if said.certification else _("%(what)s (as evidence)") % {"what": said.subject}
    return f"{said.learner.display_name} · {kept} · {day_text(said.on)}"
