"""`:::checklist`: things to tick off; nothing is right or wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from modules.dialect.document import Activity
from modules.dialect.frame import Frame
from modules.dialect.items import TICKS, with_keys
from modules.dialect.layout import bullets
from modules.dialect.leaves import Item
from modules.dialect.outcome import Mark, Outcome
from modules.dialect.problems import Problem
from modules.dialect.sentences import say as _
from modules.dialect.shown import Answer, Option, Part, Widget


@dataclass(frozen=True, kw_only=True)
class Checklist(Activity):
    """Lines to tick. One part, `answer`."""

    items: tuple[Item, ...]

    kind: ClassVar[str] = "checklist"
    scored: ClassVar[bool] = False

    @classmethod
    def parse(cls, frame: Frame) -> Self:
        """Prompt, then lines with empty boxes."""
        listed = frame.listed(boxes=TICKS)
        if not listed.items:
            frame.report("no-answers", frame.line, _("list the things to tick: '- [ ] …'"))
        for item in listed.items:
            if item.box != "[ ]":
                frame.report("wrong-box", item.line, _("begin every line of a checklist with an empty box: '- [ ] …'"))
        return cls(items=with_keys(listed.items), **frame.common(listed.prompt))

    def body(self) -> Iterator[str]:
        """The lines with their boxes."""
        yield bullets(self.items)

    def bullets(self) -> tuple[Item, ...]:
        """The lines."""
        return self.items

    def lint(self) -> Iterator[Problem]:
        """Nothing more can be wrong with it."""
        yield from ()

    def parts(self, order: str = "") -> tuple[Part, ...]:
        """One part; a checklist is never shuffled."""
        del order
        options = tuple(Option(key=item.key, text=item.text) for item in self.items)
        return (Part(key="answer", widget=Widget.CHECKBOX, options=options),)

    def inner_leaves(self) -> Iterator[str]:
        """Lines and what is said about them."""
        for item in self.items:
            yield item.text
            yield from item.said

    def grade(self, answer: Answer) -> Outcome:
        """Noted, with what stands below each ticked line."""
        ticked = set(answer.get("answer", ()))
        chosen = [item for item in self.items if item.key in ticked]
        return Outcome.noted(
            marks=tuple(Mark(part="answer", option=item.key, right=None, said=item.said) for item in chosen)
        )

    def solution(self) -> None:
        """There is none."""
