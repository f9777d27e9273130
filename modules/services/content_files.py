"""One file of the curriculum: read, checked by itself, and written back in its one canonical form."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from modules import toml_faults
from modules.dialect.problems import Severity
from modules.dialect.sentences import Sentence
from modules.dialect.sentences import say as _
from modules.dialect.source import MAX_LESSON_BYTES
from modules.services import content_values, front_matter
from modules.services.content_kinds import KINDS
from modules.services.content_shapes import Kind

MAX_TABLE_BYTES = 1_000_000
LONGEST_PATH = 255


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What is wrong in a file: where, a stable code, and one sentence that says what to do."""

    path: str
    line: int
    code: str
    message: Sentence | str
    """A text where nobody reads it but on the command line."""
    severity: Severity = "error"

    def __str__(self) -> str:
        """As compilers print it: an editor makes it a link."""
        note = "" if self.severity == "error" else f" ({self.severity})"
        text = f"{self.path}:{self.line}: {self.code} {self.message}{note}"
        return text.encode(errors="backslashreplace").decode()  # a name on disk may be no text at all


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a file stands: below which programme, in which language, under which page, and what it must be."""

    path: str
    """Relative to the content folder, with forward slashes."""
    programme: str
    language: str
    parent: str
    """Path of the file above it; empty for a programme."""
    slug: str
    kinds: tuple[Kind, ...]
    """What it may be."""
    folder: Path = field(repr=False)
    """The content folder."""
    virtual: bool = False
    """A shelf that needs no file of its own."""

    @property
    def file(self) -> Path:
        """The file on disk."""
        return self.folder / self.path


@dataclass(frozen=True, kw_only=True)
class ContentFile:
    """A file that could be read."""

    place: Place
    kind: Kind
    values: Mapping[str, Any]
    lines: Mapping[str, int] = field(default_factory=dict)
    text: str = ""
    body: str = ""
    body_line: int = 1

    @property
    def path(self) -> str:
        """Where it stands in the content folder."""
        return self.place.path

    @property
    def key(self) -> str:
        """Its name in the programme, such as `m01-l1`."""
        return str(self.values.get("key", "")) or self.kind.key

    @property
    def content_key(self) -> str:
        """Its name everywhere, such as `reintegration/m01-l1`; of a programme, the programme's own."""
        return self.place.programme if self.kind.name == "programme" else f"{self.place.programme}/{self.key}"

    @cached_property
    def canonical(self) -> str:
        """The file as the exporter would write it."""
        return content_values.write(self.kind, self.values, self.body)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical form: what has been imported."""
        return digest(self.canonical)

    def line(self, key: str, row: int = 0) -> int:
        """The line a key stands on, or the n-th table of that name; 1 where it cannot be told."""
        if self.kind.has_body:
            return self.lines.get(key, 1)
        if row:
            heads = [
                number for number, line in enumerate(self.text.split("\n"), start=1) if line.strip() == f"[[{key}]]"
            ]
            return heads[row - 1] if row <= len(heads) else 1
        pattern = re.compile(rf"\s*(\[?{re.escape(key)}\]?\s*$|{re.escape(key)}\s*=|\[\[{re.escape(key)}\]\])")
        found = (number for number, line in enumerate(self.text.split("\n"), start=1) if key and pattern.match(line))
        return next(found, 1)

    def finding(self, code: str, line: int, message: Sentence | str, severity: Severity = "error") -> Finding:
        """A finding about this file."""
        return Finding(path=self.path, line=line, code=code, message=message, severity=severity)


class Unreadable(Exception):
    """A file that cannot be read at all."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


def digest(text: str) -> str:
    """SHA-256 of a file's text."""
    return sha256(text.encode()).hexdigest()


def read(place: Place) -> ContentFile:
    """The file at a place; raises Unreadable. What is wrong with its values is for `check` to say."""
    if place.virtual:
        return ContentFile(place=place, kind=place.kinds[0], values={"title": "Practice tools"})
    text = _text(place, limit=MAX_LESSON_BYTES if place.kinds[0].has_body else MAX_TABLE_BYTES)
    return _read_page(place, text) if place.kinds[0].has_body else _read_table(place, text)


def check(file: ContentFile) -> list[Finding]:
    """What is wrong with the file's values and form, without a look at other files or at the dialect."""
    found = [
        file.finding(fault.code, file.line(fault.key, fault.row), fault.message)
        for fault in content_values.faults(file.kind, file.values)
    ]
    if "\x00" in file.body:
        line = file.body_line + file.body[: file.body.index("\x00")].count("\n")
        found.append(file.finding("control-character", line, _("the text holds a NUL character; delete it")))
    if len(file.path) > LONGEST_PATH:
        message = _("the path may have %(most)d characters; shorten the name", most=LONGEST_PATH)
        found.append(file.finding("bad-name", 1, message))
    if not found and not file.place.virtual and file.canonical != file.text:
        line = _first_difference(file.canonical, file.text)
        message = _("not written in the canonical form; export_content writes it (comments are not kept)")
        found.append(file.finding("not-canonical", line, message, "warning"))
    return found


def _text(place: Place, *, limit: int) -> str:
    try:
        if place.file.is_dir():
            message = _("this is a folder, but a file must have this name; rename the folder")
            raise _unreadable(place, 1, "is-a-folder", message)
        if (size := place.file.stat().st_size) > limit:
            message = _(
                "the file has %(size)d kB, at most %(most)d kB can be read; divide it",
                size=size // 1000,
                most=limit // 1000,
            )
            raise _unreadable(place, 1, "too-large", message)
        data = place.file.read_bytes()
    except OSError as error:
        message = _("cannot be read: %(said)s", said=str(error.strerror))
        raise _unreadable(place, 1, "unreadable", message) from error
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = _("the byte %(byte)s is not UTF-8; save the file as UTF-8", byte=f"{data[error.start]:#04x}")
        raise _unreadable(place, line, "not-utf-8", message) from error


def _read_table(place: Place, text: str) -> ContentFile:
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        fault = toml_faults.fault(error, text)
        message = _("cannot be read as TOML: %(said)s", said=fault.message)
        raise _unreadable(place, fault.line, "bad-toml", message) from error
    except RecursionError as error:
        raise _unreadable(place, 1, "bad-toml", _("lists are nested too deep; write them flat")) from error
    return ContentFile(place=place, kind=place.kinds[0], values=values, text=text)


def _read_page(place: Place, text: str) -> ContentFile:
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        page = front_matter.read(plain)
    except front_matter.FrontMatterError as error:
        raise _unreadable(place, error.line, "bad-front-matter", error.message) from error
    kind = KINDS.get(str(page.values.get("type", "")))
    if kind is None or kind not in place.kinds:
        names = ", ".join(f"'{known.name}'" for known in place.kinds)
        message = _("write 'type: …' in the head of this file, with one of: %(names)s", names=names)
        raise _unreadable(place, page.lines.get("type", 1), "bad-type", message)
    return ContentFile(
        place=place,
        kind=kind,
        values=content_values.from_text(kind, page.values),
        lines=page.lines,
        text=text,
        body=page.body,
        body_line=page.body_line,
    )


def _unreadable(place: Place, line: int, code: str, message: Sentence) -> Unreadable:
    return Unreadable(Finding(path=place.path, line=line, code=code, message=message))


def _first_difference(one: str, other: str) -> int:
    pairs = zip(one.split("\n"), other.split("\n"), strict=False)
    return next((number for number, (left, right) in enumerate(pairs, start=1) if left != right), 1)
