"""What grading says of an answer: an Outcome, made of one Mark for each part or option it has something to say about.

Scores are exact fractions between 0 and 1; rounding is for display and happens elsewhere.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Verdict(StrEnum):
    """How an answer stands, in one word; `NOTED` is for activities that have no right answer."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    NOTED = "noted"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What is said at one place of the form: at a part, or at one option the learner chose in it."""

    part: str
    option: str = ""
    """Key of the chosen option the mark stands at; empty when it stands at the whole part."""
    right: bool | None
    """None where there is nothing to be right about."""
    said: tuple[str, ...] = ()
    """Feedback as Markdown leaves, in source order."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The result of grading one answer."""

    score: Fraction | None
    """0 to 1; None when the activity is not scored."""
    verdict: Verdict
    marks: tuple[Mark, ...] = ()
    said: tuple[str, ...] = ()
    """Replies about the whole answer (CORRECT, PARTIAL, WRONG, SCORE a-b), as Markdown leaves."""

    @classmethod
    def scored(cls, score: Fraction, *, marks: tuple[Mark, ...] = (), said: tuple[str, ...] = ()) -> "Outcome":
        """An outcome whose verdict follows from its score."""
        if score >= 1:
            verdict = Verdict.RIGHT
        elif score <= 0:
            verdict = Verdict.WRONG
        else:
            verdict = Verdict.PARTLY
        return cls(score=score, verdict=verdict, marks=marks, said=said)

    @classmethod
    def noted(cls, *, marks: tuple[Mark, ...] = (), said: tuple[str, ...] = ()) -> "Outcome":
        """An outcome of an activity that has no right answer."""
        return cls(score=None, verdict=Verdict.NOTED, marks=marks, said=said)
