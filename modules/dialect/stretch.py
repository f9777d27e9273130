"""A stretch of an activity's body: the whole of it, or what stands under one heading."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from modules.dialect.blocks import Block, unquote
from modules.dialect.items import Bullets, Report
from modules.dialect.leaves import Item, Reply
from modules.dialect.sentences import say as _
from modules.dialect.source import trim


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A text that ends with a list: what stands above it, and its bullets."""

    prompt: str
    items: tuple[Item, ...]
    ordered: bool
    line: int


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Lines `start` to `end` of a body (from 0), the blocks in them, and a way to report what is wrong."""

    lines: Sequence[str]
    blocks: tuple[Block, ...]
    start: int
    end: int
    first: int
    """The number of line 0 of the body."""
    report: Report
    tips: list[Reply]
    """Takes `> [!TIP]` found below the answers: a hint."""

    def text(self, *, until: int | None = None) -> str:
        """The text as it stands."""
        return trim("\n".join(self.lines[self.start : self.end if until is None else until]))

    def listed(
        self, *, boxes: Collection[str] = frozenset(), depth: int = 0, only: re.Pattern[str] | None = None
    ) -> Listed:
        """The prompt and the bullets of the last list. Nothing but feedback and tips may follow it.

        `boxes` are the boxes a bullet may carry, `depth` how many lists may be inside a list; `only` is searched in the
        list, and a list without it belongs to the prompt.
        """
        at = self._first_answer(boxes, only)
        if at is None:
            return Listed(prompt=self.text(), items=(), ordered=False, line=self.first + self.start)
        begin = self.blocks[at]
        return Listed(
            prompt=self.text(until=begin.start),
            items=self._items(self.blocks[at:], Bullets(boxes=boxes, depth=depth)),
            ordered=begin.kind == "numbers",
            line=self.first + begin.start,
        )

    def _first_answer(self, boxes: Collection[str], only: re.Pattern[str] | None) -> int | None:
        """Where the last list is, or the first of the boxed lists before it that only feedback at the margin cuts off."""
        at = next((at for at in range(len(self.blocks) - 1, -1, -1) if self.blocks[at].is_list), None)
        if at is None or (only and not only.search(self._source(self.blocks[at]))):
            return None
        while self._boxed(at, boxes):
            before = at - 2 if at > 1 and self.blocks[at - 1].kind == "quote" else at - 1
            if not self._boxed(before, boxes):
                break
            at = before
        return at

    def _source(self, block: Block) -> str:
        return "\n".join(self.lines[block.start : block.end])

    def _boxed(self, at: int, boxes: Collection[str]) -> bool:
        if at < 0 or not self.blocks[at].is_list:
            return False
        words = self.lines[self.blocks[at].start].split(maxsplit=1)
        return len(words) > 1 and words[1].lower().startswith(tuple(boxes))

    def _items(self, found: Sequence[Block], bullets: Bullets) -> tuple[Item, ...]:
        items: list[Item] = []
        for block in found:
            if block.is_list:
                items += bullets.read(self.lines, block, self.first, self.report)
            elif block.kind == "quote":
                self._attach(items, block)
            elif block.kind != "directive":
                message = _("text after the answers is not part of the activity; move it above them or below ':::'")
                self.report("text-after-list", self.first + block.start, message)
                break
        return tuple(items)

    def _attach(self, items: list[Item], block: Block) -> None:
        """Feedback that is not indented belongs to the bullet above it; a tip is a hint."""
        line = self.first + block.start
        text = trim("\n".join(unquote(self.lines[block.start : block.end])))
        if text.startswith("[!TIP]"):
            self.tips.append(Reply(text=trim(text.removeprefix("[!TIP]")).lstrip(), label="HINT", line=line))
            return
        items[-1] = replace(items[-1], replies=(*items[-1].replies, Reply(text=text, line=line)))
        message = _("feedback belongs to the answer above it; indent it by two spaces")
        self.report("unindented-feedback", line, message, "info")
