"""Adaptive: every submission is marked at once and another may follow; the best counts, each less the penalty for the tries before it.

An answer that is submitted again unchanged is no try. Whoever is right may go on, and can lose nothing.
"""

from dataclasses import replace
from fractions import Fraction

from assessments.marking.behaviours.behaviour import Terms, given_up, incomplete, saved
from assessments.marking.steps import Act, Response, Standing, State, Step, latest


def step(standing: Standing, step: Step, terms: Terms) -> Standing:
    """One act under adaptive marking."""
    response = latest(standing, step)
    if step.act is Act.FINISH:
        return _finished(saved(standing, response), response, terms)
    if step.act is not Act.SUBMIT:
        return saved(standing, response)
    if response is None or response.score is None or not response.complete:
        return incomplete(standing, response)
    return _tried(saved(standing, response), response, terms)


def _finished(standing: Standing, response: Response | None, terms: Terms) -> Standing:
    """What is in the form is marked too."""
    if response is None or response.score is None:
        return given_up(standing, standing.mark)
    return replace(_tried(standing, response, terms), state=State.MARKED)


def _tried(standing: Standing, response: Response, terms: Terms) -> Standing:
    """One more try; none, if it is the one that was marked last."""
    if standing.tries and standing.tries[-1].given == response.given:
        return standing
    worth = (response.score or Fraction(0)) - len(standing.tries) * terms.penalty
    tries = (*standing.tries, response)
    right = any(one.score is not None and one.score >= 1 for one in tries)
    return replace(
        standing,
        state=State.SETTLED if right else State.OPEN,
        tries=tries,
        mark=max(standing.mark or Fraction(0), worth),
    )
