"""What an item of a file becomes, as it waits in a row until somebody decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from assessments.interop.codecs.into_dialect import Became
from assessments.interop.codecs.items import Finding, Place
from assessments.interop.codecs.sentences import Said
from modules.dialect.sentences import Sentence

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Kept:
    """An item that was looked at. Sentences are in the language of whoever reads them."""

    place: str
    was: str
    """The kind of question in the file."""
    kind: str
    """The kind of activity it becomes, `text`, or empty where it becomes nothing."""
    key: str
    markdown: str
    lost: tuple[str, ...]
    errors: tuple[str, ...]
    """What keeps it out."""
    warnings: tuple[str, ...]

    @property
    def is_possible(self) -> bool:
        """Whether it can be imported."""
        return bool(self.markdown) and not self.errors


def dump(became: Became) -> Row:
    """An item as JSON."""
    return {
        "place": _dump_place(became.item.place),
        "was": str(became.item.kind),
        "kind": became.kind,
        "key": became.key,
        "markdown": became.markdown,
        "lost": [_dump_sentence(what.sentence) for what in became.lost],
        "findings": [dump_finding(finding) for finding in became.findings],
    }


def dump_finding(finding: Finding) -> Row:
    """What is wrong, as JSON."""
    return {
        "place": _dump_place(finding.place),
        "severity": finding.severity,
        "message": _dump_sentence(finding.message.sentence),
    }


def load(row: Mapping[str, Any]) -> Kept:
    """An item of JSON."""
    said = [(finding["severity"], _load(finding["message"])) for finding in row["findings"]]
    return Kept(
        place=place_text(row["place"]),
        was=row["was"],
        kind=row["kind"],
        key=row["key"],
        markdown=row["markdown"],
        lost=tuple(_load(what) for what in row["lost"]),
        errors=tuple(message for severity, message in said if severity == "error"),
        warnings=tuple(message for severity, message in said if severity != "error"),
    )


def finding_text(row: Mapping[str, Any]) -> str:
    """What is wrong where no item could be read."""
    place, message = place_text(row["place"]), _load(row["message"])
    return f"{place}: {message}" if place else message


def sentence(message: Said) -> str:
    """A sentence of the codecs in the language of whoever reads it."""
    return message.sentence.said(_)


def place_text(place: Mapping[str, Any]) -> str:
    """Where something stands in its file."""
    line = _("line %(line)d") % {"line": place["line"]} if place["line"] else ""
    return ", ".join(part for part in (place["path"], line) if part)


def _dump_place(place: Place) -> Row:
    return {"line": place.line, "path": place.path}


def _dump_sentence(said: Sentence) -> list[Any]:
    """A sentence as JSON: its words and its values."""
    values = {
        name: _dump_sentence(value) if isinstance(value, Sentence) else value for name, value in said.values.items()
    }
    return [said.words, values]


def _load(row: list[Any]) -> str:
    words, *values = row
    return _sentence(words, *values).said(_) if values else str(words)


def _sentence(words: str, values: Mapping[str, Any]) -> Sentence:
    given = {name: _sentence(*value) if isinstance(value, list) else value for name, value in values.items()}
    return Sentence(words=words, values=given)
