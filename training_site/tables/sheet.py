"""A Sheet: the rows of a file as they stand, and how they were come by."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row: where it begins, its cells, and the numbers of those that hold a formula."""

    number: int
    cells: tuple[str, ...]
    formulas: frozenset[int] = frozenset()

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What a file holds; `lines` is read once."""

    lines: Iterator[Line]
    encoding: str = ""
    """Of a text: its name. Empty for a spreadsheet."""
    separator: str = ""
    """Of a text: comma, semicolon or tabulator."""
    title: str = ""
    """Of a spreadsheet: the name of the sheet that was read."""
    others: int = 0
    """Of a spreadsheet: how many sheets were not."""
