"""The questions of a page as a file for other systems."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from assessments.interop.codecs import gift_writing, moodle_xml_writing, qti_writing
from assessments.interop.codecs.items import Item
from assessments.interop.codecs.out_of_dialect import items_of
from assessments.interop.codecs.writing import Loss
from modules.dialect.parser import parse
from modules.models import MarkdownPage
from modules.services.exporting import newest


@dataclass(frozen=True, kw_only=True)
class Exported:
    """A file, and what of the page is not in it."""

    data: bytes
    losses: tuple[Loss, ...]


def export(*, page: MarkdownPage, file_format: str) -> Exported:
    """The questions of the newest draft of a page; the same draft always gives the same bytes."""
    draft = newest(page)
    return export_text(draft.body if isinstance(draft, MarkdownPage) else "", file_format=file_format)


def export_text(text: str, *, file_format: str) -> Exported:
    """The questions in a text of the dialect."""
    return WRITERS[file_format](items_of(parse(text)))


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


WRITERS: dict[str, Callable[[Iterable[Item]], Exported]] = {"gift": _gift, "moodle-xml": _moodle_xml, "qti": _qti}
