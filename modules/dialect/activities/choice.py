"""`:::choice`: one right answer among `( )`, or several among `[ ]`."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from modules.dialect.checks import error, none_of
from modules.dialect.credit import DEFAULT, Policy, full_weights, parse_share, score
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


@dataclass(frozen=True, kw_only=True)
class Choice(Activity):
    """A question with options. One part, `answer`; options are named by their keys."""

    options: tuple[Item, ...]

    kind: ClassVar[str] = "choice"
    scored: ClassVar[bool] = True
    attributes: ClassVar[frozenset[str]] = frozenset({"credit"})
    item_attributes: ClassVar[frozenset[str]] = frozenset({"credit", "fixed"})

    @property
    def multiple(self) -> bool:
        """Whether several options may be ticked."""
        return any(option.box.startswith("[") for option in self.options)

    @classmethod
    def parse(cls, frame: Frame) -> Self:
        """Prompt, then the last list: bullets with boxes of one kind."""
        listed = frame.listed(boxes=TICKS)
        if not listed.items:
            frame.report(
                "no-answers", frame.line, _("list the answers: '- (x)' for the right one, '- ( )' for the others")
            )
        boxes_agree(listed.items, frame.report)
        return cls(options=with_keys(listed.items), **frame.common(listed.prompt))

    def body(self) -> Iterator[str]:
        """The options as bullets with boxes and keys."""
        yield bullets(self.options)

    def bullets(self) -> tuple[Item, ...]:
        """The options."""
        return self.options

    def lint(self) -> Iterator[Problem]:
        """One right option for circles, at least one for boxes, a policy that exists and can be satisfied."""
        right = [option for option in self.options if option.right]
        if not right:
            yield error("no-right-option", self.line, _("mark the right answer with (x) or [x]"))
        if len(right) > 1 and not self.multiple:
            yield error("two-right", right[1].line, _("use [ ] where several answers are right, or leave one (x)"))
        if len(self.options) < 2:
            yield error("one-option", self.line, _("give at least two answers to choose from"))
        if "credit" in self.attrs and self.attrs["credit"] not in set(Policy):
            yield none_of("credit", self.attrs["credit"], tuple(Policy), self.line)
        if right and self.grade(self.solution()).score != 1:
            yield error(
                "no-full-mark", self.line, _("no answer reaches the full mark; let the credits add up to 100%%")
            )

    def parts(self, order: str = "") -> tuple[Part, ...]:
        """One part, radio or checkbox; options with the flag `fixed` keep their place."""
        options = self.options
        if order:
            options = shuffled(
                options, order, key=lambda option: option.key, fixed=lambda option: "fixed" in option.attrs
            )
        widget = Widget.CHECKBOX if self.multiple else Widget.RADIO
        return (Part(key="answer", widget=widget, options=tuple(Option(key=o.key, text=o.text) for o in options)),)

    def inner_leaves(self) -> Iterator[str]:
        """Options and their feedback."""
        for option in self.options:
            yield option.text
            yield from option.said

    def grade(self, answer: Answer) -> Outcome:
        """The credit of the option, or the policy's score of what is ticked; feedback at every chosen option."""
        ticked = frozenset(answer.get("answer", ()))
        chosen = [option for option in self.options if option.key in ticked]
        marks = tuple(Mark(part="answer", option=o.key, right=self._is_right(o), said=o.said) for o in chosen)
        value = self._score(frozenset(option.key for option in chosen))
        return Outcome.scored(value, marks=marks, said=self.said(value))

    def solution(self) -> Answer:
        """The right option, or every option that adds to the score."""
        return {"answer": tuple(option.key for option in self.options if self._is_right(option))}

    @property
    def _policy(self) -> Policy:
        if not self.multiple:
            return Policy.WEIGHTS
        written = self.attrs.get("credit", DEFAULT)
        return Policy(written) if written in set(Policy) else DEFAULT

    @property
    def _right(self) -> frozenset[str]:
        return frozenset(option.key for option in self.options if option.right)

    @property
    def _weights(self) -> dict[str, Fraction]:
        shares = {option.key: parse_share(option.attrs.get("credit", "")) for option in self.options}
        return full_weights(self._right, {key: share for key, share in shares.items() if share is not None})

    def _is_right(self, option: Item) -> bool:
        if self.multiple and self._policy is Policy.WEIGHTS:
            return self._weights.get(option.key, 0) > 0
        return option.right

    def _score(self, chosen: frozenset[str]) -> Fraction:
        options = frozenset(option.key for option in self.options)
        return score(self._policy, options=options, right=self._right, ticked=chosen, weights=self._weights)
