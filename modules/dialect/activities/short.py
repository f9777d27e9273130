"""`:::short`: a few words are typed; lines say which are right, nearly right, or a known mistake. `*` stands for any text."""

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
    worth,
    write_keys,
)
from modules.dialect.document import Activity
from modules.dialect.frame import Frame
from modules.dialect.leaves import Item, Key
from modules.dialect.outcome import Outcome
from modules.dialect.problems import Problem
from modules.dialect.shown import Answer, Part, Widget
from modules.dialect.text import example, has_wildcard
from modules.dialect.wording import WAIVERS, is_one_of, rounded_length, too_near, waived


@dataclass(frozen=True, kw_only=True)
class Short(Activity):
    """A question answered by a few words. One part, `answer`."""

    keys: tuple[Key, ...]

    kind: ClassVar[str] = "short"
    scored: ClassVar[bool] = True
    attributes: ClassVar[frozenset[str]] = WAIVERS
    item_attributes: ClassVar[frozenset[str]] = WAIVERS | {"credit"}

    @classmethod
    def parse(cls, frame: Frame) -> Self:
        """Prompt, then lines `- = word | other word` and `- != word`."""
        prompt, keys = read_keys(frame)
        return cls(keys=keys, **frame.common(prompt))

    def body(self) -> Iterator[str]:
        """The lines of the key."""
        yield write_keys(self.keys)

    def bullets(self) -> tuple[Item, ...]:
        """The lines of the key."""
        return as_items(self.keys)

    def lint(self) -> Iterator[Problem]:
        """One answer worth the full mark; answers worth different marks further apart than slips of the pen."""
        yield from check_keys(self.keys, self.line, self.solution())
        yield from too_near(
            ([text for text in key.accept if not has_wildcard(text)], waived(self.attrs, key.attrs), key.line)
            for key in self.keys
        )

    def parts(self, order: str = "") -> tuple[Part, ...]:
        """One field for text."""
        del order
        size = rounded_length(text for key in self.keys if key.right for text in key.accept)
        return (Part(key="answer", widget=Widget.TEXT, size=size, lang=self.lang),)

    def inner_leaves(self) -> Iterator[str]:
        """The feedback."""
        yield from key_leaves(self.keys)

    def grade(self, answer: Answer) -> Outcome:
        """What the first line that fits the words is worth."""
        given = "".join(answer.get("answer", ()))
        if not given.strip():
            return Outcome.scored(Fraction(0), said=self.said(Fraction(0)))
        score, mark = grade_by(self.keys, lambda key: self._fits(key, given))
        return Outcome.scored(score, marks=(mark,), said=self.said(score))

    def solution(self) -> Answer | None:
        """The first words that get the full mark."""
        candidates = (example(text) for key in self.keys if worth(key) == 1 for text in key.accept)
        return first_solution(candidates, self.grade)

    def _fits(self, key: Key, given: str) -> bool:
        return is_one_of(key.accept, given, waived(self.attrs, key.attrs), wildcards=True)
