"""Tables as files: CSV line by line and XLSX row by row, with nothing in them that a spreadsheet would carry out. Pure.

A text that begins like a formula is given an apostrophe, in both kinds of file, so that it stays a text wherever it is opened. That counts
what a spreadsheet skips before it looks: blanks of any kind, marks of byte order, characters without width; and the full-width signs that
some of them take for the plain ones. Source: OWASP, CSV injection.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import StringIO
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

Cell = str | int | date | None
Row = Sequence[Cell]

SIGNS = frozenset("=+-@|%\u2212")
BREAKS = ("\t", "\r", "\n")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold, and a spreadsheet cannot show."""
LONGEST = 32_767
"""So many characters fit into a cell of a spreadsheet."""
BYTE_ORDER = "\ufeff"
"""At the beginning of a CSV: without it spreadsheets read other scripts wrongly."""
LINES_AT_ONCE = 200
WIDEST = 60


def harmless(text: str) -> str:
    """The text as a cell may hold it."""
    text = UNPRINTABLE.sub("", text)
    return (f"'{text}" if _looks_like_a_formula(text) else text)[:LONGEST]


def csv_chunks(rows: Iterable[Row]) -> Iterator[str]:
    """The rows as CSV, a few hundred lines at a time; the first chunk begins with the mark of byte order."""
    out = StringIO()
    out.write(BYTE_ORDER)
    writer = csv.writer(out, lineterminator="\r\n")
    for number, row in enumerate(rows, start=1):
        writer.writerow([_plain(cell) for cell in row])
        # The first line goes at once: whoever waits sees that something comes.
        if number == 1 or number % LINES_AT_ONCE == 0:
            yield _taken(out)
    yield _taken(out)


class Sheets:
    """A workbook that is written from top to bottom and never held in memory."""

    def __init__(self) -> None:
        self.book = Workbook(write_only=True)

    def add(self, title: str, headings: Sequence[str], rows: Iterable[Row], *, widths: Sequence[int] = ()) -> None:
        """One sheet with a line of headings that stays in sight."""
        sheet = self.book.create_sheet(title[:31])
        for number, width in enumerate(widths):
            sheet.column_dimensions[chr(ord("A") + number)].width = min(width, WIDEST)
        if headings:
            sheet.freeze_panes = "A2"
            heads = [WriteOnlyCell(sheet, value=harmless(heading)) for heading in headings]
            for head in heads:
                head.font = Font(bold=True)
            sheet.append(heads)
        for row in rows:
            sheet.append([_safe(cell) for cell in row])

    def save(self, file: BinaryIO) -> None:
        """Close the book."""
        self.book.save(file)


def _safe(cell: Cell) -> Cell:
    return harmless(cell) if isinstance(cell, str) else cell


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, date) else harmless(str(cell)) if isinstance(cell, str) else str(cell)


def _looks_like_a_formula(text: str) -> bool:
    if text.startswith(BREAKS):
        return True
    for letter in text:
        if letter.isspace() or unicodedata.category(letter) in ("Cf", "Cc"):
            continue
        return letter in SIGNS or unicodedata.normalize("NFKC", letter)[:1] in SIGNS
    return False


def _taken(out: StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text
