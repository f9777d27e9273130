"""Checks of a content folder that no single file can answer: double keys, references, pictures, and the dialect's own checks."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from modules.dialect.parser import parse
from modules.dialect.problems import did_you_mean
from modules.services import laws, publishing, translations
from modules.services.content_files import ContentFile, Finding
from modules.services.content_tree import Tree
from modules.services.page_checks import PageText

_IMAGE = re.compile(r"!\[[^\]\n]*\]\(\s*<?([^)\s>]+)")
MENTORING = "mentoring"
"""What a practice tool may be used in besides modules."""
_REMOTE = re.compile(r"^([a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A key of a file whose values must name something that exists."""

    kind: str
    key: str
    table: str = ""
    """The list of tables in which the key is a column."""
    names: str
    """What must exist, by the name `_known` gathers it under."""
    code: str
    what: str


REFERENCES = (
    Reference(kind="programme", key="required", table="pathway", names="module", code="unknown-module", what="module"),
    Reference(kind="programme", key="optional", table="pathway", names="module", code="unknown-module", what="module"),
    Reference(kind="module", key="tools", names="tool", code="unknown-tool", what="practice tool"),
    Reference(kind="module", key="indicators", names="indicator", code="unknown-indicator", what="indicator"),
    Reference(kind="module", key="audiences", names="pathway", code="unknown-pathway", what="pathway"),
    Reference(kind="module", key="sources", names="source", code="unknown-source", what="source"),
    Reference(kind="lesson", key="outcomes", names="outcome", code="unknown-outcome", what="learning outcome"),
    Reference(kind="lesson", key="tools", names="tool", code="unknown-tool", what="practice tool"),
    Reference(kind="lesson", key="sources", names="source", code="unknown-source", what="source"),
    Reference(kind="scenario", key="outcomes", names="outcome", code="unknown-outcome", what="learning outcome"),
    Reference(kind="scenario", key="indicators", names="indicator", code="unknown-indicator", what="indicator"),
    Reference(kind="sources", key="source", table="unverified", names="source", code="unknown-source", what="source"),
    Reference(kind="tool", key="used_in", names="place", code="unknown-module", what="module"),
    Reference(
        kind="framework", key="indicators", table="scope", names="indicator", code="unknown-indicator", what="indicator"
    ),
    Reference(kind="framework", key="domain", table="indicator", names="domain", code="unknown-domain", what="domain"),
    Reference(kind="framework", key="pathway", table="scope", names="pathway", code="unknown-pathway", what="pathway"),
)


def check(
    tree: Tree, *, texts: Iterable[ContentFile] | None = None, progress: Callable[[ContentFile], object] | None = None
) -> list[Finding]:
    """Everything wrong with a content folder, by file and line. `texts` limits the slow check of texts to some files."""
    found = [*tree.findings, *_doubles(tree.files), *_references(tree.files), *translations.check(tree.files)]
    found += laws.check(tree.laws, tree.files)
    known = _known(tree.files)
    for file in tree.files if texts is None else texts:
        found += _text(file, known[_group(file)])
        if progress is not None:
            progress(file)
    return sorted(found, key=lambda finding: (finding.path, finding.line, finding.code))


Known = dict[str, set[str]]


def _group(file: ContentFile) -> tuple[str, str]:
    return file.place.programme, file.place.language


def _known(files: Iterable[ContentFile]) -> dict[tuple[str, str], Known]:
    """What can be named, for each programme in each language."""
    files = tuple(files)
    known: dict[tuple[str, str], Known] = defaultdict(lambda: defaultdict(set))
    for file in files:
        here = known[_group(file)]
        here[file.kind.name].add(file.key)
        here["place"].update({MENTORING, file.key} if file.kind.name == "module" else ())
        here["outcome"].update(_column(file, "module", "outcome", "key"))
        here["indicator"].update(_column(file, "framework", "indicator", "code"))
        here["domain"].update(_column(file, "framework", "domain", "code"))
        here["source"].update(_column(file, "sources", "source", "key"))
        here["pathway"].update(_column(file, "programme", "pathway", "key"))
    _lend(known, files)
    return known


