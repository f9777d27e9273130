"""Papers: what the forms of mentoring ask, apart from observations. The words come from the practice tools T41, T43, T45, T47 and T48."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache, cached_property
from pathlib import Path

from assessments.mentoring.canonical import digest
from assessments.mentoring.framework.definitions import Table, latest, read_folder, without_empty
from assessments.mentoring.framework.fields import Field, read_fields

FOLDER = Path(__file__).parent


class UnknownPaper(LookupError):
    """There is no paper with this key and version."""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A form of mentoring. Title, purpose and statements are msgids, as are the words of its fields."""

    key: str
    version: int
    tool: str
    """The practice tool it follows, such as T43; empty for none."""
    title: str
    purpose: str
    statements: tuple[str, ...]
    """What is read, or read aloud, before anything is written."""
    fields: tuple[Field, ...]

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what it says, in hexadecimal: a signed paper names it. The layout of the file does not matter."""
        return digest(asdict(self, dict_factory=without_empty))

    def field(self, key: str) -> Field:
        """One of its fields. Raises KeyError."""
        return {field.key: field for field in self.fields}[key]

    def of_class(self, *data_classes: str) -> tuple[Field, ...]:
        """Its fields of these data classes, in order."""
        return tuple(field for field in self.fields if field.data_class in data_classes)

    def by(self, *writers: str) -> tuple[Field, ...]:
        """Its fields that one of these writes, in order."""
        return tuple(field for field in self.fields if field.by in writers)


def papers() -> dict[str, Paper]:
    """Key → the newest version of every paper."""
    return latest(all_versions())


def paper(key: str, version: int | None = None) -> Paper:
    """A paper, the newest version where none is named. Raises UnknownPaper."""
    try:
        return papers()[key] if version is None else all_versions()[key, version]
    except KeyError:
        raise UnknownPaper(f"{key} {version or ''}".strip()) from None


def paper_with(wanted: str) -> Paper:
    """The version of a paper that a signature names by digest. Raises UnknownPaper."""
    for found in all_versions().values():
        if found.digest == wanted:
            return found
    raise UnknownPaper(wanted)


@cache
def all_versions() -> Mapping[tuple[str, int], Paper]:
    """(key, version) → every paper there ever was."""
    return read_folder(FOLDER, build)


def build(table: Table) -> Paper:
    """The paper a file defines. Raises BrokenDefinition."""
    return Paper(
        key=table.word("key"),
        version=table.whole("version"),
        tool=table.text("tool", ""),
        title=table.text("title"),
        purpose=table.text("purpose"),
        statements=table.texts("statements"),
        fields=read_fields(table.tables("field")),
    )
