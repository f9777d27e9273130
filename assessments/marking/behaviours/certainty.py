"""Certainty-based marking: an answer is given with how certain one is of it, and is worth more, or costs more, the more certain one is.

Certainty 2 pays for whoever is right more often than two times in three, certainty 3 for whoever is right more often than four in five.
"""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from assessments.marking.behaviours import deferred
from assessments.marking.behaviours.behaviour import Behaviour, Terms
from assessments.marking.steps import Standing, State, Step
from modules.dialect.credit import SLACK

UNSAID = 1
"""Who does not say how certain they are, is not."""
WRONG: Mapping[int, Fraction] = {1: Fraction(0), 2: Fraction(-2), 3: Fraction(-6)}
LOWEST, HIGHEST = Fraction(-6), Fraction(3)


def by_certainty(behaviour: Behaviour) -> Behaviour:
    """The same behaviour, with the mark of its answer weighed by certainty."""

    def step(standing: Standing, step: Step, terms: Terms) -> Standing:
        after = behaviour(standing, step, terms)
        if after.state is not State.MARKED or after.mark is None or after.response is None:
            return after
        return replace(after, mark=weighed(after.mark, after.response.certainty))

    return step


def weighed(score: Fraction, certainty: int | None) -> Fraction:
    """What a score is worth at a certainty: -6 to 3. Raises KeyError for a certainty nobody can have."""
    said = UNSAID if certainty is None else certainty
    return WRONG[said] if score <= SLACK else score * said


step = by_certainty(deferred.step)
