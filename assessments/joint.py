"""The questions of a quiz inside a lesson taken together: which are asked, and what came of all of them. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from modules.compiled import CompiledActivity
from modules.dialect.outcome import Outcome
from modules.dialect.shuffling import shuffled


@dataclass(frozen=True, kw_only=True)
class Joint:
    """What came of the questions that are marked; others do not count."""

    asked: int
    answered: int
    right: int
    share: Fraction
    """Earned points of all points, 0 to 1. What is not answered has earned nothing; earlier tries cost nothing."""
    missed: int
    """How many about the safety of children are not right."""

    @property
    def complete(self) -> bool:
        """Whether every question is answered."""
        return self.answered == self.asked

    @property
    def percent(self) -> int:
        """The share in whole percent, rounded down."""
        return int(self.share * 100)

    @property
    def whole(self) -> Fraction:
        """The share as far as whole percent tell it."""
        return Fraction(self.percent, 100)

    def passes(self, pass_mark: Fraction) -> bool:
        """Whether the share is reached, and everything right that must be."""
        return self.complete and self.share >= pass_mark and not self.missed


def joint(questions: Sequence[CompiledActivity], outcomes: Mapping[str, Outcome | None]) -> Joint | None:
    """What came of the questions, with their outcomes by key; None where none of them is marked."""
    marked = [question for question in questions if question.activity.is_scored]
    if not marked:
        return None
    scores = {question.key: _score(outcomes.get(question.key)) for question in marked}
    total = sum((question.activity.points for question in marked), Fraction(0))
    earned = sum((question.activity.points * (scores[question.key] or 0) for question in marked), Fraction(0))
    return Joint(
        asked=len(marked),
        answered=sum(score is not None for score in scores.values()),
        right=sum(score == 1 for score in scores.values()),
        share=earned / total,
        missed=sum(question.activity.critical and scores[question.key] != 1 for question in marked),
    )


def picked(
    questions: Sequence[CompiledActivity], number: int | None, *, seed: str, answered: Collection[str]
) -> tuple[CompiledActivity, ...]:
    """So many of the questions, in the order of the text: those answered before, then what the seed draws; all without a number."""
    if number is None:
        return tuple(questions)
    mixed = shuffled(questions, seed, key=lambda question: question.key)
    first = sorted(mixed, key=lambda question: question.key not in answered)
    kept = {question.key for question in first[:number]}
    return tuple(question for question in questions if question.key in kept)


def _score(outcome: Outcome | None) -> Fraction | None:
    return outcome.score if outcome else None
