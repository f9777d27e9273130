"""Which column is which: headings in several spellings, what is missing refused, what is unknown said and left alone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from training_site.tables.sheet import Line, Sheet
from training_site.tables.unreadable import Unreadable

CELLS, HIDDEN, LONG, FORMULA = "cells", "hidden", "long", "formula"
"""What is wrong with a row as such: more or fewer cells than headings, signs that nobody sees, a cell that is too long, a formula."""
LONGEST_CELL = 500
LONGEST_HEADING = 40
MOST_COLUMNS = 100


@dataclass(frozen=True, kw_only=True)
class Columns:
    """The columns that a file may have."""

    names: Mapping[str, Collection[str]]
    """Name → its other spellings, in small letters."""
    needed: Collection[str] = ()
    most_rows: int = 5_000

    def named(self, heading: str) -> str:
        """The column that a heading means; empty for one that is unknown."""
        said = " ".join(heading.replace("_", " ").split()).casefold()
        for name, spellings in self.names.items():
            if said == name.replace("_", " ") or said in spellings:
                return name
        return ""


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

    sheet: Sheet
    heading: tuple[str, ...]
    """As it stands in the file."""
    columns: tuple[str, ...]
    """The columns that were recognised."""
    ignored: tuple[str, ...]
    """Headings that mean nothing here."""
    records: tuple[Record, ...] = field(default=())


def arrange(sheet: Sheet, columns: Columns) -> Table:
    """Name the columns of a sheet. Raises Unreadable: empty, too_many_columns, column_twice, missing_column, too_many, no_rows."""
    lines = (line for line in sheet.lines if not line.is_blank)
    top = next(lines, None)
    if top is None:
        raise Unreadable("empty")
    heading = tuple(cell.strip() for cell in top.cells)
    names = _names(heading, columns)
    records: list[Record] = []
    for line in lines:
        if len(records) >= columns.most_rows:
            raise Unreadable("too_many", str(columns.most_rows))
        records.append(_record(line, names, padded=bool(sheet.title)))
    if not records:
        raise Unreadable("no_rows")
    return Table(
        sheet=sheet,
        heading=heading,
        columns=tuple(name for name in names if name),
        ignored=tuple(said[:LONGEST_HEADING] for said, name in zip(heading, names, strict=True) if said and not name),
        records=tuple(records),
    )


def _names(heading: tuple[str, ...], columns: Columns) -> tuple[str, ...]:
    if len(heading) > MOST_COLUMNS:
        raise Unreadable("too_many_columns", str(MOST_COLUMNS))
    names = tuple(columns.named(cell) for cell in heading)
    known = [name for name in names if name]
    twice = next((name for name in known if known.count(name) > 1), None)
    if twice:
        raise Unreadable("column_twice", twice)
    missing = next((name for name in columns.needed if name not in known), None)
    if missing:
        raise Unreadable("missing_column", missing)
    return names


def _record(line: Line, names: tuple[str, ...], *, padded: bool) -> Record:
    cells = line.cells
    if padded:  # a spreadsheet leaves out what is empty at the end of a row
        cells = (*cells, *[""] * (len(names) - len(cells)))
    named = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}
    return Record(line=line.number, cells=named, wrong=_wrong(line, cells, names), raw=line.cells)


def _wrong(line: Line, cells: tuple[str, ...], names: tuple[str, ...]) -> str:
    if len(cells) != len(names):
        return CELLS
    used = [(place, cell) for place, cell in enumerate(cells) if names[place]]
    if any(place in line.formulas or _calculates(cell) for place, cell in used):
        return FORMULA
    if any(hides(cell) for _place, cell in used):
        return HIDDEN
    return LONG if any(len(cell) > LONGEST_CELL for _place, cell in used) else ""


def _calculates(cell: str) -> bool:
    """A spreadsheet would carry it out, and no name, address or day begins like this."""
    return cell.lstrip().startswith(("=", "@", "+", "-"))


def hides(cell: str) -> bool:
    """Marks that turn the direction of writing round, and control characters."""
    return any("\u202a" <= sign <= "\u202e" or "\u2066" <= sign <= "\u2069" or sign < " " for sign in cell.strip())
