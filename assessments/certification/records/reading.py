"""A file of earlier completions: how it is encoded and separated is found out and said; what is no such file is refused. Pure.

Letters and rows are read as in every table; the columns are stricter here: an unknown one is refused, because a misspelt one would be lost.
"""

from dataclasses import dataclass, field

from training_site.tables import letters, separated
from training_site.tables.columns import CELLS, HIDDEN, LONG, LONGEST_CELL, Record, hides
from training_site.tables.separated import SEPARATORS
from training_site.tables.sheet import Line
from training_site.tables.unreadable import Unreadable

__all__ = ["SEPARATORS", "Record", "Table", "Unreadable", "decode", "read"]

MOST_BYTES = 1_000_000
MOST_ROWS = 5_000
COLUMNS = ("person", "certification", "module", "title", "completed_on", "provider", "reference")
NEEDED = ("person", "completed_on")
WHAT = ("certification", "module", "title")
"""At least one of these says what was completed."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A file that was read."""

    encoding: str
    separator: str
    """One of the names of SEPARATORS."""
    heading: tuple[str, ...]
    text: str
    records: tuple[Record, ...] = field(default=())


def decode(data: bytes) -> tuple[str, str]:
    """The text and how it was encoded. Raises Unreadable: too large, empty, not UTF, not text."""
    if len(data) > MOST_BYTES:
        raise Unreadable("too_large", str(MOST_BYTES // 1000))
    return letters.decode(data)


def read(text: str, encoding: str = "UTF-8") -> Table:
    """The rows of a text. Raises Unreadable: columns that are unknown, missing or twice there, too many rows, quotes that do not end."""
    sheet = separated.read(text, encoding)
    top = next(sheet.lines, Line(number=1, cells=()))
    heading = tuple(cell.strip().casefold() for cell in top.cells)
    _check(heading)
    records: list[Record] = []
    for line in sheet.lines:
        if line.is_blank:
            continue
        if len(records) >= MOST_ROWS:
            raise Unreadable("too_many", str(MOST_ROWS))
        records.append(_record(line, heading))
    if not records:
        raise Unreadable("no_rows")
    return Table(encoding=encoding, separator=sheet.separator, heading=heading, text=text, records=tuple(records))


def _check(heading: tuple[str, ...]) -> None:
    unknown = [name for name in heading if name not in COLUMNS]
    if unknown:
        raise Unreadable("unknown_column", unknown[0][:40])
    if len(set(heading)) < len(heading):
        raise Unreadable("column_twice")
    missing = [name for name in NEEDED if name not in heading]
    if missing:
        raise Unreadable("missing_column", missing[0])
    if not set(WHAT) & set(heading):
        raise Unreadable("missing_column", " / ".join(WHAT))


def _record(line: Line, heading: tuple[str, ...]) -> Record:
    named = {name: cell.strip() for name, cell in zip(heading, line.cells, strict=False)}
    return Record(line=line.number, cells=named, wrong=_wrong(line.cells, heading), raw=line.cells)


def _wrong(cells: tuple[str, ...], heading: tuple[str, ...]) -> str:
    if len(cells) != len(heading):
        return CELLS
    if any(hides(cell) for cell in cells):
        return HIDDEN
    return LONG if any(len(cell) > LONGEST_CELL for cell in cells) else ""
