"""What an activity is read from: its opening line, and its body taken apart as far as that is the same for every kind."""

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypedDict

from modules.dialect.attributes import Attrs, split_attrs
from modules.dialect.blocks import Block, blocks, unquote
from modules.dialect.leaves import Reply
from modules.dialect.problems import Problem, Severity, did_you_mean
from modules.dialect.sentences import Sentence
from modules.dialect.sentences import say as _
from modules.dialect.source import trim
from modules.dialect.stretch import Listed, Stretch

LABELS = ("HINT", "EXPLAIN", "CORRECT", "PARTIAL", "WRONG", "SCORE", "SAMPLE", "TRANSCRIPT")
ALERTS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
SCORE = re.compile(r"SCORE ([0-9]{1,3})-([0-9]{1,3})")
_LABEL = re.compile(r"\[!([A-Za-z]{1,20})( [^\]\n]{0,20})?\][ \t]*")
_ATX = re.compile(r" {0,3}#+(?=[ \t]|\Z)(.*)")
_ATX_END = re.compile(r"(?:\A|[ \t]+)#+\Z")


class Common(TypedDict):
    """The fields every activity has."""

    id: str
    title: str
    attrs: Attrs
    prompt: str
    hints: tuple[str, ...]
    notes: tuple[Reply, ...]
    line: int


@dataclass(frozen=True, kw_only=True)
class Headed:
    """A heading, and the stretch of body under it."""

    title: str
    key: str
    attrs: Attrs
    line: int
    under: Stretch


@dataclass(frozen=True, kw_only=True)
class Held:
    """A heading, the text under it, and the nodes read from the activities under it."""

    title: str
    key: str
    attrs: Attrs
    line: int
    text: str
    inside: tuple[object, ...]


