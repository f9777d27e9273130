"""Texts of instruments: read from files, kept by digest, put into use."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from assessments.surveys.laws.instruments import Instrument as Asked
from assessments.surveys.laws.instruments import digest
from assessments.surveys.laws.reading import parse
from assessments.surveys.models import Instrument, InstrumentVersion
from modules.services import front_matter
from modules.services.content_files import Finding

FOLDER = "instruments"
"""Of a language of a programme."""


class InstrumentErrors(Exception):
    """The files have errors; nothing was kept."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings


@dataclass(frozen=True, kw_only=True)
class InstrumentFile:
    """A file that could be read."""

    path: str
    language: str
    source: str
    asked: Asked


def files(folder: Path) -> tuple[list[InstrumentFile], list[Finding]]:
    """Every instrument of a content folder, and what is wrong with them."""
    found: list[InstrumentFile] = []
    findings: list[Finding] = []
    for path in sorted(folder.glob(f"*/*/{FOLDER}/*.md")):
        where, language = path.relative_to(folder).as_posix(), path.parent.parent.name
        if language not in dict(settings.LANGUAGES):
            findings.append(Finding(path=where, line=1, code="unknown-language", message="is no language of this site"))
            continue
        try:
            source = path.read_text(encoding="utf-8")
            asked, wrong = parse(source)
        except (UnicodeDecodeError, front_matter.FrontMatterError) as error:
            line = getattr(error, "line", 1)
            message = getattr(error, "message", "save the file as UTF-8")
            findings.append(Finding(path=where, line=line, code="unreadable", message=message))
            continue
        findings += [Finding(path=where, line=one.line, code=one.code, message=one.message) for one in wrong]
        found.append(InstrumentFile(path=where, language=language, source=source, asked=asked))
    return found, findings


@transaction.atomic
def keep(*, folder: Path) -> int:
    """Put the files of a folder into use; how many are new or changed. Raises InstrumentErrors."""
    found, findings = files(folder)
    if findings:
        raise InstrumentErrors(findings)
    return sum(_keep(one) for one in found)


def _keep(one: InstrumentFile) -> bool:
    version, _new = InstrumentVersion.objects.get_or_create(
        digest=digest(one.source),
        defaults={
            "key": one.asked.key,
            "language": one.language,
            "kind": one.asked.kind,
            "title": one.asked.title,
            "source": one.source,
        },
    )
    key, language = one.asked.key, one.language
    stands: dict[str, object] = {"current": version, "source_path": one.path}
    if Instrument.objects.filter(key=key, language=language, **stands).exists():
        return False
    Instrument.objects.update_or_create(key=key, language=language, defaults=stands)
    return True
