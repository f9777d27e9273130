"""`:::quiz`: activities answered together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar, Self

from modules.dialect.checks import error, none_of
from modules.dialect.credit import parse_share
from modules.dialect.document import Activity, Broken
from modules.dialect.frame import SCORE, Frame
from modules.dialect.leaves import Reply
from modules.dialect.outcome import Outcome
from modules.dialect.problems import Problem
from modules.dialect.sentences import say as _
from modules.dialect.shown import Answer
from modules.dialect.writer import write

DEFAULT_PASS_MARK = Fraction(4, 5)
DEFERRED = "deferred"
WHEN = (DEFERRED, "immediate")
BY_ITSELF = frozenset({"scenario", "essay"})
"""What is walked scene by scene, or may be marked by somebody else, is not checked together with other questions."""


@dataclass(frozen=True, kw_only=True)
class Quiz(Activity):
    """Questions in a frame. Each is graded by itself; the quiz says which are asked, when they are checked, and what came of all."""

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

    @property
    def together(self) -> bool:
        """Whether nothing is said before every question is answered, and then about all of them at once."""
        return self.attrs.get("feedback") == DEFERRED

    @property
    def attempts(self) -> int | None:
        """How often it may be gone through; None for as often as anybody likes."""
        return _whole(self.attrs.get("attempts", ""))

    @property
    def pick(self) -> int | None:
        """How many of its questions are asked; None for all."""
        return _whole(self.attrs.get("pick", ""))

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
            if _whole(written) is None:
                yield error(
                    "bad-value",
                    self.line,
                    _("%(name)s=%(value)s is not a whole number above 0", name=name, value=written),
                )
        if self.attrs.get("feedback", DEFERRED) not in WHEN:
            yield none_of("feedback", self.attrs["feedback"], WHEN, self.line)
        yield from self._too_many_picked()
        yield from self._overlapping_bands()
        yield from self._cannot_be_checked_together()

    def _too_many_picked(self) -> Iterator[Problem]:
        if self.questions and (self.pick or 0) > len(self.questions):
            message = _("pick=%(pick)d, but the quiz has only %(questions)d questions; write more or pick fewer")
            yield error("bad-value", self.line, message.filled(pick=self.pick or 0, questions=len(self.questions)))

    def _overlapping_bands(self) -> Iterator[Problem]:
        """Bands are in whole percent, so that one ends at 49 and the next begins at 50."""
        bands = sorted(((int(band[1]), int(band[2]), note) for note, band in self._bands()), key=lambda band: band[:2])
        for (_least, most, lower), (least, _most, upper) in pairwise(bands):
            if least <= most:
                later = max(lower.line, upper.line)
                message = _("two texts are said at %(percent)d %%; let each SCORE begin above the end of the one below")
                yield error("overlapping-bands", later, message.filled(percent=least))

    def _bands(self) -> Iterator[tuple[Reply, re.Match[str]]]:
        for note in self.notes:
            if band := SCORE.fullmatch(note.label):
                yield note, band

    def _cannot_be_checked_together(self) -> Iterator[Problem]:
        for question in self.questions if self.together else ():
            if question.kind in BY_ITSELF or not question.parts():
                message = _("with feedback=deferred a quiz cannot hold ':::%(kind)s'; close the quiz above it")
                yield error("not-here", question.line, message.filled(kind=question.kind))

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


def _whole(written: str) -> int | None:
    """A whole number from 1 to 999; None for anything else."""
    return int(written) if re.fullmatch(r"0*[1-9][0-9]{0,2}", written) else None
