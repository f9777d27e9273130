"""Instruments that are in use, and what their versions ask."""

from collections.abc import Iterator
from functools import lru_cache

from django.conf import settings
from django.db.models import Case, QuerySet, Value, When

from assessments.surveys.laws.instruments import Instrument as Asked
from assessments.surveys.laws.instruments import Kind
from assessments.surveys.laws.reading import parse
from assessments.surveys.models import Instrument, InstrumentVersion
from modules.services.exporting import Exported


def asked(version: InstrumentVersion) -> Asked:
    """What a version asks; read once."""
    return _parsed(version.pk, version.source)


def in_use(*kinds: Kind, language: str) -> list[InstrumentVersion]:
    """The versions in use, by title: in the reader's language where there is one, else in the language of the site."""
    first = _in_order(Instrument.objects.select_related("current"), language)
    found: dict[str, InstrumentVersion] = {}
    for one in first:
        if not kinds or one.current.kind in kinds:
            found.setdefault(one.key, one.current)
    return sorted(found.values(), key=lambda version: version.title)


def version_of(key: str, *, language: str) -> InstrumentVersion | None:
    """The version of one instrument."""
    one = _in_order(Instrument.objects.filter(key=key).select_related("current"), language).first()
    return one.current if one else None


def exported() -> Iterator[Exported]:
    """The files of the instruments in use. One that was put into use before its file was noted down needs `import_instruments` once."""
    for one in Instrument.objects.exclude(source_path="").select_related("current").order_by("source_path"):
        yield Exported(path=one.source_path, text=one.current.source)


def _in_order(rows: QuerySet[Instrument], language: str) -> QuerySet[Instrument]:
    languages = (When(language=language, then=Value(0)), When(language=settings.LANGUAGE_CODE, then=Value(1)))
    return rows.order_by(Case(*languages, default=Value(2)), "language")


@lru_cache(maxsize=64)
def _parsed(_digest: str, source: str) -> Asked:
    return parse(source)[0]
