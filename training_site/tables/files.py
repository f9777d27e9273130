"""Any file, read by what it is and not by what it is called."""

from training_site.tables import letters, separated, spreadsheet
from training_site.tables.columns import Columns, Table, arrange
from training_site.tables.unreadable import Unreadable

PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"%PDF", b"\xd0\xcf\x11\xe0")
"""What pictures, PDFs and the spreadsheets of last century begin with."""


def read(data: bytes, columns: Columns, *, most_bytes: int) -> Table:
    """The table that a file holds. Raises Unreadable for one that is too large, or no table, or has not the columns."""
    if len(data) > most_bytes:
        raise Unreadable("too_large", str(most_bytes // 1_000_000))
    if data.startswith(PICTURES):
        raise Unreadable("not_a_table")
    if spreadsheet.is_archive(data):
        return arrange(spreadsheet.read(data), columns)
    return arrange(separated.read(*letters.decode(data, cyrillic=True)), columns)
