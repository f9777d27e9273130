"""Bullets: what the learner acts on, with feedback quoted below and an inner list where the activity knows one."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from modules.dialect.attributes import Attrs, split_attrs
from modules.dialect.blocks import Block, blocks, dedent, unquote
from modules.dialect.keys import complete
from modules.dialect.leaves import Item, Reply
from modules.dialect.problems import Severity
from modules.dialect.sentences import Sentence
from modules.dialect.sentences import say as _
from modules.dialect.source import trim

TICKS = frozenset({"( )", "(x)", "[ ]", "[x]"})
SIGNS = frozenset({"=", "!="})

_MARKER = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])")
_BOX = re.compile(r"(\([ xX]\)|\[[ xX]\]|!?=)(?=\s|\Z)[ \t]*")


class Report(Protocol):
    """Takes what is wrong."""

    def __call__(self, code: str, line: int, message: Sentence, severity: Severity = "error", /) -> None:
        """Note a problem."""


@dataclass(frozen=True, kw_only=True)
class Bullets:
    """How bullets are read: the boxes they may carry and how deep lists may be inside lists."""

    boxes: Collection[str] = field(default=frozenset())
    depth: int = 0

    def read(self, lines: Sequence[str], block: Block, first: int, report: Report) -> tuple[Item, ...]:
        """The items of a list block; `first` is the number of the first of `lines`."""
        return tuple(self._item(lines[start:end], first + start, report) for start, end in block.items)

    def _item(self, lines: Sequence[str], line: int, report: Report) -> Item:
        inner = _inside(lines)
        found = blocks("\n".join(inner))
        if found and found[0].kind != "paragraph":
            report("no-text", line, _("begin the bullet with a line of text"))
            return Item(text=trim("\n".join(inner)), line=line)
        cut = next((block.start for block in found if block.kind in {"quote", "bullets", "numbers"}), len(inner))
        box, text, key, attrs = self._head(inner[:cut], found)
        replies, children = self._below(inner, found, cut, line, report)
        return Item(text=text, key=key, box=box, attrs=attrs, replies=replies, children=children, line=line)

    def _head(self, lines: list[str], found: list[Block]) -> tuple[str, str, str, Attrs]:
        """The box, the text, the key and the attributes: those end the first paragraph."""
        end = found[0].end if found else len(lines)
        paragraph = "\n".join(lines[:end]).strip()
        match = _BOX.match(paragraph)
        box = match[1].lower() if match and match[1].lower() in self.boxes else ""
        if match and box:
            paragraph = paragraph[match.end() :]
        head, key, attrs = split_attrs(paragraph)
        return box, trim("\n".join([head, *lines[end:]])), key, attrs

    def _below(
        self, lines: list[str], found: list[Block], cut: int, line: int, report: Report
    ) -> tuple[tuple[Reply, ...], tuple[Item, ...]]:
        replies: list[Reply] = []
        children: tuple[Item, ...] = ()
        for block in (block for block in found if block.start >= cut):
            if block.kind == "quote":
                replies.append(_feedback(lines, block, line, report))
            elif block.is_list and self.depth:
                children += replace(self, depth=self.depth - 1).read(lines, block, line, report)
            elif block.is_list:
                report(
                    "nested-list",
                    line + block.start,
                    _("a list has no place inside this bullet; write it as a sentence"),
                )
            else:
                report(
                    "text-after-feedback", line + block.start, _("put the text above the feedback: quotes come last")
                )
        return tuple(replies), children


def _inside(lines: Sequence[str]) -> list[str]:
    """The lines of one item without its marker and its indentation."""
    match = _MARKER.match(lines[0])
    end = match.end() if match else 0
    rest = lines[0][end:]
    blank = len(rest) - len(rest.lstrip(" \t"))
    marker, text = (len(lines[0][:at].expandtabs(4)) for at in (end, end + blank))
    offset = text if 0 < text - marker < 5 and rest.strip() else marker + 1
    return [rest.strip(), *(dedent(line, offset) for line in lines[1:])]


def _feedback(lines: list[str], block: Block, line: int, report: Report) -> Reply:
    text = trim("\n".join(unquote(lines[block.start : block.end])))
    if re.match(r"\[!(?!NOTE|TIP|IMPORTANT|WARNING|CAUTION)\w+", text):
        report(
            "misplaced-reply",
            line + block.start,
            _("what is said about the whole activity stands below the answers, not indented"),
        )
    if not text:
        report("empty-reply", line + block.start, _("write what is said after '>', or delete the line"))
    return Reply(text=text, line=line + block.start)


def with_keys(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items, each with a key."""
    keys = complete([item.key for item in items], [item.text for item in items])
    return tuple(replace(item, key=key) for item, key in zip(items, keys, strict=True))


def boxes_agree(items: tuple[Item, ...], report: Report) -> None:
    """Report bullets that mix circles and boxes, or lack one."""
    shapes = {item.box[:1] for item in items if item.box}
    if len(shapes) > 1:
        report("mixed-boxes", items[0].line, _("use ( ) for one right answer or [ ] for several, not both"))
    sample = "[ ]" if shapes == {"["} else "( )"
    for item in items:
        if not item.box:
            report("no-box", item.line, _("begin the answer with a box: '- %(box)s …'", box=sample))
