"""`:::number`: one number is typed; lines say which numbers are right, nearly right, or a known mistake."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from modules.dialect.answer_keys import (
    as_items,
    check_keys,
    first_solution,
    grade_by,
    key_leaves,
    read_keys,
    write_keys,
)
from modules.dialect.document import Activity
from modules.dialect.frame import Frame
from modules.dialect.leaves import Item, Key
from modules.dialect.number_keys import ANYTHING, accepts_number, example_of, number_problems
from modules.dialect.outcome import Outcome
from modules.dialect.problems import Problem
from modules.dialect.shown import Answer, Part, Widget


@dataclass(frozen=True, kw_only=True)
class Number(Activity):
    """A question answered by a number. One part, `answer`."""

    keys: tuple[Key, ...]

    kind: ClassVar[str] = "number"
    scored: ClassVar[bool] = True
    attributes: ClassVar[frozenset[str]] = frozenset({"unit"})
    item_attributes: ClassVar[frozenset[str]] = frozenset({"credit"})

    @classmethod
    def parse(cls, frame: Frame) -> Self:
        """Prompt, then lines `- = number` and `- != number`."""
        prompt, keys = read_keys(frame)
        return cls(keys=keys, **frame.common(prompt))

    def body(self) -> Iterator[str]:
        """The lines of the key."""
        yield write_keys(self.keys)

    def bullets(self) -> tuple[Item, ...]:
        """The lines of the key."""
        return as_items(self.keys)

    def lint(self) -> Iterator[Problem]:
        """Numbers that can be read, in one way, and one of them worth the full mark."""
        problems = [
            problem
            for key in self.keys
            for problem in number_problems((text for text in key.accept if text != ANYTHING), key.line)
        ]
        yield from problems
        if not any(problem.severity == "error" for problem in problems):
            yield from check_keys(self.keys, self.line, self.solution())

    def parts(self, order: str = "") -> tuple[Part, ...]:
        """One field for a number."""
        del order
        return (Part(key="answer", widget=Widget.NUMBER, unit=self.unit, lang=self.lang),)

    def inner_leaves(self) -> Iterator[str]:
        """The unit and the feedback."""
        yield from [self.unit] if self.unit else []
        yield from key_leaves(self.keys)

    def grade(self, answer: Answer) -> Outcome:
        """What the first line that fits the number is worth."""
        given = "".join(answer.get("answer", ()))
        if not given.strip():
            return Outcome.scored(Fraction(0), said=self.said(Fraction(0)))
        score, mark = grade_by(self.keys, lambda key: accepts_number(key.accept, given, unit=self.unit))
        return Outcome.scored(score, marks=(mark,), said=self.said(score))

    def solution(self) -> Answer | None:
        """The first number that gets the full mark."""
        return first_solution((example_of(text) for key in self.keys for text in key.accept), self.grade)

    @property
    def unit(self) -> str:
        """What is counted; a learner may type it too."""
        return self.attrs.get("unit", "")
