"""`:::blanks`: a running text with gaps to type in, to choose in, to count in; with `bank`, words to put in their places."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Self

from modules.dialect.blocks import blocks
from modules.dialect.checks import error, same_keys, same_texts, unknown_attributes
from modules.dialect.credit import portion
from modules.dialect.document import Activity
from modules.dialect.frame import Frame
from modules.dialect.gaps import MAX_GAPS, read_gaps, split_at_first_gap, write_gaps
from modules.dialect.keys import complete
from modules.dialect.layout import below, bullets
from modules.dialect.leaves import Gap, Item
from modules.dialect.number_keys import accepts_number, example_of, number_problems
from modules.dialect.outcome import Mark, Outcome
from modules.dialect.problems import Problem
from modules.dialect.sentences import say as _
from modules.dialect.shown import Answer, Option, Part, Widget
from modules.dialect.shuffling import shuffled
from modules.dialect.source import trim
from modules.dialect.wording import WAIVERS, is_one_of, rounded_length, too_near, waived

_GAP_ATTRIBUTES = WAIVERS | {"hint", "unit"}


@dataclass(frozen=True, kw_only=True)
class Blanks(Activity):
    """A text with gaps. One part for each gap: `gap-` and its key, or its number from 1 where it has none.

    (A key made from the answers would give them away to anyone who can guess them, so none is derived.)
    """

    text: str
    """The running text, with `gap_mark(n)` where gap n belongs."""
    gaps: tuple[Gap, ...]
    extra: tuple[Item, ...] = ()
    """Words of the bank that belong nowhere."""

    kind: ClassVar[str] = "blanks"
    scored: ClassVar[bool] = True
    attributes: ClassVar[frozenset[str]] = WAIVERS | {"bank"}

    @classmethod
    def parse(cls, frame: Frame) -> Self:
        """Prompt, then everything from the first block with a gap; with `bank`, a last list without gaps is extra words."""
        whole = frame.text()
        extra: tuple[Item, ...] = ()
        if "bank" in frame.attrs and _ends_with_words(whole):
            listed = frame.listed()
            whole, extra = listed.prompt, listed.items
        marked, gaps = read_gaps(whole, frame.text_line(), frame.report)
        if not gaps:
            frame.report("no-gaps", frame.line, _("write a blank into the text: [[word]]"))
        prompt, text = split_at_first_gap(marked)
        return cls(text=trim(text), gaps=gaps, extra=extra, **frame.common(trim(prompt)))

    def body(self) -> Iterator[str]:
        """The text with its gaps, and the extra words as bullets."""
        yield write_gaps(self.text, self.gaps)
        yield below(self.text, bullets(self.extra))

    def bullets(self) -> tuple[Item, ...]:
        """The extra words."""
        return self.extra

    def lint(self) -> Iterator[Problem]:
        """Gaps that can be answered, in one way each."""
        if len(self.gaps) > MAX_GAPS:
            yield error(
                "too-many-gaps",
                self.gaps[MAX_GAPS].line,
                _("more than %(most)d blanks; divide the activity", most=MAX_GAPS),
            )
        for gap in self.gaps:
            yield from unknown_attributes(
                gap.attrs, _GAP_ATTRIBUTES, gap.line, _("a blank has no option '%(name)s'%(near)s")
            )
            yield from _gap_problems(gap)
        yield from self._bank_problems()
        yield from same_keys((key, gap.line) for key, gap in zip(self._keys, self.gaps, strict=True))
        typed = [gap for gap in self.gaps if gap.kind == "text" and not self.banked]
        yield from too_near((gap.answers, self._waived(gap), gap.line) for gap in typed)

    def parts(self, order: str = "") -> tuple[Part, ...]:
        """A part for each gap, in the order of the text."""
        return tuple(self._part(key, gap, order) for key, gap in zip(self._keys, self.gaps, strict=True))

    def flow(self) -> str:
        """The running text."""
        return self.text

    def inner_leaves(self) -> Iterator[str]:
        """The running text, what can be chosen, hints and units."""
        yield self.text
        yield from self._bank.values()
        for gap in self.gaps:
            yield from gap.options
            yield from (gap.attrs[name] for name in ("hint", "unit") if gap.attrs.get(name))

    def grade(self, answer: Answer) -> Outcome:
        """Right gaps over all gaps."""
        rights = [
            self._is_right(gap, "".join(answer.get(key, ()))) for key, gap in zip(self._keys, self.gaps, strict=True)
        ]
        marks = (Mark(part=key, right=right) for key, right in zip(self._keys, rights, strict=True))
        score = portion(rights)
        return Outcome.scored(score, marks=tuple(marks), said=self.said(score))

    def solution(self) -> Answer:
        """The first accepted answer of every gap."""
        return {key: (self._solved(gap),) for key, gap in zip(self._keys, self.gaps, strict=True)}

    @property
    def banked(self) -> bool:
        """Whether words are put in their places instead of being typed."""
        return "bank" in self.attrs

    @property
    def _keys(self) -> tuple[str, ...]:
        return tuple(f"gap-{gap.key or number}" for number, gap in enumerate(self.gaps, start=1))

    @cached_property
    def _bank(self) -> dict[str, str]:
        """The words that can be put in gaps, by their keys."""
        if not self.banked:
            return {}
        placed = [gap.answers[0] for gap in self.gaps if gap.kind == "text" and gap.answers]
        words = tuple(dict.fromkeys([*placed, *(item.text for item in self.extra)]))
        return dict(zip(complete([""] * len(words), words), words, strict=True))

    def _part(self, key: str, gap: Gap, order: str) -> Part:
        hint = gap.attrs.get("hint", "")
        if gap.kind == "number":
            return Part(key=key, widget=Widget.NUMBER, hint=hint, unit=gap.attrs.get("unit", ""), lang=self.lang)
        words = self._words(gap)
        if not words:
            return Part(key=key, widget=Widget.TEXT, hint=hint, size=self._size, lang=self.lang)
        options = tuple(Option(key=word, text=text) for word, text in words.items())
        if order or gap.kind == "text":
            options = shuffled(options, order or self.id, key=lambda option: option.key)
        return Part(key=key, widget=Widget.SELECT, options=options, hint=hint, lang=self.lang)

    @property
    def _size(self) -> int:
        """The same for every gap, so that it tells nothing about one of them."""
        return rounded_length(text for gap in self.gaps if gap.kind == "text" for text in gap.answers)

    def _words(self, gap: Gap) -> dict[str, str]:
        """What can be chosen in a gap, by key."""
        if gap.kind == "text":
            return self._bank
        return dict(zip(complete([""] * len(gap.options), gap.options), gap.options, strict=True))

    def _waived(self, gap: Gap) -> frozenset[str]:
        return waived(self.attrs, gap.attrs)

    def _is_right(self, gap: Gap, given: str) -> bool:
        if not given.strip():
            return False
        if gap.kind == "number":
            return accepts_number(gap.answers, given, unit=gap.attrs.get("unit", ""))
        if gap.kind == "select" or self.banked:
            return self._words(gap).get(given) in gap.answers
        return is_one_of(gap.answers, given, self._waived(gap))

    def _solved(self, gap: Gap) -> str:
        answer = gap.answers[0] if gap.answers else ""
        if gap.kind == "number":
            return example_of(answer)
        words = self._words(gap)
        return next((key for key, text in words.items() if text == answer), answer)

    def _bank_problems(self) -> Iterator[Problem]:
        if self.extra and not self.banked:
            yield error("no-bank", self.extra[0].line, _("extra words need a bank: :::blanks{bank}"))
        placed = {text for gap in self.gaps if gap.kind == "text" for text in gap.answers}
        for item in self.extra:
            if item.text in placed:
                yield error(
                    "duplicate-option",
                    item.line,
                    _("'%(text)s' belongs into a blank; it is no extra word", text=item.text),
                )


def _ends_with_words(text: str) -> bool:
    found = [block for block in blocks(text) if block.kind != "quote"]
    last = "\n".join(text.split("\n")[found[-1].start :]) if found else ""
    return bool(found) and found[-1].is_list and "[[" not in last


def _gap_problems(gap: Gap) -> Iterator[Problem]:
    if gap.kind == "number":
        yield from number_problems(gap.answers, gap.line)
    if gap.kind != "select":
        return
    if len(gap.options) < 2:
        yield error("one-option", gap.line, _("give at least two options to choose from"))
    if not gap.answers:
        yield error("no-right-option", gap.line, _("mark the right option of the blank with (x)"))
    yield from same_texts((option, gap.line) for option in gap.options)
