"""An answer to an activity, as marking needs it."""

import json
from fractions import Fraction

from assessments.marking.steps import Response
from modules.dialect.document import Activity
from modules.dialect.outcome import Outcome
from modules.dialect.shown import Answer

IN_PARTS = frozenset({"blanks", "match", "sort", "truefalse"})
"""Kinds that are worth the share of their parts that are right; each part stands by itself."""


def respond(activity: Activity, answer: Answer, *, certainty: int | None = None) -> Response:
    """How right an answer is, whole and part by part; nothing to mark where nothing was answered."""
    answered = {part: values for part, values in answer.items() if any(value.strip() for value in values)}
    outcome = activity.grade(answer)
    return Response(
        given=json.dumps({part: list(values) for part, values in answered.items()}, sort_keys=True),
        parts=_parts(activity, outcome),
        score=outcome.score if answered else None,
        certainty=certainty,
        complete=bool(answered) and all(part.key in answered for part in activity.parts()),
    )


def _parts(activity: Activity, outcome: Outcome) -> tuple[Fraction, ...]:
    """The score of each part, or of the whole where the parts depend on each other."""
    if activity.kind in IN_PARTS and outcome.marks:
        return tuple(Fraction(int(mark.right is True)) for mark in outcome.marks)
    return (outcome.score or Fraction(0),)
