"""Files as people send them: `workbook([...])` is an XLSX."""

from collections.abc import Iterable
from io import BytesIO

from openpyxl import Workbook


def workbook(rows: Iterable[Iterable[object]], *, more_sheets: int = 0) -> bytes:
    """An XLSX whose first sheet has these rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "People"
    for row in rows:
        sheet.append(list(row))
    for number in range(more_sheets):
        book.create_sheet(f"More {number}")
    out = BytesIO()
    book.save(out)
    return out.getvalue()
