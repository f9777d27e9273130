"""Rows of a text whose cells are separated by commas, semicolons or tabulators."""

import csv
from collections.abc import Iterator
from io import StringIO

from training_site.tables.sheet import Line, Sheet
from training_site.tables.unreadable import Unreadable

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tabulator"}


def read(text: str, encoding: str = "UTF-8") -> Sheet:
    """The rows of a text; reading on raises Unreadable where quotation marks do not match or a cell never ends."""
    separator = _separator(text)
    return Sheet(lines=_lines(text, separator), encoding=encoding, separator=SEPARATORS[separator])


def _separator(text: str) -> str:
    top = next(iter(text.lstrip("\r\n").splitlines()), "")
    return max(SEPARATORS, key=top.count)


def _lines(text: str, separator: str) -> Iterator[Line]:
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
        yield Line(number=begins, cells=tuple(cells))
