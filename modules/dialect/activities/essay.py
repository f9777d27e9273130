"""`:::essay`: a text to write, measured by a rubric: by the one who wrote it, a colleague or a trainer."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from modules.dialect import rubric as rubrics
from modules.dialect.checks import error, none_of
from modules.dialect.credit import parse_share
from modules.dialect.document import Activity
from modules.dialect.frame import Frame
from modules.dialect.items import TICKS, with_keys
from modules.dialect.layout import bullets
from modules.dialect.leaves import Item
from modules.dialect.outcome import Outcome
from modules.dialect.problems import Problem
from modules.dialect.rubric import Criterion, Levels
from modules.dialect.sentences import say as _
from modules.dialect.shown import Answer, Option, Panel, Part, Widget

BY = ("self", "peer", "trainer")
ANSWERS = ("text",)
MOST_WORDS = 2000
MOST_PEERS = 5
TOLERANCE = Fraction(1, 5)
_WHOLE = {"markers": 2, "peers": MOST_PEERS}
"""Attributes that are whole numbers from 1, and the highest of each."""


@dataclass(frozen=True, kw_only=True)
class Essay(Activity):
    """A text to write. The part `answer` holds it; marked by oneself, the part `rubric` holds what was ticked of the rubric.

    Where its lines have levels, each line is a part of its own, `rubric-<key>`. Nobody's text is scored by a program: an answer is
    noted, and what people chose in the rubric is weighed by `modules.dialect.rubric`.
    """

    rubric: tuple[Item, ...]

    kind: ClassVar[str] = "essay"
    scored: ClassVar[bool] = False
    attributes: ClassVar[frozenset[str]] = frozenset(
        {"min", "max", "by", "answer", "private", "markers", "tolerance", "peers", "pass"}
    )
    item_attributes: ClassVar[frozenset[str]] = frozenset({"points"})

    @classmethod
    def parse(cls, frame: Frame) -> Self:
        """Prompt, then the rubric: bullets with empty boxes, or none."""
        listed = frame.listed(boxes=TICKS, depth=1)
        boxed = [item for item in listed.items if item.box]
        if not boxed:  # an ordinary list at the end belongs to the prompt
            return cls(rubric=(), **frame.common(frame.text()))
        for item in listed.items:
            if item.box != "[ ]":
                frame.report("wrong-box", item.line, _("begin every line of the rubric with an empty box: '- [ ] …'"))
            for level in item.children:
                if not level.text or level.replies or level.attrs or level.key:
                    frame.report(
                        "bad-levels", level.line, _("a level is one line of text, without a box, a name or a quote")
                    )
        return cls(rubric=with_keys(listed.items), **frame.common(listed.prompt))

    def body(self) -> Iterator[str]:
        """The rubric as bullets."""
        if self.rubric:
            yield bullets(self.rubric)

    def bullets(self) -> tuple[Item, ...]:
        """The lines of the rubric."""
        return self.rubric

    @property
    def by(self) -> str:
        """Who marks it: `self`, `peer` or `trainer`."""
        return self.attrs.get("by", BY[0])

    @property
    def least(self) -> int:
        """The fewest words asked for; 0 for any."""
        return _whole(self.attrs.get("min")) or 0

    @property
    def most(self) -> int:
        """The most words asked for; 0 for any."""
        return _whole(self.attrs.get("max")) or 0

    def lint(self) -> Iterator[Problem]:
        """Somebody who marks, a length that is possible, points that are numbers."""
        for name, known in (("by", BY), ("answer", ANSWERS)):
            value = self.attrs.get(name, known[0])
            if value not in known:
                yield none_of(name, value, known, self.line)
        for name in ("min", "max"):
            if name in self.attrs and _whole(self.attrs[name]) is None:
                yield error(
                    "bad-value",
                    self.line,
                    _(
                        "%(name)s=%(value)s is not a number of words from 1 to %(most)d",
                        name=name,
                        value=self.attrs[name],
                        most=MOST_WORDS,
                    ),
                )
        if self.least and self.most and self.least > self.most:
            yield error(
                "bad-value", self.line, _("min=%(least)d is more than max=%(most)d", least=self.least, most=self.most)
            )
        yield from rubrics.problems(self.rubric)
        yield from self._marking()

    def _marking(self) -> Iterator[Problem]:
        """What is said about those who mark."""
        if self.by != BY[0] and not self.rubric:
            yield error(
                "no-rubric",
                self.line,
                _("by=%(by)s needs a rubric: '- [ ] …', one line for each thing to judge", by=self.by),
            )
        for name, most in _WHOLE.items():
            if name in self.attrs and not 1 <= (_whole(self.attrs[name]) or 0) <= most:
                yield error(
                    "bad-value",
                    self.line,
                    _(
                        "%(name)s=%(value)s is not a whole number from 1 to %(most)d",
                        name=name,
                        value=self.attrs[name],
                        most=most,
                    ),
                )
        for name in ("tolerance", "pass"):
            given = parse_share(self.attrs.get(name, "0"))
            if given is None or not 0 <= given <= 1:
                yield error(
                    "bad-value",
                    self.line,
                    _("%(name)s=%(value)s is not a share such as 20%%", name=name, value=self.attrs[name]),
                )

    @property
    def by_others(self) -> bool:
        """Whether somebody else marks it."""
        return self.by != BY[0]

    @property
    def markers(self) -> int:
        """How many trainers mark it, one after the other without knowing of each other: 1 or 2."""
        return _whole(self.attrs.get("markers")) or 1

    @property
    def tolerance(self) -> Fraction:
        """How far two marks may lie apart, as a share of the whole, before a third person decides."""
        given = parse_share(self.attrs.get("tolerance", ""))
        return TOLERANCE if given is None else given

    @property
    def peers(self) -> int:
        """How many colleagues mark it, and how many texts of colleagues its writer marks."""
        return _whole(self.attrs.get("peers")) or 3

    @property
    def enough(self) -> Fraction:
        """The share from which the lesson counts as done: 0 unless the author says otherwise."""
        return parse_share(self.attrs.get("pass", "")) or Fraction(0)

    @property
    def has_levels(self) -> bool:
        """Whether its lines have levels of their own."""
        return any(item.children for item in self.rubric)

    def criteria(self) -> tuple[Criterion, ...]:
        """The lines of the rubric, as they are judged."""
        return rubrics.criteria(self.rubric)

    def parts(self, order: str = "") -> tuple[Part, ...]:
        """The text; and the rubric, where one marks oneself."""
        del order
        text = Part(key="answer", widget=Widget.LONG_TEXT, lang=self.lang)
        if self.by != BY[0] or not self.rubric:
            return (text,)
        if self.has_levels:
            return (text, *(_judged(item) for item in self.rubric))
        options = tuple(Option(key=item.key, text=item.text) for item in self.rubric)
        return (text, Part(key="rubric", widget=Widget.CHECKBOX, options=options))

    def panels(self) -> tuple[Panel, ...]:
        """What the text is measured by, to be read before writing."""
        return tuple(Panel(title=item.text, text="", lang=item.attrs.get("lang", "")) for item in self.rubric)

    def inner_leaves(self) -> Iterator[str]:
        """The rubric, its levels, and what is said about its lines."""
        for item in self.rubric:
            yield from (item.text, *item.said, *(level.text for level in item.children))

    def own_levels(self, answer: Answer) -> Levels:
        """What the writer chose for each line: nothing before they chose anything."""
        if not self.has_levels:
            return dict.fromkeys(answer.get("rubric", ()), 1)
        chosen = {item.key: answer.get(f"rubric-{item.key}", ()) for item in self.rubric}
        return {key: int(values[0]) for key, values in chosen.items() if values}

    def weigh(self, chosen: Levels) -> tuple[Fraction, Fraction]:
        """The points of what somebody chose in the rubric, and those of all: exact, whoever chose."""
        return rubrics.weigh(self.criteria(), chosen)

    def grade(self, answer: Answer) -> Outcome:
        """Noted: a text is not scored by a program."""
        del answer
        return Outcome.noted()

    def solution(self) -> None:
        """There is none, only a sample."""


def _whole(written: str | None) -> int | None:
    if written and written.isascii() and written.isdecimal() and 1 <= int(written[:5]) <= MOST_WORDS:
        return int(written)
    return None


def _judged(item: Item) -> Part:
    """A line of the rubric with levels: one of them is chosen."""
    options = tuple(Option(key=str(number), text=level.text) for number, level in enumerate(item.children))
    return Part(key=f"rubric-{item.key}", widget=Widget.RADIO, text=item.text, options=options)
