"""A module is completed: its lessons, scenarios and quiz."""

from dataclasses import dataclass, field
from datetime import date

from assessments.certification.laws.facts import Facts
from assessments.certification.laws.findings import IN_PROGRESS, LEARNER, NOT_STARTED, Finding, met_first, unmet
from assessments.certification.laws.known import Named
from assessments.certification.laws.reading import by, key
from assessments.certification.laws.requirements.requirement import Requirement


@dataclass(frozen=True, kw_only=True)
class ModuleCompleted(Requirement):
    """Met on the day a module was completed for the first time that counts."""

    name = "module_completed"
    codes = {
        "module_completed.met": ("module",),
        "module_completed.begun": ("module", "steps"),
        "module_completed.not_begun": ("module",),
    }
    reads = frozenset({"modules", "steps"})

    module: str = field(metadata=by(key))
    """Its content key."""

    def look(self, facts: Facts, first: date, on: date) -> Finding:
        """Steps of the module say that it was begun."""
        done = [fact for fact in facts.modules_by_key.get(self.module, ()) if first <= fact.on <= on]
        if done:
            return met_first("module_completed.met", done, module=self.module)
        steps = [fact for fact in facts.steps_by_module.get(self.module, ()) if first <= fact.on <= on]
        if not steps:
            return unmet(NOT_STARTED, "module_completed.not_begun", LEARNER, module=self.module)
        number = len({fact.key for fact in steps})
        return unmet(IN_PROGRESS, "module_completed.begun", LEARNER, steps, module=self.module, steps=number)

    def names(self) -> tuple[Named, ...]:
        """The module."""
        return (("module", "modules", [self.module]),)
