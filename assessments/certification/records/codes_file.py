"""A list of codes, as somebody pastes it or as a file has it: one on a line, or the column "code" of a table. Pure.

What is no code is kept as it was typed: it is answered as a code is that nobody has.
"""

import csv
from io import StringIO

from assessments.certification.records.reading import SEPARATORS, Unreadable, decode

__all__ = ["LONGEST", "MOST", "MOST_BYTES", "Unreadable", "codes_in", "decode"]

MOST = 500
"""Codes at once."""
MOST_BYTES = 100_000
LONGEST = 80
"""So much of a cell is looked at and shown."""
HEADING = "code"


def codes_in(text: str) -> tuple[str, ...]:
    """The codes in a text, in their order. Raises Unreadable: none, too many, quotes that do not end."""
    rows = _rows(text)
    heading = [cell.strip().casefold() for cell in rows[0]] if rows else []
    place = heading.index(HEADING) if HEADING in heading else 0
    found = [row[place].strip()[:LONGEST] for row in rows[1 if HEADING in heading else 0 :] if len(row) > place]
    codes = tuple(code for code in found if code)
    if not codes:
        raise Unreadable("no_codes")
    if len(codes) > MOST:
        raise Unreadable("too_many", str(MOST))
    return codes


def _rows(text: str) -> list[list[str]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=first.count)
    try:
        rows = list(csv.reader(StringIO(text.lstrip("\ufeff"), newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise Unreadable("quotes", "1") from error
    return [row for row in rows if any(cell.strip() for cell in row)]
