"""Immediate feedback: one submission, marked at once and final. What was only saved is marked at the end."""

from assessments.marking.behaviours.behaviour import Terms, incomplete, last_score, marked
from assessments.marking.behaviours.deferred import step as deferred
from assessments.marking.steps import Act, Standing, Step, latest


def step(standing: Standing, step: Step, terms: Terms) -> Standing:
    """As deferred, and submitting ends it."""
    response = latest(standing, step)
    if step.act is not Act.SUBMIT:
        return deferred(standing, step, terms)
    if response is None or response.score is None or not response.complete:
        return incomplete(standing, response)
    return marked(standing, response, last_score((response,)))
