"""`:::essay`: a text to write, measured by a rubric: by the one who wrote it, a colleague or a trainer."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from modules.dialect.checks import error, none_of
from modules.dialect.credit import parse_share
from modules.dialect.document import Activity
from modules.dialect.frame import Frame
from modules.dialect.items import TICKS, with_keys
from modules.dialect.layout import bullets
from modules.dialect.leaves import Item
from modules.dialect.outcome import Outcome
from modules.dialect.problems import Problem
from modules.dialect.sentences import say as _
from modules.dialect.shown import Answer, Option, Panel, Part, Widget

BY = ("self", "peer", "trainer")
ANSWERS = ("text",)
MOST_WORDS = 2000


@dataclass(frozen=True, kw_only=True)
class Essay(Activity):
    """A text to write. The part `answer` holds it; marked by oneself, the part `rubric` holds what was ticked of the rubric.

    Nobody's text is scored by a program: an answer is noted, and what was ticked is weighed by `weigh`.
    """

    rubric: tuple[Item, ...]

    kind: ClassVar[str] = "essay"
    scored: ClassVar[bool] = False
    attributes: ClassVar[frozenset[str]] = frozenset({"min", "max", "by", "answer", "private"})
    item_attributes: ClassVar[frozenset[str]] = frozenset({"points"})

    @classmethod
    def parse(cls, frame: Frame) -> Self:
        """Prompt, then the rubric: bullets with empty boxes, or none."""
        listed = frame.listed(boxes=TICKS)
        boxed = [item for item in listed.items if item.box]
        if not boxed:  # an ordinary list at the end belongs to the prompt
            return cls(rubric=(), **frame.common(frame.text()))
        for item in listed.items:
            if item.box != "[ ]":
                frame.report("wrong-box", item.line, _("begin every line of the rubric with an empty box: '- [ ] …'"))
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
        for item in self.rubric:
            points = parse_share(item.attrs.get("points", "1"))
            if points is None or not 0 < points <= 100:
                yield error(
                    "bad-value", item.line, _("points=%(value)s is not a number above 0", value=item.attrs["points"])
                )

    def parts(self, order: str = "") -> tuple[Part, ...]:
        """The text; and the rubric, where one marks oneself."""
        del order
        text = Part(key="answer", widget=Widget.LONG_TEXT, lang=self.lang)
        if self.by != BY[0] or not self.rubric:
            return (text,)
        options = tuple(Option(key=item.key, text=item.text) for item in self.rubric)
        return (text, Part(key="rubric", widget=Widget.CHECKBOX, options=options))

    def panels(self) -> tuple[Panel, ...]:
        """What the text is measured by, to be read before writing."""
        return tuple(Panel(title=item.text, text="", lang=item.attrs.get("lang", "")) for item in self.rubric)

    def inner_leaves(self) -> Iterator[str]:
        """The rubric and what is said about its lines."""
        for item in self.rubric:
            yield from (item.text, *item.said)

    def weigh(self, ticked: Collection[str]) -> tuple[Fraction, Fraction]:
        """The points of the lines of the rubric that were ticked, and those of all: exact, whoever ticked them."""
        points = {item.key: parse_share(item.attrs.get("points", "1")) or Fraction(0) for item in self.rubric}
        return sum((points[key] for key in points if key in ticked), Fraction()), sum(points.values(), Fraction())

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
