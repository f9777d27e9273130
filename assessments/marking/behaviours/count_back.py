"""Interactive with count-back: each part pays only for the tries before it came to stand as it stands at the end."""

from fractions import Fraction
from itertools import takewhile

from assessments.marking.behaviours.behaviour import Terms
from assessments.marking.behaviours.interactive import with_hints
from assessments.marking.steps import Response


def part_by_part(tries: tuple[Response, ...], terms: Terms) -> Fraction:
    """The mean over the parts of max(0, score - tries before it had that score x penalty)."""
    histories = list(zip(*(response.parts for response in tries), strict=True))
    earned = [max(Fraction(0), history[-1] - _tries_before(history) * terms.penalty) for history in histories]
    return sum(earned, Fraction(0)) / len(earned)


def _tries_before(history: tuple[Fraction, ...]) -> int:
    """How many tries were made before the run in which the part has its last score."""
    run = sum(1 for _score in takewhile(lambda score: score == history[-1], reversed(history)))
    return len(history) - run


step = with_hints(part_by_part)
