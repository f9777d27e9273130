"""One programme in one language, read once: its files, and its texts taken apart for the rules to look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from modules.services.content_files import ContentFile, Finding
from modules.services.content_tree import Tree
from modules.services.strict.passages import Passage
from modules.services.strict.written import Written


@dataclass(frozen=True)
class Text(Written):
    """A lesson, a scenario, a quiz or a tool. Lines are those of the file."""

    file: ContentFile

    @property
    def body(self) -> str:
        """Its text in the dialect."""
        return self.file.body

    def line(self, line_of_body: int) -> int:
        """The line of the file for a line of the body."""
        return self.file.body_line + line_of_body - 1

    def section(self, heading: str) -> tuple[Passage, ...]:
        """What stands under a heading of the second level; nothing where there is none."""
        found: list[Passage] = []
        inside = False
        for passage in self.prose:
            if passage.kind == "heading" and passage.level <= 2:
                inside = passage.text == heading
            elif inside:
                found.append(passage)
        return tuple(found)

    def heading_line(self, heading: str) -> int:
        """The line of a heading of the second level; 0 where there is none."""
        return next(
            (each.line for each in self.prose if (each.kind, each.level, each.text) == ("heading", 2, heading)), 0
        )

    def callouts(self, beginning: str) -> Iterator[tuple[str, int]]:
        """Text and line of the callouts whose first words these are, with all their paragraphs."""
        for line in dict.fromkeys(each.callout for each in self.prose if each.callout):
            text = " ".join(each.text for each in self.prose if each.callout == line)
            if text.startswith(beginning):
                yield text, line

    def listed(self, key: str) -> list[str]:
        """A list of the head."""
        value = self.file.values.get(key, [])
        return [str(each) for each in value] if isinstance(value, list) else []

    def finding(self, code: str, line: int, message: str) -> Finding:
        """A finding about the file."""
        return self.file.finding(code, line, message)


@dataclass(frozen=True)
class Edition:
    """A programme in one language."""

    programme: str
    language: str
    files: tuple[ContentFile, ...]
    source: "Edition | None" = None
    """The edition it is translated from, which may have what this one still lacks; None for the first."""

    @property
    def is_first(self) -> bool:
        """Whether the programme was written in this language: it is complete, others may still be growing."""
        return self.source is None

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every file with a body."""
        return tuple(Text(file) for file in self.files if file.kind.has_body)

    @property
    def lessons(self) -> tuple[Text, ...]:
        """The lessons in order."""
        return self.of_kind("lesson")

    def of_kind(self, kind: str) -> tuple[Text, ...]:
        """The texts of a kind."""
        return tuple(text for text in self.texts if text.file.kind.name == kind)

    def tables(self, kind: str) -> tuple[ContentFile, ...]:
        """The files of a kind without body: `module`, `framework`, `glossary`, `sources`, `programme`."""
        return tuple(file for file in self.files if file.kind.name == kind)

    @cached_property
    def written_modules(self) -> tuple["Module", ...]:
        """The modules whose lessons are written out."""
        return tuple(
            Module(file=file, texts=tuple(text for text in self.texts if text.file.place.parent == file.path))
            for file in self.tables("module")
            if file.values.get("status") == "full"
        )

    def keys(self, kind: str, table: str, column: str) -> frozenset[str]:
        """What stands in a column of a table."""
        own = frozenset(str(row.get(column, "")) for file in self.tables(kind) for row in rows(file, table))
        return own | self.source.keys(kind, table, column) if self.source else own

    @cached_property
    def pages(self) -> frozenset[str]:
        """The keys of everything that can be linked."""
        own = frozenset(file.key for file in self.files)
        return own | self.source.pages if self.source else own


@dataclass(frozen=True)
class Module:
    """A module and the texts in it."""

    file: ContentFile
    texts: tuple[Text, ...]

    def of_kind(self, kind: str) -> tuple[Text, ...]:
        """Its lessons, scenarios or quizzes."""
        return tuple(text for text in self.texts if text.file.kind.name == kind)


def editions(tree: Tree) -> list[Edition]:
    """The programmes of a folder in each of their languages."""
    found: dict[tuple[str, str], Edition] = {}
    tops = [file for file in tree.files if file.kind.name == "programme"]
    # The first language before the others, which are compared with it.
    for top in sorted(tops, key=lambda file: file.values.get("language") != file.place.language):
        place = (top.place.programme, top.place.language)
        mine = tuple(file for file in tree.files if (file.place.programme, file.place.language) == place)
        source = found.get((top.place.programme, str(top.values.get("language", ""))))
        found[place] = Edition(*place, mine, source)
    return list(found.values())


def rows(file: ContentFile, table: str) -> list[dict[str, Any]]:
    """The rows of a table of a file."""
    found = file.values.get(table, [])
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
