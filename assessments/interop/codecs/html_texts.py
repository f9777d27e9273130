"""HTML as other systems keep it into Markdown: paragraphs, lists, emphasis and links stay, the rest becomes its text."""

import re
from dataclasses import dataclass
from html import unescape

from assessments.interop.codecs.escaping import escape_inline, protect_start
from assessments.interop.codecs.sentences import Said, say

MAX_DEPTH = 3
"""Lists inside each other; deeper ones are written at this depth."""

MAX_MARKS = 20
"""Emphasis and links inside each other; deeper ones are text."""

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure"}
    | {"footer", "form", "header", "hr", "main", "nav", "p", "pre", "section", "table", "tr"}
    | {"h1", "h2", "h3", "h4", "h5", "h6"}
)
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_SILENT = frozenset({"script", "style", "head", "title", "template", "noscript"})
_MEDIA = frozenset({"audio", "video", "iframe", "object", "embed", "canvas", "svg", "math"})
_TAG = re.compile(
    r"<!--|</(?P<close>[A-Za-z][A-Za-z0-9]{0,20})[^<>]{0,100}>|<[!?][^<>]{0,1000}>"
    r"|<(?P<open>[A-Za-z][A-Za-z0-9]{0,20})(?P<attrs>(?:[^<>\"']|\"[^\"]{0,2000}\"|'[^']{0,2000}'){0,2000}+)>"
)
_ATTRIBUTE = re.compile(r"([A-Za-z-]{1,40})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))")
_PACKED = re.compile(r'"data:[^"<>\s]*"')
"""A picture inside the text: its bytes are not looked at."""
_WEB = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>()\\]+\Z", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Read:
    """The Markdown of an HTML text, and what did not come along."""

    markdown: str
    lost: tuple[Said, ...]


def read_html(html: str) -> Read:
    """The Markdown of the HTML; takes anything."""
    reader = _Reader()
    reader.read(_PACKED.sub('"data:"', html))
    reader.end_block()
    return Read(markdown="\n".join(reader.written).strip("\n"), lost=tuple(dict.fromkeys(reader.lost)))


class _Reader:
    """Gathers one block after the other; `pieces` is the block under way."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.lost: list[Said] = []
        self.pieces: list[str] = []
        self.marks: list[tuple[str, int, str]] = []
        """Open emphasis and links: the tag, where it begins among the pieces, and the target."""
        self.lists: list[int | None] = []
        """Open lists: the next number, or None for bullets."""
        self.item = ""
        """What begins the next block: the bullet of a list."""
        self.listing = False
        """Whether the last block was a bullet."""
        self.silent = 0

    def read(self, html: str) -> None:
        """Take the tags one by one, and the text between them. The standard parser takes quadratic time for tags left open."""
        at = 0
        while (match := _TAG.search(html, at)) is not None:
            self._text(html[at : match.start()])
            at = match.end()
            if match[0] == "<!--":
                end = html.find("-->", at)
                at = len(html) if end < 0 else end + 3
            elif match["close"]:
                self._close(match["close"].lower())
            elif match["open"]:
                self._open(match["open"].lower(), match["attrs"])
        self._text(html[at:])

    def _open(self, tag: str, written: str) -> None:
        """Open a block, a list, a mark; take what a picture says about itself."""
        if tag in _SILENT:
            self.silent += 1
        elif tag in _MEDIA:
            self.lost.append(say("the element <%(tag)s>", tag=tag))
        elif tag == "br":
            self.pieces.append("\n")
        elif tag == "img":
            self._picture(_attributes(written))
        elif tag in _MARKS or tag == "a":
            self._open_mark(tag, _attributes(written).get("href", "") if tag == "a" else "")
        else:
            self._open_block(tag)

    def _close(self, tag: str) -> None:
        """Close what is open."""
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _MARKS or tag == "a":
            self._close_mark(tag)
        elif tag in {"ul", "ol"}:
            self.end_block()
            self.lists = self.lists[:-1]
        elif tag in _BLOCKS or tag == "li":
            self.end_block()
        elif tag in {"td", "th"}:
            self.pieces.append(" ")

    def _text(self, written: str) -> None:
        """A run of text."""
        if written and not self.silent:
            self.pieces.append(escape_inline(re.sub(r"\s+", " ", unescape(written))))

    def end_block(self) -> None:
        """Write the block under way."""
        while self.marks:
            self._close_mark(self.marks[-1][0])
        lines = [" ".join(line.split()) for line in "".join(self.pieces).split("\n")]
        lines = [protect_start(line) for line in lines if line]
        self.pieces = []
        if not lines:
            return
        depth = min(len(self.lists), MAX_DEPTH)
        item, self.item = self.item, ""
        indent = "   " * depth
        first = "   " * (depth - 1) + item if item else indent
        if self.written and not (item and self.listing):
            self.written.append("")
        self.listing = bool(item)
        self.written.append(first + f"\\\n{indent}".join(lines))

    def _open_block(self, tag: str) -> None:
        if tag not in _BLOCKS and tag not in {"li", "ul", "ol"}:
            return
        self.end_block()
        if tag == "table":
            self.lost.append(say("the form of a table"))
        elif tag in {"ul", "ol"}:
            self.lists.append(1 if tag == "ol" else None)
        elif tag == "li" and self.lists:
            number = self.lists[-1]
            self.item = "-  " if number is None else f"{min(number, 9)}. "
            self.lists[-1] = None if number is None else number + 1

    def _picture(self, attrs: dict[str, str]) -> None:
        source = attrs.get("src", "").rpartition("/")[2][:80]
        self.lost.append(say("the picture %(name)s", name=source or "?"))
        if alt := attrs.get("alt", "").strip():
            self.pieces.append(escape_inline(f" ({' '.join(alt.split())}) "))

    def _open_mark(self, tag: str, target: str) -> None:
        if len(self.marks) < MAX_MARKS:
            self.marks.append((tag, len(self.pieces), target))

    def _close_mark(self, tag: str) -> None:
        at = next((at for at in reversed(range(len(self.marks))) if self.marks[at][0] == tag), None)
        if at is None:
            return
        _, begin, target = self.marks.pop(at)
        inside = "".join(self.pieces[begin:])
        bare = inside.strip()
        if not bare or "\n" in inside:
            return
        before, after = inside[: len(inside) - len(inside.lstrip())], inside[len(inside.rstrip()) :]
        self.pieces[begin:] = [before + _marked(tag, bare, target) + after]


def _marked(tag: str, text: str, target: str) -> str:
    if tag in _MARKS:
        return text if "*" in text else f"{_MARKS[tag]}{text}{_MARKS[tag]}"
    return f"[{text}]({target})" if _WEB.match(target) and "[" not in text and "]" not in text else text


def _attributes(written: str) -> dict[str, str]:
    """The attributes of a tag."""
    found = _ATTRIBUTE.finditer(written)
    return {match[1].lower(): unescape(match[2] or match[3] or match[4] or "") for match in found}
