"""One lesson or scenario is done: what a refresher is made of."""

from dataclasses import dataclass, field
from datetime import date

from assessments.certification.laws.facts import Facts
from assessments.certification.laws.findings import LEARNER, NOT_STARTED, Finding, met_first, unmet
from assessments.certification.laws.known import Named
from assessments.certification.laws.reading import by, key
from assessments.certification.laws.requirements.requirement import Requirement


@dataclass(frozen=True, kw_only=True)
class StepDone(Requirement):
    """Met on the day the step was done for the first time that counts."""

    name = "step_done"
    codes = {"step_done.met": ("step",), "step_done.not_done": ("step",)}
    reads = frozenset({"steps"})

    step: str = field(metadata=by(key))
    """Its content key."""

    def look(self, facts: Facts, first: date, on: date) -> Finding:
        """Done or not."""
        done = [fact for fact in facts.steps_by_key.get(self.step, ()) if first <= fact.on <= on]
        if not done:
            return unmet(NOT_STARTED, "step_done.not_done", LEARNER, step=self.step)
        return met_first("step_done.met", done, step=self.step)

    def names(self) -> tuple[Named, ...]:
        """The step."""
        return (("step", "steps", [self.step]),)
