"""The blocks a text is made of, as ranges of lines: enough to take an activity apart without touching what is written in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from modules.dialect.directive import directive_plugin
from modules.dialect.tables import table_guard_plugin

MAX_DEPTH = 8
"""Lists and quotes inside each other; deeper text is a mistake."""
PARSER_DEPTH = 60
"""markdown-it drops what is nested deeper without a word, so this is far above what we accept."""

_STRUCTURE = MarkdownIt("commonmark", {"html": False, "maxNesting": PARSER_DEPTH}).enable("table")
_STRUCTURE.use(table_guard_plugin).use(directive_plugin)
_STRUCTURE.core.ruler.enableOnly(["normalize", "block"])

_KINDS = {"bullet_list_open": "bullets", "ordered_list_open": "numbers", "blockquote_open": "quote"}


@dataclass(frozen=True, kw_only=True)
class Block:
    """A block at the top of a text. `start` and `end` are lines from 0, without the blank lines after it."""

    kind: str
    """bullets, numbers, quote, paragraph, heading, fence, directive, …"""
    start: int
    end: int
    items: Sequence[tuple[int, int]] = ()
    """For a list: the lines of its items."""
    level: int = 0
    """For a heading written with `#`: how many; 0 for every other heading."""
    meta: dict[str, Any] | None = None
    """For a directive: its name, the rest of its opening line, its body."""

    @property
    def is_list(self) -> bool:
        """Whether it is a list of either kind."""
        return self.kind in {"bullets", "numbers"}


def blocks(text: str, env: dict[str, Any] | None = None) -> list[Block]:
    """The blocks of a text in order; `env` gathers what was found wrong with directives."""
    lines = text.split("\n")
    found: list[Block] = []
    items: list[tuple[int, int]] = []
    for token in _STRUCTURE.parse(text, {} if env is None else env):
        if token.level == 0 and token.nesting >= 0 and token.map:
            items = []
            found.append(_block(token, lines, items))
        elif token.level == 1 and token.type == "list_item_open":
            items.append(_range(token, lines))
    return found


def _block(token: Token, lines: list[str], items: list[tuple[int, int]]) -> Block:
    start, end = _range(token, lines)
    kind = _KINDS.get(token.type, token.type.removesuffix("_open"))
    level = len(token.markup) if token.markup.startswith("#") else 0
    return Block(kind=kind, start=start, end=end, items=items, level=level, meta=token.meta)


def _range(token: Token, lines: list[str]) -> tuple[int, int]:
    start, end = token.map or [0, 0]
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    return start, end


def dedent(line: str, columns: int) -> str:
    """The line without up to `columns` columns of white space at its beginning; a tab reaches to the next fourth column."""
    at = 0
    for position, character in enumerate(line):
        if at >= columns or character not in " \t":
            return " " * (at - columns) + line[position:]
        at += 4 - at % 4 if character == "\t" else 1
    return ""


def unquote(lines: Sequence[str]) -> list[str]:
    """The lines of a quote without their `>`; a line that continues the quote lazily stays as it is."""
    inner = []
    for line in lines:
        bare = line.lstrip(" \t")
        if not bare.startswith(">"):
            inner.append(line)
        elif bare[1:2] == "\t":
            inner.append("  " + bare[2:])
        else:
            inner.append(bare[1:].removeprefix(" "))
    return inner
