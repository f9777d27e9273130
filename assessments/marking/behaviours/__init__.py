"""The ways a question may behave, one file each; `BEHAVIOURS` names them all.

A behaviour is a function of the steps so far and the terms of the question. Each follows the engine whose name it has in the field; where
ours differs, decision 0025 says why.
"""

from collections.abc import Iterable, Mapping

from assessments.marking.behaviours import (
    adaptive,
    adaptive_without_penalty,
    certainty,
    certainty_immediate,
    count_back,
    deferred,
    immediate,
    interactive,
)
from assessments.marking.behaviours.behaviour import Behaviour, Terms, fold
from assessments.marking.steps import Standing, Step

BEHAVIOURS: Mapping[str, Behaviour] = {
    "deferred": deferred.step,
    "immediate": immediate.step,
    "interactive": interactive.step,
    "countback": count_back.step,
    "adaptive": adaptive.step,
    "adaptivefree": adaptive_without_penalty.step,
    "certainty": certainty.step,
    "certaintynow": certainty_immediate.step,
}

__all__ = ["BEHAVIOURS", "Behaviour", "Terms", "fold", "follow"]


def follow(name: str, steps: Iterable[Step], terms: Terms) -> Standing:
    """Where a question stands that behaves as `name` says, after these steps. Raises KeyError for a name nobody has."""
    return fold(BEHAVIOURS[name], steps, terms)
