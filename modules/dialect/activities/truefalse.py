"""`:::truefalse`: every bullet is a statement; `[x]` is true, `[ ]` is false."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

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

TRUE = Option(key="true", text="")
FALSE = Option(key="false", text="")
"""The options carry no text: their names are the interface's, in the reader's language."""


@dataclass(frozen=True, kw_only=True)
class TrueFalse(Activity):
    """Statements to judge. One part for each, `statement-<key>`, with the options `true` and `false`."""

    statements: tuple[Item, ...]

    kind: ClassVar[str] = "truefalse"
    scored: ClassVar[bool] = True

    @classmethod
    def parse(cls, frame: Frame) -> Self:
        """Prompt, then the statements."""
        listed = frame.listed(boxes=TICKS)
        if not listed.items:
            frame.report("no-answers", frame.line, _("list the statements: '- [x]' if true, '- [ ]' if false"))
        boxes_agree(listed.items, frame.report)
        for item in listed.items:
            if item.box.startswith("("):
                frame.report("wrong-box", item.line, _("use [x] for a true statement and [ ] for a false one"))
                break
        return cls(statements=with_keys(listed.items), **frame.common(listed.prompt))

    def body(self) -> Iterator[str]:
        """The statements as bullets."""
        yield bullets(self.statements)

    def bullets(self) -> tuple[Item, ...]:
        """The statements."""
        return self.statements

    def lint(self) -> Iterator[Problem]:
        """Nothing more can be wrong with it."""
        yield from ()

    def parts(self, order: str = "") -> tuple[Part, ...]:
        """One part for each statement."""
        statements = self.statements
        if order:
            statements = shuffled(statements, order, key=lambda statement: statement.key)
        return tuple(
            Part(
                key=_part(statement),
                widget=Widget.RADIO,
                text=statement.text,
                options=(TRUE, FALSE),
                lang=statement.attrs.get("lang", ""),
            )
            for statement in statements
        )

    def inner_leaves(self) -> Iterator[str]:
        """Statements and what is said about them."""
        for statement in self.statements:
            yield statement.text
            yield from statement.said

    def grade(self, answer: Answer) -> Outcome:
        """The share of statements judged rightly; feedback only where something was answered."""
        marks = tuple(
            Mark(
                part=_part(statement),
                right=answer.get(_part(statement)) == _truth(statement),
                said=statement.said if answer.get(_part(statement)) else (),
            )
            for statement in self.statements
        )
        score = Fraction(sum(1 for mark in marks if mark.right), len(marks) or 1)
        return Outcome.scored(score, marks=marks, said=self.said(score))

    def solution(self) -> Answer:
        """Every statement judged rightly."""
        return {_part(statement): _truth(statement) for statement in self.statements}


def _part(statement: Item) -> str:
    return f"statement-{statement.key}"


def _truth(statement: Item) -> tuple[str, ...]:
    return (TRUE.key if statement.right else FALSE.key,)
