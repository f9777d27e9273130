"""Markdown as what a reader reads: blocks of plain text, each with its line; sentences; words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from modules.dialect.blocks import PARSER_DEPTH
from modules.dialect.tables import table_guard_plugin

_PLAIN = MarkdownIt("commonmark", {"html": False, "maxNesting": PARSER_DEPTH}).enable(["table", "strikethrough"])
_PLAIN.use(table_guard_plugin)
_ALERT = re.compile(r"^\[!([A-Z]+)\]\s*")
_WORD = re.compile(r"[^\W_]+(?:[\u2019'.,-][^\W_]+)*")
_OPENING = "\u201c\"\u2018'(["
_END = re.compile(r"[.!?\u2026][\u201d\"\u2019')\]]*\s+")
_SHORTENED = re.compile(r"(?:^|[\s(“\"])(?:[A-Z]|Mr|Mrs|Ms|Dr|no|e\.g|i\.e|incl|etc|vs|art|cf)\.$")


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A heading, a paragraph, a list item or a cell as plain text."""

    kind: str
    """`heading`, `cell`, or `text`."""
    text: str
    line: int
    """The line of the given text on which it begins, from 1."""
    level: int = 0
    """Of a heading: 1 to 6."""
    alert: str = ""
    """Of what stands in a callout: NOTE, CAUTION …"""
    callout: int = 0
    """The line on which that callout begins; 0 outside."""


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One sentence of a passage."""

    text: str
    line: int

    @property
    def words(self) -> list[str]:
        """Its words."""
        return words(self.text)


def passages(markdown: str, *, first: int = 1) -> list[Passage]:
    """The blocks of a text whose first line has the number `first`."""
    return list(_passages(markdown, first))


def _passages(markdown: str, first: int) -> Iterator[Passage]:
    opened: list[Token] = []
    line, alert, callout = first, "", 0
    for token in _PLAIN.parse(markdown):
        _follow(opened, token)
        if token.map:
            line = first + token.map[0]
        if token.type == "blockquote_close":
            alert, callout = "", 0
        elif token.type == "inline":
            text = " ".join("".join(_words_of(token)).split())
            if (begun := _ALERT.match(text)) and any(each.type == "blockquote_open" for each in opened):
                alert, callout, text = begun[1], line, text[begun.end() :]
            if text:
                yield _passage(opened[-1], text, line, alert, callout)


def _follow(opened: list[Token], token: Token) -> None:
    """Keep the list of what is open around a token."""
    if token.nesting > 0:
        opened.append(token)
    elif token.nesting < 0:
        opened.pop()


def _passage(around: Token, text: str, line: int, alert: str, callout: int) -> Passage:
    kind = {"heading_open": "heading", "th_open": "cell", "td_open": "cell"}.get(around.type, "text")
    level = int(around.tag[1]) if kind == "heading" else 0
    return Passage(kind=kind, text=text, line=line, level=level, alert=alert, callout=callout)


def _words_of(inline: Token) -> Iterator[str]:
    for child in inline.children or ():
        if child.type in ("softbreak", "hardbreak"):
            yield " "
        elif child.type in ("text", "code_inline", "image"):
            yield child.content


def sentences(passage: Passage) -> list[Sentence]:
    """The sentences of a passage. A full stop behind a title, an initial or a short form ends none, nor does one before a small letter."""
    found = [""]
    start = 0
    for end in _END.finditer(passage.text):
        found[-1] += passage.text[start : end.end()]
        start = end.end()
        following = passage.text[start:].lstrip(_OPENING)[:1]
        if not following.islower() and not _SHORTENED.search(found[-1].rstrip()):
            found.append("")
    found[-1] += passage.text[start:]
    return [Sentence(text=piece.strip(), line=passage.line) for piece in found if piece.strip()]


def words(text: str) -> list[str]:
    """The words and numbers of a text: what stands between spaces and holds a letter or a digit."""
    return _WORD.findall(text)
