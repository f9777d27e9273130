"""Interactive with several tries: after each wrong try a hint, and a penalty for each try before the one that counts.

There is one try more than there are hints. The try that is right, or the last one, is worth max(0, score - earlier tries x penalty).
"""

from dataclasses import replace
from fractions import Fraction

from assessments.marking.behaviours.behaviour import (
    Adjust,
    Behaviour,
    Terms,
    given_up,
    incomplete,
    last_score,
    saved,
)
from assessments.marking.steps import Act, Response, Standing, State, Step, latest


def with_hints(adjust: Adjust) -> Behaviour:
    """A behaviour with hints, under a rule for what the tries earn."""

    def step(standing: Standing, step: Step, terms: Terms) -> Standing:
        if step.act is Act.FINISH:
            return _finished(standing, step, terms, adjust)
        response = latest(standing, step)
        if step.act is Act.SUBMIT:
            return _submitted(standing, response, terms, adjust)
        return replace(saved(standing, response), state=State.OPEN, hint=0)

    return step


def _submitted(standing: Standing, response: Response | None, terms: Terms, adjust: Adjust) -> Standing:
    if response is None or response.score is None or not response.complete:
        return incomplete(standing, response)
    tries = (*standing.tries, response)
    if response.score >= 1 or len(tries) >= terms.tries:
        return _ended(standing, tries, terms, adjust)
    return replace(standing, state=State.HINTED, response=response, tries=tries, hint=len(tries))


def _finished(standing: Standing, step: Step, terms: Terms, adjust: Adjust) -> Standing:
    """What is in the form is one more try, unless it was marked already and the hint still stands beside it."""
    if standing.state is State.HINTED:
        return _ended(standing, standing.tries, terms, adjust)
    response = latest(standing, step)
    if response is None or response.score is None:
        return given_up(saved(standing, response))
    return _ended(standing, (*standing.tries, response), terms, adjust)


def _ended(standing: Standing, tries: tuple[Response, ...], terms: Terms, adjust: Adjust) -> Standing:
    return replace(standing, state=State.MARKED, response=tries[-1], tries=tries, mark=adjust(tries, terms), hint=0)


def less_earlier_tries(tries: tuple[Response, ...], terms: Terms) -> Fraction:
    """The whole answer pays for every try before it."""
    return max(Fraction(0), last_score(tries) - (len(tries) - 1) * terms.penalty)


step = with_hints(less_earlier_tries)
