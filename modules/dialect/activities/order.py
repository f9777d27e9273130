"""`:::order`: steps, numbered in the right order, to be put in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from modules.dialect.checks import error, none_of
from modules.dialect.document import Activity
from modules.dialect.frame import Frame
from modules.dialect.items import with_keys
from modules.dialect.layout import bullets
from modules.dialect.leaves import Item
from modules.dialect.outcome import Mark, Outcome
from modules.dialect.problems import Problem
from modules.dialect.sentences import say as _
from modules.dialect.sequence import DEFAULT, Measure, rights, score
from modules.dialect.shown import Answer, Option, Part, Widget
from modules.dialect.shuffling import shuffled


@dataclass(frozen=True, kw_only=True)
class Order(Activity):
    """Steps. One part `step-<key>` for each; its options are the places, `1` to the number of steps."""

    steps: tuple[Item, ...]
    """In the right order."""

    kind: ClassVar[str] = "order"
    scored: ClassVar[bool] = True
    attributes: ClassVar[frozenset[str]] = frozenset({"grade"})

    @classmethod
    def parse(cls, frame: Frame) -> Self:
        """Prompt, then a numbered list."""
        listed = frame.listed()
        if not listed.items:
            frame.report("no-answers", frame.line, _("list the steps in the right order: 1. 2. 3."))
        elif not listed.ordered:
            frame.report("not-numbered", listed.line, _("number the steps in the right order: 1. 2. 3."))
        return cls(steps=with_keys(listed.items), **frame.common(listed.prompt))

    def body(self) -> Iterator[str]:
        """The steps as a numbered list."""
        yield bullets(self.steps, ordered=True)

    def bullets(self) -> tuple[Item, ...]:
        """The steps."""
        return self.steps

    def lint(self) -> Iterator[Problem]:
        """Two steps at least, and a measure that exists."""
        if len(self.steps) == 1:
            yield error("one-option", self.line, _("give at least two steps to put in order"))
        written = self.attrs.get("grade", DEFAULT)
        if written not in set(Measure):
            yield none_of("grade", written, tuple(Measure), self.line)

    def parts(self, order: str = "") -> tuple[Part, ...]:
        """A select of places for each step. The steps are always mixed, and never stand in the right order."""
        places = tuple(Option(key=str(place), text=str(place)) for place in range(1, len(self.steps) + 1))
        mixed = shuffled(self.steps, order or self.id, key=lambda step: step.key)
        if mixed == self.steps:
            mixed = (*mixed[1:], *mixed[:1])
        return tuple(
            Part(
                key=_part_key(step),
                widget=Widget.SELECT,
                text=step.text,
                options=places,
                lang=step.attrs.get("lang", ""),
            )
            for step in mixed
        )

    def inner_leaves(self) -> Iterator[str]:
        """The steps, their feedback, and the names of the places."""
        for place, step in enumerate(self.steps, start=1):
            yield str(place)
            yield step.text
            yield from step.said

    def grade(self, answer: Answer) -> Outcome:
        """The score by the author's measure; two steps in one place have no place. Feedback at every step that was placed."""
        places = [_place(answer.get(_part_key(step), ())) for step in self.steps]
        stands = rights(self.measure, places)
        marks = tuple(
            Mark(part=_part_key(step), right=right, said=step.said if place is not None else ())
            for step, place, right in zip(self.steps, places, stands, strict=True)
        )
        value = score(self.measure, places)
        return Outcome.scored(value, marks=marks, said=self.said(value))

    def solution(self) -> Answer:
        """Every step in its place."""
        return {_part_key(step): (str(place),) for place, step in enumerate(self.steps, start=1)}

    @property
    def measure(self) -> Measure:
        """What about the order counts."""
        written = self.attrs.get("grade", DEFAULT)
        return Measure(written) if written in set(Measure) else DEFAULT


def _part_key(step: Item) -> str:
    return f"step-{step.key}"


def _place(values: tuple[str, ...]) -> int | None:
    """The place, from 0, that the learner chose."""
    return int(values[0]) - 1 if values else None
