"""Files of one key in several languages: without their words they are the same."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from modules.dialect.document import Document
from modules.dialect.parser import parse
from modules.dialect.skeleton import Difference, differences
from modules.services.content_files import ContentFile, Finding

SAME = (
    *("number", "phase", "further_phases", "minutes", "audiences", "requires_m03", "tools", "indicators", "sources"),
    *("outcomes", "pass_mark", "shuffle", "used_in", "blank_template"),
)
"""Keys of a head or a module whose values hold no words."""


def check(files: Iterable[ContentFile]) -> Iterator[Finding]:
    """Every difference between a file and the one it was translated from, at its line, with the line of the other."""
    by_key: dict[tuple[str, str], dict[str, ContentFile]] = defaultdict(dict)
    first: dict[str, str] = {}
    for file in files:
        by_key[file.kind.name, file.content_key].setdefault(file.place.language, file)
        if file.kind.name == "programme":
            first[file.place.programme] = str(file.values.get("language", ""))
    for (_kind, key), editions in by_key.items():
        source = editions.get(first.get(key.partition("/")[0], ""))
        for file in editions.values() if source else ():
            if source is not None and file is not source:
                yield from _compare(source, file)


def _compare(source: ContentFile, file: ContentFile) -> Iterator[Finding]:
    if file.kind.name in ("module", "lesson", "scenario", "quiz", "tool"):
        yield from _heads(source, file)
    if file.kind.has_body:
        for found in differences(_parsed(source.body), _parsed(file.body)):
            yield file.finding("translation", _line(file, found.other_line), _said(source, found))


def _heads(source: ContentFile, file: ContentFile) -> Iterator[Finding]:
    for key in SAME:
        mine, theirs = source.values.get(key), file.values.get(key)
        if (mine or None) != (theirs or None):
            message = f"'{key}' is not what {source.path}:{source.line(key)} says: {_value(mine)}; make it the same"
            yield file.finding("translation", file.line(key), message)
    if (wanted := _outcomes(source.values)) != _outcomes(file.values):
        message = f"the outcomes are not those of {source.path}:{source.line('outcome', 1)}: {', '.join(wanted)}"
        yield file.finding("translation", file.line("outcome", 1), message)


def _outcomes(values: Mapping[str, object]) -> list[str]:
    rows = values.get("outcome", [])
    return [str(row.get("key", "")) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _value(value: object) -> str:
    return "nothing" if value in (None, "", []) else str(value)


def _line(file: ContentFile, line_of_body: int) -> int:
    return file.body_line + line_of_body - 1 if line_of_body else 1


def _said(source: ContentFile, found: Difference) -> str:
    if not found.line:
        return f"{found.other_what} is not in {source.path}; delete it, or write it there first"
    place = f"{source.path}:{_line(source, found.line)}"
    return f"here is {found.other_what}, and in {place} {found.what}; make it the same"


@lru_cache(maxsize=512)
def _parsed(body: str) -> Document:
    return parse(body)
