"""The board as CSV. A cell that a spreadsheet would take for a formula is given an apostrophe, so that it stays a text.

Source: OWASP, CSV injection; also full-width signs, and signs behind leading blanks or marks of byte order.
"""

import csv
from collections.abc import Iterable
from io import StringIO

FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20\t\r\n|%")
BLANK = "\ufeff\u200b\u00a0 \t\r\n"


def as_csv(rows: Iterable[Iterable[str]]) -> str:
    """The rows as UTF-8 text with a mark of byte order, which spreadsheets need to read other scripts."""
    out = StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def harmless(cell: str) -> str:
    """The text, with an apostrophe before what a spreadsheet might carry out."""
    return f"'{cell}" if cell.lstrip(BLANK).startswith(FORMULA) or cell.startswith(("\t", "\r", "\n")) else cell