class Frame:
    """One activity on its way from text to dataclass: its kind takes what it needs and reports what is wrong."""

    def __init__(
        self, *, name: str, key: str, title: str, attrs: Attrs, body: str, line: int, nested: Sequence[object] = ()
    ) -> None:
        """`line` is the line of the opening; the body starts on the next one. `nested` are the nodes read from inside."""
        self.name, self.key, self.title, self.attrs, self.line = name, key, title, attrs, line
        self.nested = nested
        self.problems: list[Problem] = []
        self._first = line + 1
        self._lines = body.split("\n")
        self._replies: list[Reply] = []
        self._blocks = tuple(block for block in blocks(body) if not self._took_reply(block))
        self._starts = [block.start for block in self._blocks]

    def report(self, code: str, line: int, message: Sentence, severity: Severity = "error") -> None:
        """Note a problem; an activity with an error is shown as its prompt only."""
        self.problems.append(Problem(code=code, line=line, message=message, severity=severity))

    def common(self, prompt: str) -> Common:
        """The fields every activity has, to be passed on with `**`."""
        replies = sorted(self._replies, key=lambda reply: reply.line)
        return Common(
            id=self.key,
            title=self.title,
            attrs=self.attrs,
            prompt=prompt,
            hints=tuple(reply.text for reply in replies if reply.label == "HINT"),
            notes=tuple(reply for reply in replies if reply.label != "HINT"),
            line=self.line,
        )

    def text(self) -> str:
        """The whole body without the replies. No activity may stand in it."""
        self._refuse_activities()
        return self._stretch(0, len(self._lines)).text()

    def text_line(self) -> int:
        """The line on which the text of the body begins."""
        return self._first + next((at for at, line in enumerate(self._lines) if line.strip()), 0)

    def listed(self, *, boxes: Collection[str] = frozenset(), depth: int = 0) -> Listed:
        """The prompt and the bullets of the last list: see `Stretch.listed`. No activity may stand in the body."""
        self._refuse_activities()
        return self._stretch(0, len(self._lines)).listed(boxes=boxes, depth=depth)

    def sections(self) -> tuple[str, int, tuple[Headed, ...]]:
        """The prompt, the level of the first heading, and every heading of that level or above with what stands under it."""
        self._refuse_activities()
        heads = [block for block in self._blocks if block.level]
        if not heads:
            return self._stretch(0, len(self._lines)).text(), 0, ()
        heads = [head for head in heads if head.level <= heads[0].level]
        ends = [*(head.start for head in heads[1:]), len(self._lines)]
        prompt = self._stretch(0, heads[0].start).text()
        return prompt, heads[0].level, tuple(self._headed(head, end) for head, end in zip(heads, ends, strict=True))

    def holding(self) -> tuple[str, int, tuple[Held, ...]]:
        """As `sections`, for a kind under whose headings activities stand: each below the text."""
        inner = [block for block in self._blocks if block.kind == "directive"]
        heads = [block for block in self._blocks if block.level]
        heads = [head for head in heads if head.level <= heads[0].level]
        begin = heads[0].start if heads else len(self._lines)
        for block in inner:
            if block.start < begin:
                self.report("not-here", self._first + block.start, _("put the activity below a heading with a time"))
        ends = [*(head.start for head in heads[1:]), len(self._lines)]
        held = tuple(self._held(head, end) for head, end in zip(heads, ends, strict=False))
        prompt = self._stretch(0, min([begin, *(block.start for block in inner)])).text()
        return prompt, heads[0].level if heads else 0, held

    def above_activities(self) -> str:
        """The text above the first activity inside; text between activities is reported."""
        inner = [block.start for block in self._blocks if block.kind == "directive"]
        begin = inner[0] if inner else len(self._lines)
        lost = [block.start for block in self._blocks if block.start > begin and block.kind != "directive"]
        if lost:
            self.report("text-between", self._first + lost[0], _("move the text above the first question or into one"))
        return self._stretch(0, begin).text()

    def safe_prompt(self) -> str:
        """What can be shown of an activity with errors: the text above anything that could be an answer."""
        end = 0
        for block in self._blocks:
            text = "\n".join(self._lines[block.start : block.end])
            if block.is_list or block.kind == "directive" or block.level or "[[" in text:
                break
            end = block.end
        return self._stretch(0, end).text()

    def _stretch(self, start: int, end: int) -> Stretch:
        inside = self._blocks[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return Stretch(
            lines=self._lines,
            blocks=inside,
            start=start,
            end=end,
            first=self._first,
            report=self.report,
            tips=self._replies,
        )

    def _held(self, head: Block, end: int) -> Held:
        headed = self._headed(head, end)
        inside = [block for block in headed.under.blocks if block.kind == "directive"]
        begin = inside[0].start if inside else end
        lost = [block for block in headed.under.blocks if block.start > begin and block.kind != "directive"]
        if lost:
            self.report(
                "text-between", self._first + lost[0].start, _("move the text above the first activity or into one")
            )
        lines = range(headed.line, self._first + end)
        nodes = tuple(node for node in self.nested if getattr(node, "line", 0) in lines)
        return Held(
            title=headed.title,
            key=headed.key,
            attrs=headed.attrs,
            line=headed.line,
            text=headed.under.text(until=begin),
            inside=nodes,
        )

    def _headed(self, head: Block, end: int) -> Headed:
        match = _ATX.match(self._lines[head.start])
        title, key, attrs = split_attrs(_ATX_END.sub("", (match[1] if match else "").strip()))
        under = self._stretch(head.end, end)
        return Headed(title=title, key=key, attrs=attrs, line=self._first + head.start, under=under)

    def _refuse_activities(self) -> None:
        for block in self._blocks:
            if block.kind == "directive":
                message = _(
                    "':::%(kind)s' cannot hold another activity; close it first with a line ':::'", kind=self.name
                )
                self.report("not-here", self._first + block.start, message)

    def _took_reply(self, block: Block) -> bool:
        """Take a labelled quote out of the body, leaving blank lines in its place."""
        lines = unquote(self._lines[block.start : block.end]) if block.kind == "quote" else []
        match = _LABEL.match(lines[0]) if lines else None
        if not match or match[1].upper() in ALERTS:
            return False
        label, line = (match[1] + (match[2] or "")).upper().rstrip(), self._first + block.start
        text = trim("\n".join([lines[0][match.end() :], *lines[1:]]))
        if not self._is_label(label, line):
            return False
        if not text:
            self.report("empty-reply", line, _("write what is said below '> [!%(label)s]'", label=label))
        self._replies.append(Reply(text=text, label=label, line=line))
        self._lines[block.start : block.end] = [""] * (block.end - block.start)
        return True

    def _is_label(self, label: str, line: int) -> bool:
        score = SCORE.fullmatch(label)
        if score and int(score[1]) <= int(score[2]) <= 100:
            return True
        if label.startswith("SCORE"):
            self.report("bad-score", line, _("write the two ends in percent: > [!SCORE 50-80]"))
            return False
        if label not in LABELS:
            near = did_you_mean(label, LABELS + ALERTS, written="[!{}]")
            self.report("unknown-label", line, _("unknown label '[!%(label)s]'%(near)s", label=label, near=near))
        return label in LABELS
