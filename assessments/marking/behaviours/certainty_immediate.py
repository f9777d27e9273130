"""Certainty-based marking, marked at once."""

from assessments.marking.behaviours import immediate
from assessments.marking.behaviours.certainty import by_certainty

step = by_certainty(immediate.step)
