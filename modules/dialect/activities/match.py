"""`:::match`: left sides, each with the right side that belongs to it, and right sides that belong to none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar, Self

from modules.dialect.checks import error
from modules.dialect.credit import portion
from modules.dialect.document import Activity
from modules.dialect.frame import Frame
from modules.dialect.items import Report
from modules.dialect.keys import complete
from modules.dialect.layout import bullet
from modules.dialect.leaves import Item, Pair
from modules.dialect.outcome import Mark, Outcome
from modules.dialect.problems import Problem
from modules.dialect.sentences import say as _
from modules.dialect.shown import Answer, Option, Part, Widget
from modules.dialect.shuffling import shuffled

_ARROW = re.compile(r"(?:(?<=\s)|\A)->(?=\s|\Z)")


@dataclass(frozen=True, kw_only=True)
class Match(Activity):
    """Pairs. One part `pair-<key>` for each left side; its options are all right sides, named by keys made of their texts."""

    pairs: tuple[Pair, ...]
    """In source order; a pair without a left side is a right side too many."""

    kind: ClassVar[str] = "match"
    scored: ClassVar[bool] = True

    @classmethod
    def parse(cls, frame: Frame) -> Self:
        """Prompt, then bullets `- left -> right`."""
        listed = frame.listed()
        if not listed.items:
            frame.report("no-answers", frame.line, _("list the pairs: '- left -> right'"))
        pairs = tuple(_pair(item, frame.report) for item in listed.items)
        # A key made of both sides would tell which belong together.
        keys = complete([pair.key for pair in pairs], [pair.left or pair.right for pair in pairs])
        named = (replace(pair, key=key) for pair, key in zip(pairs, keys, strict=True))
        return cls(pairs=tuple(named), **frame.common(listed.prompt))

    def body(self) -> Iterator[str]:
        """The pairs as bullets."""
        yield "\n".join(
            bullet(_written(pair), key=pair.key, attrs=pair.attrs, replies=pair.replies) for pair in self.pairs
        )

    def bullets(self) -> tuple[Item, ...]:
        """The left sides, and the right sides too many as they are written."""
        return tuple(
            Item(text=pair.left or _written(pair), key=pair.key, attrs=pair.attrs, replies=pair.replies, line=pair.line)
            for pair in self.pairs
        )

    def lint(self) -> Iterator[Problem]:
        """At least two right sides, and none too many that belongs to a left side."""
        if not self._asked:
            yield error("no-pairs", self.line, _("give at least one pair: '- left -> right'"))
        if self._asked and len(self._rights) < 2:
            yield error("one-option", self.line, _("give at least two different right sides to choose from"))
        placed = {pair.right for pair in self._asked}
        for pair in self.pairs:
            if not pair.left and pair.right in placed:
                yield error(
                    "duplicate-option",
                    pair.line,
                    _("'%(text)s' belongs to a pair; it is not one too many", text=pair.right),
                )

    def parts(self, order: str = "") -> tuple[Part, ...]:
        """A select for each left side; the right sides are mixed even where no order is given."""
        options = tuple(Option(key=key, text=text) for text, key in self._rights.items())
        options = shuffled(options, order or self.id, key=lambda option: option.key)
        asked = shuffled(self._asked, order, key=lambda pair: pair.key) if order else self._asked
        return tuple(
            Part(
                key=_part_key(pair),
                widget=Widget.SELECT,
                text=pair.left,
                options=options,
                lang=pair.attrs.get("lang", ""),
            )
            for pair in asked
        )

    def inner_leaves(self) -> Iterator[str]:
        """Both sides and the feedback."""
        for pair in self.pairs:
            yield from [pair.left] if pair.left else []
            yield pair.right
            yield from _said(pair)

    def grade(self, answer: Answer) -> Outcome:
        """Right pairs over all pairs; feedback of an answered pair, and of the right side too many that was chosen."""
        marks = tuple(self._mark(pair, "".join(answer.get(_part_key(pair), ()))) for pair in self._asked)
        score = portion([mark.right is True for mark in marks])
        return Outcome.scored(score, marks=marks, said=self.said(score))

    def solution(self) -> Answer:
        """Every left side with its right side."""
        return {_part_key(pair): (self._rights[pair.right],) for pair in self._asked}

    @property
    def _asked(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair.left)

    @cached_property
    def _rights(self) -> dict[str, str]:
        """The key of every right side. Made of its own text alone: nothing tells to which left side it belongs."""
        texts = sorted({pair.right for pair in self.pairs})
        return dict(zip(texts, complete([""] * len(texts), texts), strict=True))

    def _mark(self, pair: Pair, chosen: str) -> Mark:
        said = _said(pair) if chosen else ()
        for other in self.pairs:
            if not other.left and self._rights[other.right] == chosen:
                said += _said(other)
        return Mark(part=_part_key(pair), right=self._rights[pair.right] == chosen, said=said)


def _part_key(pair: Pair) -> str:
    return f"pair-{pair.key}"


def _said(pair: Pair) -> tuple[str, ...]:
    return tuple(reply.text for reply in pair.replies)


def _written(pair: Pair) -> str:
    return f"{pair.left} -> {pair.right}".lstrip(" ")


def _pair(item: Item, report: Report) -> Pair:
    arrow = _ARROW.search(item.text)
    left = item.text[: arrow.start()].rstrip() if arrow else item.text
    right = item.text[arrow.end() :].lstrip() if arrow else ""
    if not right:
        report("bad-pair", item.line, _("write the pair as '- left -> right', or '- -> right' for one too many"))
    return Pair(left=left, right=right, key=item.key, attrs=item.attrs, replies=item.replies, line=item.line)
