"""Rows of an XLSX file: the first sheet that is shown, as values. A formula is named and never carried out.

The file is an archive that a stranger made, so it is measured before it is opened.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook

from training_site.tables.sheet import Line, Sheet
from training_site.tables.unreadable import Unreadable

SIGNATURE = b"PK\x03\x04"
SHEETS = "xl/workbook.xml"
MOST_UNPACKED = 60_000_000
MOST_PARTS = 500
MOST_TIMES = 150
"""How much larger an archive may be unpacked: a table of names shrinks to a tenth, a bomb to a thousandth."""
MOST_ACROSS = 200
"""Cells of a row that are looked at; a sheet may say that it is sixteen thousand wide."""


def is_archive(data: bytes) -> bool:
    """Whether the file is an archive, as every XLSX is."""
    return data.startswith(SIGNATURE)


def read(data: bytes) -> Sheet:
    """The rows of the first sheet. Raises Unreadable: not_a_table, too_much_inside, and no_rows for a book without a sheet."""
    _measure(data)
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
    except Exception as error:  # the library raises whatever its parser raised
        raise Unreadable("not_a_table") from error
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not shown:
        raise Unreadable("no_rows")
    return Sheet(lines=_lines(shown[0]), title=str(shown[0].title), others=len(book.worksheets) - 1)


def _measure(data: bytes) -> None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except BadZipFile as error:
        raise Unreadable("not_a_table") from error
    if not any(part.filename == SHEETS for part in parts):
        raise Unreadable("not_a_table")
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > min(MOST_UNPACKED, max(len(data) * MOST_TIMES, 1_000_000)):
        raise Unreadable("too_much_inside")


def _lines(sheet: Any) -> Iterator[Line]:
    rows = sheet.iter_rows(max_col=min(sheet.max_column or MOST_ACROSS, MOST_ACROSS))
    try:
        for number, row in enumerate(rows, start=1):
            formulas = frozenset(place for place, cell in enumerate(row) if cell.data_type == "f")
            yield Line(number=number, cells=_trimmed([_text(cell.value) for cell in row]), formulas=formulas)
    except Unreadable:
        raise
    except Exception as error:  # a broken part shows only while it is read
        raise Unreadable("not_a_table") from error


def _trimmed(cells: list[str]) -> tuple[str, ...]:
    """Without the empty cells at the end, which a spreadsheet has as many of as it likes."""
    while cells and not cells[-1].strip():
        cells.pop()
    return tuple(cells)


def _text(value: object) -> str:
    """A value as it would stand in a text: days as ISO 8601 has them, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
