"""Files of the board: asked for, made from the same rows and columns as the screen, and written down with the hash of what is in them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from tempfile import TemporaryFile
from typing import BinaryIO

from django.core.files import File
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone, translation

from assessments.reporting.filters import Filters
from assessments.reporting.models import BoardRow, Export
from assessments.reporting.pages import about
from assessments.reporting.pages.columns import COLUMNS, Value, cells, headings, lines_of, without_names
from assessments.reporting.selectors import board, reading
from assessments.reporting.selectors.units import unit_for
from training_site.people.models import Organisation, User
from training_site.people.permissions import EXPORT_NAMES_IN
from training_site.tables.writing import Sheets, csv_chunks

AT_ONCE = 2_000
"""So many rows are made while somebody waits; more are made by the clock."""
CHUNK = 2_000
KEPT = timedelta(days=7)
TAKEN_FOR_DEAD = timedelta(hours=1)


class NotTheirs(Exception):
    """Whoever asked sees nothing of this unit, or no longer."""


def store() -> Storage:
    """Where files wait to be fetched; nothing serves them but the page that asks who comes."""
    return storages["exports"]


@transaction.atomic
def ask(*, person: User, filters: Filters, kind: str, language: str, now: datetime) -> Export:
    """Write down that somebody takes these rows along. Raises NotTheirs."""
    found = unit_for(person, filters.unit, today=timezone.localdate(now))
    if found is None:
        raise NotTheirs
    filters = replace(filters, unit=found.unit.pk)
    rows = board.answering(found.unit, filters, today=timezone.localdate(now))
    return Export.objects.create(
        by=person,
        format=kind,
        query=filters.query,
        organisation=found.unit,
        language=language,
        cut_off_at=now,
        expected=rows.order_by().count(),
    )


def make(*, export: Export, now: datetime) -> Export:
    """Make the file; rows are read as they come, and none is held longer than it takes to write it. Raises NotTheirs."""
    if not Export.objects.filter(_waiting(now), pk=export.pk).update(
        state=Export.State.RUNNING, started_at=now, done=0
    ):
        return Export.objects.get(pk=export.pk)
    try:
        with TemporaryFile() as file, translation.override(export.language):
            contents = Contents(export)
            _WRITERS[Export.Format(export.format)](contents, file)
            file.seek(0)
            name = store().save(f"{export.pk}.{export.format}", File(file))
    except NotTheirs:
        Export.objects.filter(pk=export.pk).update(state=Export.State.FAILED)
        raise
    Export.objects.filter(pk=export.pk).update(
        state=Export.State.READY,
        sha256=contents.sha256,
        done=contents.done,
        file=name,
        finished_at=max(now, timezone.now()),
    )
    return Export.objects.get(pk=export.pk)


def make_due(*, now: datetime, most: int = 5) -> int:
    """Make what waits, the oldest first; how many files."""
    made = 0
    for export in Export.objects.filter(_waiting(now)).order_by("cut_off_at")[:most]:
        try:
            make(export=export, now=now)
        except NotTheirs:
            continue
        made += 1
    return made


def forget(*, now: datetime) -> int:
    """Delete the files of a week ago; what was in them stays written down. How many."""
    old = Export.objects.filter(state=Export.State.READY, finished_at__lt=now - KEPT)
    for export in old:
        store().delete(export.file)
    return old.update(state=Export.State.GONE, file="")


@transaction.atomic
def forget_files_about(*, person: User) -> int:
    """Delete files of units in which somebody is or was, because they may name them. How many."""
    paths = {path for row in person.memberships.select_related("organisation") for path in row.organisation.upwards}
    about_them = Export.objects.filter(state=Export.State.READY, organisation__path__in=paths)
    for export in about_them:
        store().delete(export.file)
    return about_them.update(state=Export.State.GONE, file="")


class Contents:
    """The rows of an export, read once: hashed and counted as they pass. Names leave the site only with those who may take them along."""

    def __init__(self, export: Export) -> None:
        self.export = export
        self.filters = Filters.read(QueryDict(export.query))
        self.day = timezone.localdate(export.cut_off_at)
        self.done = 0
        self.unit = self._unit()
        self.columns = COLUMNS if self._names_people() else without_names(export.by_id)
        self._hash = sha256(_json([[column.key for column in self.columns], export.query, self.day.isoformat()]))

    @property
    def sha256(self) -> str:
        """Of everything that has passed."""
        return self._hash.hexdigest()

    def about(self) -> list[tuple[str, str]]:
        """What the file says about itself, once all rows have passed."""
        return about.lines(
            self.export, self.filters, unit=self.unit.name, titles=reading.titles(), rows=self.done, sha256=self.sha256
        )

    def rows(self) -> Iterator[list[Value]]:
        """The values of every row, as the screen has them."""
        titles = reading.titles()
        for line in lines_of(self._query().iterator(chunk_size=CHUNK), titles, today=self.day):
            values = cells(line, self.columns)
            self._hash.update(_json([_plain(value) for value in values]))
            self.done += 1
            if self.done % CHUNK == 0:
                Export.objects.filter(pk=self.export.pk).update(done=self.done)
            yield values

    def _query(self) -> QuerySet[BoardRow]:
        rows = board.answering(self.unit, self.filters, today=self.day)
        return rows.select_related("learner", "organisation")

    def _unit(self) -> Organisation:
        # Asked again where the file is made: a role may have ended since.
        found = unit_for(self.export.by, self.filters.unit, today=timezone.localdate())
        if found is None:
            raise NotTheirs
        return found.unit

    def _names_people(self) -> bool:
        return EXPORT_NAMES_IN.allows(self.export.by, self.unit, today=timezone.localdate())


def digest_of(export: Export) -> str:
    """The hash of what the same question finds now, with the same cut-off. Raises NotTheirs."""
    with translation.override(export.language):
        contents = Contents(export)
        for _row in contents.rows():
            pass
        return contents.sha256


def csv_of(contents: Contents) -> Iterator[str]:
    """The file as text, piece by piece: headings, rows, and at the end what it says about itself."""

    def lines() -> Iterator[Sequence[Value]]:
        yield headings(contents.columns)
        yield from contents.rows()
        yield []
        yield from ([label, text] for label, text in contents.about())

    return csv_chunks(lines())


def _write_csv(contents: Contents, file: BinaryIO) -> None:
    file.writelines(chunk.encode() for chunk in csv_of(contents))


def _write_xlsx(contents: Contents, file: BinaryIO) -> None:
    sheets, titles = Sheets(), headings(contents.columns)
    sheets.add(about.sheet_title(), titles, contents.rows(), widths=[len(title) + 12 for title in titles])
    sheets.add(about.about_title(), (), contents.about(), widths=[28, 60])
    sheets.save(file)


_WRITERS = {Export.Format.CSV: _write_csv, Export.Format.XLSX: _write_xlsx}


def _waiting(now: datetime) -> Q:
    return Q(state=Export.State.ASKED) | Q(state=Export.State.RUNNING, started_at__lt=now - TAKEN_FOR_DEAD)


def _plain(value: Value) -> str | None:
    return value.isoformat() if isinstance(value, date) else value


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
