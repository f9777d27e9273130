"""`:::quiz`: activities answered together."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from modules.dialect.checks import error, none_of
from modules.dialect.credit import parse_share
from modules.dialect.document import Activity, Broken
from modules.dialect.frame import Frame
from modules.dialect.outcome import Outcome
from modules.dialect.problems import Problem
from modules.dialect.sentences import say as _
from modules.dialect.shown import Answer
from modules.dialect.writer import write

DEFAULT_PASS_MARK = Fraction(4, 5)
WHEN = ("deferred", "immediate")


@dataclass(frozen=True, kw_only=True)
class Quiz(Activity):
    """Questions in a frame. Each is answered and graded by itself; the quiz only holds them and says when it is passed."""

    questions: tuple[Activity, ...]

    kind: ClassVar[str] = "quiz"
    scored: ClassVar[bool] = False
    holds_activities: ClassVar[bool] = True
    attributes: ClassVar[frozenset[str]] = frozenset({"pass", "pick", "attempts", "feedback"})

    @property
    def children(self) -> tuple[Activity, ...]:
        """The questions."""
        return self.questions

    @property
    def pass_mark(self) -> Fraction:
        """The share of points that passes."""
        share = parse_share(self.attrs.get("pass", ""))
        return DEFAULT_PASS_MARK if share is None else share

    @classmethod
    def parse(cls, frame: Frame) -> Self:
        """Prompt, then activities."""
        prompt = frame.above_activities()
        if not any(isinstance(node, Activity | Broken) for node in frame.nested):
            frame.report("no-questions", frame.line, _("put at least one activity into the quiz"))
        questions = tuple(node for node in frame.nested if isinstance(node, Activity))
        return cls(questions=questions, **frame.common(prompt))

    def body(self) -> Iterator[str]:
        """The questions."""
        yield from (write(question).rstrip("\n") for question in self.questions)

    def lint(self) -> Iterator[Problem]:
        """Nothing in a quiz holds activities of its own; numbers that are numbers."""
        for question in self.questions:
            if question.holds_activities:
                message = _("a quiz cannot hold ':::%(kind)s'; close the quiz above it", kind=question.kind)
                yield error("not-here", question.line, message)
        share = parse_share(self.attrs.get("pass", "80%"))
        if share is None or not 0 <= share <= 1:
            yield error(
                "bad-value", self.line, _("pass=%(value)s is not a share such as 80%%", value=self.attrs["pass"])
            )
        for name in ("pick", "attempts"):
            written = self.attrs.get(name, "1")
            if not (written.isascii() and written.isdecimal() and 1 <= int(written[:4]) <= 999):
                yield error(
                    "bad-value",
                    self.line,
                    _("%(name)s=%(value)s is not a whole number above 0", name=name, value=written),
                )
        if self.attrs.get("feedback", WHEN[0]) not in WHEN:
            yield none_of("feedback", self.attrs["feedback"], WHEN, self.line)

    def inner_leaves(self) -> Iterator[str]:
        """What the questions show."""
        for question in self.questions:
            yield from question.leaves()

    def grade(self, answer: Answer) -> Outcome:
        """Noted: the questions are graded, each by itself."""
        del answer
        return Outcome.noted()

    def solution(self) -> None:
        """There is none beside those of the questions."""
