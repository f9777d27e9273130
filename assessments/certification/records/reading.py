"""A file of earlier completions: how it is encoded and separated is found out and said; what is no such file is refused. Pure."""

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO

MOST_BYTES = 1_000_000
MOST_ROWS = 5_000
LONGEST_CELL = 500
COLUMNS = ("person", "certification", "module", "title", "completed_on", "provider", "reference")
NEEDED = ("person", "completed_on")
WHAT = ("certification", "module", "title")
"""At least one of these says what was completed."""
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with a mark"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tabulator"}
CELLS, HIDDEN, LONG = "cells", "hidden", "long"
"""What is wrong with a row as such: more or fewer cells than headings, signs that nobody sees, a cell that is too long."""


class Unreadable(Exception):
    """The whole file is refused; `code` says why, `found` names what it is about."""

    def __init__(self, code: str, found: str = "") -> None:
        super().__init__(code, found)
        self.code, self.found = code, found


@dataclass(frozen=True, kw_only=True)
class Record:
    """A row: its line in the file, its cells by column, and what is wrong with it as such ("" for nothing)."""

    line: int
    cells: dict[str, str]
    wrong: str = ""
    raw: tuple[str, ...] = ()
    """As it stands in the file."""


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
    encoding, name = next(((code, said) for mark, code, said in MARKS if data.startswith(mark)), ("utf-8", "UTF-8"))
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("encoding") from error
    if not text.strip():
        raise Unreadable("empty")
    if "\0" in text:
        raise Unreadable("not_text")
    return text, name


def read(text: str, encoding: str = "UTF-8") -> Table:
    """The rows of a text. Raises Unreadable: columns that are unknown, missing or twice there, too many rows, quotes that do not end."""
    separator = _separator(text)
    lines = _lines(text, separator)
    _first, top = next(lines, (1, ()))
    heading = tuple(cell.strip().casefold() for cell in top)
    _check(heading)
    records: list[Record] = []
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if len(records) >= MOST_ROWS:
            raise Unreadable("too_many", str(MOST_ROWS))
        records.append(_record(line, cells, heading))
    if not records:
        raise Unreadable("no_rows")
    return Table(encoding=encoding, separator=SEPARATORS[separator], heading=heading, text=text, records=tuple(records))


def _separator(text: str) -> str:
    top = text.lstrip("\r\n").splitlines()[0]
    return max(SEPARATORS, key=top.count)


def _lines(text: str, separator: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each row with the line on which it begins."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        begins = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise Unreadable("quotes", str(begins)) from error
        if cells is None:
            return
        yield begins, tuple(cells)


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


def _record(line: int, cells: tuple[str, ...], heading: tuple[str, ...]) -> Record:
    named = {name: cell.strip() for name, cell in zip(heading, cells, strict=False)}
    return Record(line=line, cells=named, wrong=_wrong(cells, heading), raw=cells)


def _wrong(cells: tuple[str, ...], heading: tuple[str, ...]) -> str:
    if len(cells) != len(heading):
        return CELLS
    if any(_hides(cell) for cell in cells):
        return HIDDEN
    return LONG if any(len(cell) > LONGEST_CELL for cell in cells) else ""


def _hides(cell: str) -> bool:
    """Marks that turn the direction of writing round, and control characters."""
    return any("\u202a" <= sign <= "\u202e" or "\u2066" <= sign <= "\u2069" or sign < " " for sign in cell.strip())
