"""`:::poll`: a question to which every answer is right; what others chose is told once enough people have answered."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from modules.dialect.checks import error
from modules.dialect.document import Activity
from modules.dialect.frame import Frame
from modules.dialect.items import TICKS, boxes_agree, with_keys
from modules.dialect.layout import bullets
from modules.dialect.leaves import Item
from modules.dialect.outcome import Mark, Outcome
from modules.dialect.problems import Problem
from modules.dialect.sentences import say as _
from modules.dialect.shown import Answer, Option, Part, Widget
from modules.dialect.shuffling import shuffled

FEWEST_PEOPLE = 5
"""Fewer are never counted: whoever knows the others would know who chose what."""


@dataclass(frozen=True, kw_only=True)
class Poll(Activity):
    """Options of which one, or with boxes several, can be chosen. One part, `answer`."""

    options: tuple[Item, ...]

    kind: ClassVar[str] = "poll"
    scored: ClassVar[bool] = False
    item_attributes: ClassVar[frozenset[str]] = frozenset({"fixed"})

    @property
    def multiple(self) -> bool:
        """Whether several options may be ticked."""
        return any(option.box.startswith("[") for option in self.options)

    @classmethod
    def parse(cls, frame: Frame) -> Self:
        """Prompt, then bullets with empty boxes of one kind."""
        listed = frame.listed(boxes=TICKS)
        if not listed.items:
            frame.report("no-answers", frame.line, _("list what can be chosen: '- ( ) …', or '- [ ] …' for several"))
        boxes_agree(listed.items, frame.report)
        for item in listed.items:
            if item.right:
                frame.report("wrong-box", item.line, _("nothing is right in a poll; leave every box empty"))
        return cls(options=with_keys(listed.items), **frame.common(listed.prompt))

    def body(self) -> Iterator[str]:
        """The options as bullets with their boxes."""
        yield bullets(self.options)

    def bullets(self) -> tuple[Item, ...]:
        """The options."""
        return self.options

    def lint(self) -> Iterator[Problem]:
        """There is a choice."""
        if len(self.options) < 2:
            yield error("one-option", self.line, _("give at least two answers to choose from"))

    def parts(self, order: str = "") -> tuple[Part, ...]:
        """One part, radio or checkbox; options with the flag `fixed` keep their place."""
        options = self.options
        if order:
            options = shuffled(options, order, key=lambda each: each.key, fixed=lambda each: "fixed" in each.attrs)
        widget = Widget.CHECKBOX if self.multiple else Widget.RADIO
        return (Part(key="answer", widget=widget, options=tuple(Option(key=o.key, text=o.text) for o in options)),)

    def inner_leaves(self) -> Iterator[str]:
        """Options and what is said about them."""
        for option in self.options:
            yield option.text
            yield from option.said

    def grade(self, answer: Answer) -> Outcome:
        """Noted, with what stands below each option that was chosen."""
        chosen = [option for option in self.options if option.key in answer.get("answer", ())]
        marks = (Mark(part="answer", option=each.key, right=None, said=each.said) for each in chosen)
        return Outcome.noted(marks=tuple(marks))

    def solution(self) -> None:
        """There is none."""
