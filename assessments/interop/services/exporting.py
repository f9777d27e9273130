"""The questions of a page, or of all pages below one, as a file for other systems."""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.db import transaction

from assessments.interop import auditing
from assessments.interop.codecs import gift_writing, moodle_xml_writing, qti_writing
from assessments.interop.codecs.items import Item, Kind
from assessments.interop.codecs.out_of_dialect import items_of
from assessments.interop.codecs.writing import Loss
from assessments.interop.selectors import texts_of
from modules.dialect.parser import parse
from modules.models import CurriculumPage, MarkdownPage
from modules.services.exporting import newest
from training_site.people.models import User


@dataclass(frozen=True, kw_only=True)
class Exported:
    """A file, and what of the pages is not in it."""

    data: bytes
    losses: tuple[Loss, ...]
    pages: int = 1


@dataclass(frozen=True, kw_only=True)
class Writer:
    """How a format is written, and what its files are called."""

    write: Callable[[Iterable[Item]], Exported]
    ending: str
    content_type: str


def export(*, page: CurriculumPage, file_format: str, below: bool = False) -> Exported:
    """The questions of the newest drafts; the same drafts always give the same bytes."""
    pages = list(texts_of(page, below=below))
    written = WRITERS[file_format].write(_items(pages))
    return replace(written, pages=len(pages))


def export_text(text: str, *, file_format: str) -> Exported:
    """The questions in a text of the dialect."""
    return WRITERS[file_format].write(items_of(parse(text)))


@transaction.atomic
def give_out(*, page: CurriculumPage, file_format: str, below: bool, by: User, now: datetime) -> Exported:
    """Export for a person; that questions went out, with their answers, is recorded."""
    exported = export(page=page, file_format=file_format, below=below)
    digest = sha256(exported.data).hexdigest()
    auditing.of_export(page, file_format=file_format, pages=exported.pages, digest=digest, by=by, now=now)
    return exported


def _items(pages: Sequence[MarkdownPage]) -> Iterator[Item]:
    """The items of all pages; where there are several, each page is a category, and says where an item stands."""
    for page in pages:
        draft = newest(page)
        found = items_of(parse(draft.body if isinstance(draft, MarkdownPage) else ""))
        if len(pages) == 1:
            yield from found
            continue
        yield Item(kind=Kind.CATEGORY, name=draft.title)
        yield from (replace(item, place=replace(item.place, path=draft.title)) for item in found)


def _gift(items: Iterable[Item]) -> Exported:
    written = gift_writing.write(items)
    return Exported(data=written.text.encode(), losses=written.losses)


def _moodle_xml(items: Iterable[Item]) -> Exported:
    written = moodle_xml_writing.write(items)
    return Exported(data=written.text.encode(), losses=written.losses)


def _qti(items: Iterable[Item]) -> Exported:
    files, losses = qti_writing.write(items)
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for path, text in {qti_writing.MANIFEST: qti_writing.manifest(files), **files}.items():
            # Without a date: whoever exports the same page twice gets the same file.
            archive.writestr(ZipInfo(path), text, ZIP_DEFLATED)
    return Exported(data=packed.getvalue(), losses=losses)


WRITERS: dict[str, Writer] = {
    "gift": Writer(write=_gift, ending=".gift", content_type="text/plain; charset=utf-8"),
    "moodle-xml": Writer(write=_moodle_xml, ending=".xml", content_type="application/xml"),
    "qti": Writer(write=_qti, ending=".zip", content_type="application/zip"),
}
