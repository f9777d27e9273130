"""`:::mark`: words to find in a running text."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Self

from modules.dialect.checks import error, none_of, same_keys, unknown_attributes
from modules.dialect.credit import Policy, score
from modules.dialect.document import Activity
from modules.dialect.frame import Frame
from modules.dialect.gaps import MAX_GAPS, read_gaps, split_at_first_gap, write_gaps
from modules.dialect.keys import complete
from modules.dialect.leaves import Gap, Item
from modules.dialect.outcome import Mark as Said
from modules.dialect.outcome import Outcome
from modules.dialect.problems import Problem
from modules.dialect.sentences import say as _
from modules.dialect.shown import Answer, Option, Part, Widget
from modules.dialect.source import trim
from modules.dialect.words import split_words

MAX_WORDS = 250
POLICIES = (Policy.NET, Policy.EACH, Policy.ALL, Policy.HALVES)


@dataclass(frozen=True, kw_only=True)
class Mark(Activity):
    """A text in which words are ticked. One part, `answer`; its options are words, in the order of the text.

    Where the author marks nothing to leave, every word can be ticked and wrong ticks cost (`net`). Where there is something
    to leave, only what is marked can be ticked, and each of it counts the same (`each`).
    """

    text: str
    """The running text, with `gap_mark(n)` where gap n belongs."""
    gaps: tuple[Gap, ...]

    kind: ClassVar[str] = "mark"
    scored: ClassVar[bool] = True
    attributes: ClassVar[frozenset[str]] = frozenset({"credit"})

    @classmethod
    def parse(cls, frame: Frame) -> Self:
        """Prompt, then everything from the first block with a marked word."""
        marked, gaps = read_gaps(frame.text(), frame.text_line(), frame.report, found=True)
        if not gaps:
            frame.report("no-gaps", frame.line, _("mark the words to find in the text: [[word]]"))
        prompt, text = split_at_first_gap(marked)
        return cls(text=trim(text), gaps=gaps, **frame.common(trim(prompt)))

    def body(self) -> Iterator[str]:
        """The text with its marks."""
        yield write_gaps(self.text, self.gaps)

    @property
    def closed(self) -> bool:
        """Whether only what is marked can be ticked."""
        return any(gap.kind == "wrong" for gap in self.gaps)

    def lint(self) -> Iterator[Problem]:
        """Something to find, not too much to choose from, and nothing that stands out."""
        if len(self.gaps) > MAX_GAPS:
            yield error(
                "too-many-gaps",
                self.gaps[MAX_GAPS].line,
                _("more than %(most)d marks; divide the activity", most=MAX_GAPS),
            )
        if not any(gap.kind == "right" for gap in self.gaps):
            yield error("no-right-option", self.line, _("mark a word to find: [[word]]"))
        if len(self._choices) > MAX_WORDS:
            message = _(
                "more than %(most)d words to choose from; shorten the text, or mark those to leave: [[-word]]",
                most=MAX_WORDS,
            )
            yield error("too-many-words", self.line, message)
        if len(self._choices) < 2:
            yield error("one-option", self.line, _("give at least two words to choose from"))
        for gap in self.gaps:
            yield from unknown_attributes(gap.attrs, (), gap.line, _("a marked word has no option '%(name)s'%(near)s"))
            if not self.closed and len(split_words(gap.answers[0])[1]) != 1:
                message = _("mark one word at a time, or mark what to leave as well: [[-words]]")
                yield error("not-a-word", gap.line, message)
        yield from same_keys((gap.key, gap.line) for gap in self.gaps if gap.key)
        if self.attrs.get("credit", Policy.NET) not in POLICIES:
            yield none_of("credit", self.attrs["credit"], POLICIES, self.line)

    def parts(self, order: str = "") -> tuple[Part, ...]:
        """One part; words stay where they are."""
        del order
        options = tuple(Option(key=choice.key, text=choice.text) for choice in self._choices)
        return (Part(key="answer", widget=Widget.CHECKBOX, options=options, lang=self.lang),)

    def flow(self) -> str:
        """The running text, with a mark for every word that can be ticked."""
        return self.text if self.closed else split_words(self.text)[0]

    def inner_leaves(self) -> Iterator[str]:
        """The running text and the words."""
        yield self.flow()
        yield from (choice.text for choice in self._choices)

    def grade(self, answer: Answer) -> Outcome:
        """The policy's score of what is ticked; a mark at every ticked word."""
        ticked = frozenset(answer.get("answer", ()))
        marks = tuple(
            Said(part="answer", option=choice.key, right=choice.right)
            for choice in self._choices
            if choice.key in ticked
        )
        value = score(
            self._policy,
            options={choice.key for choice in self._choices},
            right=self._right,
            ticked=frozenset(mark.option for mark in marks),
        )
        return Outcome.scored(value, marks=marks, said=self.said(value))

    def solution(self) -> Answer:
        """The words to find."""
        return {"answer": tuple(choice.key for choice in self._choices if choice.right)}

    @property
    def _policy(self) -> Policy:
        return Policy(self.attrs.get("credit", Policy.EACH if self.closed else Policy.NET))

    @property
    def _right(self) -> frozenset[str]:
        return frozenset(choice.key for choice in self._choices if choice.right)

    @cached_property
    def _choices(self) -> tuple[Item, ...]:
        """What can be ticked. Keys are made of the words, so that a change elsewhere in the text moves none."""
        if self.closed:
            found = [(gap.key, gap.answers[0], gap.kind == "right") for gap in self.gaps]
        else:
            words = split_words(self.text)[1]
            gaps = (self.gaps[word.gap] if word.gap is not None else None for word in words)
            found = [
                (gap.key, gap.answers[0], True) if gap else ("", word.text, False)
                for gap, word in zip(gaps, words, strict=True)
            ]
        keys = complete([key for key, _, _ in found], [text for _, text, _ in found])
        return tuple(
            Item(key=key, text=text, box="[x]" if right else "[ ]")
            for key, (_, text, right) in zip(keys, found, strict=True)
        )
