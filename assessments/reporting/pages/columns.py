"""One tuple of columns for the screen, the CSV and the sheet: what one of them shows, all of them show."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.reporting.laws import statuses
from assessments.reporting.models import BoardRow
from assessments.reporting.pages.words import STATUS, reason, short_day

Value = str | date | None
MARK_LENGTH = 10


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row on a day, with what its certification is called."""

    row: BoardRow
    certification: str
    status: str


@dataclass(frozen=True, kw_only=True)
class Column:
    """One fact of every row."""

    key: str
    heading: Promise
    value: Callable[[Line], Value]


NAME = Column(key="name", heading=_("Name"), value=lambda line: line.row.learner.display_name)
COLUMNS: tuple[Column, ...] = (
    NAME,
    Column(key="organisation", heading=_("Organisation"), value=lambda line: line.row.organisation.name),
    Column(key="certification", heading=_("Certification"), value=lambda line: line.certification),
    Column(key="status", heading=_("Status"), value=lambda line: str(STATUS[line.status])),
    Column(key="due", heading=_("Due by"), value=lambda line: line.row.due_on),
    Column(key="certified", heading=_("Certified on"), value=lambda line: line.row.completed_on),
    Column(key="valid", heading=_("Valid through"), value=lambda line: line.row.expires_on),
    Column(key="reason", heading=_("What it waits for"), value=lambda line: reason(line.row)),
    Column(key="active", heading=_("Last active"), value=lambda line: line.row.last_on),
)


def lines_of(rows: Iterable[BoardRow], titles: Mapping[UUID, str], *, today: date) -> Iterator[Line]:
    """The rows as lines of a day."""
    for row in rows:
        title = titles.get(row.certification_id, "")
        yield Line(row=row, certification=title, status=statuses.status(row, today))


def without_names(reader: int) -> tuple[Column, ...]:
    """The same columns with a mark in place of the name: the same person has the same one in every file of this reader, and in no other's."""
    mark = Column(key="mark", heading=_("Mark"), value=lambda line: _mark(reader, line.row.learner_id))
    return tuple(mark if column is NAME else column for column in COLUMNS)


def headings(columns: Sequence[Column] = COLUMNS) -> list[str]:
    """In the reader's language."""
    return [str(column.heading) for column in columns]


def cells(line: Line, columns: Sequence[Column] = COLUMNS) -> list[Value]:
    """The values of a line, in the order of the columns."""
    return [column.value(line) for column in columns]


def _mark(reader: int, learner: int) -> str:
    return salted_hmac("reporting.mark", f"{reader} {learner}", algorithm="sha256").hexdigest()[:MARK_LENGTH].upper()


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A line on the screen."""

    name: str
    status: str
    status_text: str
    cells: Sequence[tuple[str, str]]
    """Heading and value of every column that says something, the name left out."""


def shown(line: Line) -> Shown:
    """The same values, days as the reader writes them."""
    values = list(zip(COLUMNS, cells(line), strict=True))
    texts = [(str(column.heading), short_day(value) if isinstance(value, date) else value) for column, value in values]
    return Shown(
        name=texts[0][1] or "",
        status=line.status,
        status_text=str(STATUS[line.status]),
        cells=[(heading, text or "") for heading, text in texts[1:]],
    )