def _lend(known: dict[tuple[str, str], Known], files: Iterable[ContentFile]) -> None:
    """A translation that is still growing may name what only the programme's first language has."""
    for file in files:
        if file.kind.name == "programme":
            source = known[file.place.programme, str(file.values.get("language", ""))]
            for name, keys in list(source.items()):
                known[_group(file)][name] |= keys


def _column(file: ContentFile, kind: str, table: str, key: str) -> Iterator[str]:
    if file.kind.name == kind:
        for row in _rows(file, table):
            yield from _texts(row.get(key))


def _rows(file: ContentFile, table: str) -> list[dict[str, Any]]:
    rows = file.values.get(table, [])
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _texts(value: Any) -> list[str]:
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]


def _doubles(files: Iterable[ContentFile]) -> Iterator[Finding]:
    keys: dict[tuple[str, str], ContentFile] = {}
    slugs: dict[tuple[str, str, str], ContentFile] = {}
    for file in files:
        other = keys.setdefault((file.place.language, file.content_key), file)
        if other is not file:
            message = f"the key '{file.key}' is that of {other.path} already; give this file another one"
            yield file.finding("double-key", file.line("key"), message)
        beside = slugs.setdefault((file.place.language, file.place.parent, file.place.slug), file)
        if beside is not file:
            message = f"has the same address as {beside.path}; rename one of the files"
            yield file.finding("double-address", 1, message)
        yield from _double_rows(file)


def _double_rows(file: ContentFile) -> Iterator[Finding]:
    for known in file.kind.fields:
        name = next((column.key for column in known.columns if column.key in ("key", "code")), "")
        seen: set[Any] = set()
        for number, row in enumerate(_rows(file, known.key) if name else [], start=1):
            value = str(row.get(name))
            if value in seen:
                message = f"'{value}' stands twice among the tables '{known.key}'; give this one another {name}"
                yield file.finding("double-key", file.line(known.key, number), message)
            seen.add(value)


def _references(files: Iterable[ContentFile]) -> Iterator[Finding]:
    files = tuple(files)
    known = _known(files)
    for file in files:
        for reference in REFERENCES:
            if reference.kind == file.kind.name:
                yield from _reference(file, reference, known[_group(file)][reference.names])


def _reference(file: ContentFile, reference: Reference, known: set[str]) -> Iterator[Finding]:
    rows = _rows(file, reference.table) if reference.table else [file.values]
    for number, row in enumerate(rows, start=1):
        line = file.line(reference.table, number) if reference.table else file.line(reference.key)
        for name in _texts(row.get(reference.key)):
            if name not in known:
                yield file.finding(reference.code, line, _unknown(reference.what, name, known))


def _unknown(what: str, name: str, known: Iterable[str]) -> str:
    return f"there is no {what} '{name}'{did_you_mean(name, sorted(known)) or '; write it, or delete the name here'}"


def _text(file: ContentFile, known: Known) -> Iterator[Finding]:
    if not file.kind.has_body:
        return
    text = PageText(kind=file.kind.name, body=file.body, language=file.place.language)
    for problem in (found.moved(file.body_line - 1) for found in publishing.problems(text)):
        yield file.finding(problem.code, problem.line, str(problem.message), problem.severity)
    for activity in parse(file.body).activities:
        if activity.outcome and activity.outcome not in known["outcome"]:
            line = file.body_line + activity.line - 1
            yield file.finding(
                "unknown-outcome", line, _unknown("learning outcome", activity.outcome, known["outcome"])
            )
    yield from _pictures(file)


def _pictures(file: ContentFile) -> Iterator[Finding]:
    for number, text in enumerate(file.body.split("\n"), start=file.body_line):
        for name in _IMAGE.findall(text):
            if _REMOTE.match(name):
                message = f"the picture '{name}' lies on another site; put the file beside the lesson"
                yield file.finding("foreign-image", number, message)
            elif not _exists(file, name):
                message = f"there is no picture '{name}'; put the file there, or delete this mark"
                yield file.finding("missing-image", number, message)


def _exists(file: ContentFile, name: str) -> bool:
    """Whether the picture lies in the content folder, beside the text or below it."""
    if ".." in PurePosixPath(name).parts or name.startswith("/"):
        return False
    return (file.place.file.parent / name).is_file()
