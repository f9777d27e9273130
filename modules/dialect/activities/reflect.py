"""`:::reflect`: questions to think and write about; nothing is right or wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from modules.dialect.document import Activity
from modules.dialect.frame import Frame
from modules.dialect.items import with_keys
from modules.dialect.layout import bullets
from modules.dialect.leaves import Item
from modules.dialect.outcome import Mark, Outcome
from modules.dialect.problems import Problem
from modules.dialect.sentences import say as _
from modules.dialect.shown import Answer, Part, Widget


@dataclass(frozen=True, kw_only=True)
class Reflect(Activity):
    """Open questions. One part for each, `prompt-<key>`."""

    prompts: tuple[Item, ...]

    kind: ClassVar[str] = "reflect"
    scored: ClassVar[bool] = False
    attributes: ClassVar[frozenset[str]] = frozenset({"private", "export"})

    @classmethod
    def parse(cls, frame: Frame) -> Self:
        """Prompt, then one bullet for each question."""
        listed = frame.listed()
        if not listed.items:
            frame.report("no-answers", frame.line, _("list the questions, one bullet each: '- Who spoke first?'"))
        return cls(prompts=with_keys(listed.items), **frame.common(listed.prompt))

    def body(self) -> Iterator[str]:
        """The questions as bullets."""
        yield bullets(self.prompts)

    def bullets(self) -> tuple[Item, ...]:
        """The questions."""
        return self.prompts

    def lint(self) -> Iterator[Problem]:
        """Nothing more can be wrong with it."""
        yield from ()

    def parts(self, order: str = "") -> tuple[Part, ...]:
        """One part for each question; never shuffled."""
        del order
        return tuple(
            Part(key=_part(item), widget=Widget.LONG_TEXT, text=item.text, lang=item.attrs.get("lang", ""))
            for item in self.prompts
        )

    def inner_leaves(self) -> Iterator[str]:
        """Questions and what is said once they are answered."""
        for item in self.prompts:
            yield item.text
            yield from item.said

    def grade(self, answer: Answer) -> Outcome:
        """Noted, with what stands below each question that was answered."""
        answered = [item for item in self.prompts if answer.get(_part(item))]
        return Outcome.noted(marks=tuple(Mark(part=_part(item), right=None, said=item.said) for item in answered))

    def solution(self) -> None:
        """There is none."""


def _part(item: Item) -> str:
    return f"prompt-{item.key}"
