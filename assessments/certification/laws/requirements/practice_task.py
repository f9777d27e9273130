"""The practice task of a module was done at work, and the mentor has read the note about it."""

from dataclasses import dataclass, field
from datetime import date

from assessments.certification.laws.facts import PRACTICE_TASK, Facts
from assessments.certification.laws.findings import (
    IN_PROGRESS,
    LEARNER,
    MENTOR,
    NOT_STARTED,
    Finding,
    met_first,
    unmet,
)
from assessments.certification.laws.known import Named
from assessments.certification.laws.reading import by, key
from assessments.certification.laws.requirements.requirement import Requirement


@dataclass(frozen=True, kw_only=True)
class PracticeTask(Requirement):
    """Met on the day the task was done, once a mentor has reviewed the note."""

    name = "practice_task"
    codes = {
        "practice_task.met": ("module",),
        "practice_task.not_shown": ("module",),
        "practice_task.unreviewed": ("module",),
    }
    reads = frozenset({"evidence"})

    module: str = field(metadata=by(key))
    """Its content key."""

    def look(self, facts: Facts, first: date, on: date) -> Finding:
        """A note that was handed in waits for the mentor."""
        notes = [
            fact
            for fact in facts.evidence_by_kind.get(PRACTICE_TASK, ())
            if fact.subject == self.module and first <= fact.on <= on
        ]
        reviewed = [
            fact
            for fact in notes
            if fact.verifier_role == MENTOR and fact.verified_on is not None and fact.verified_on <= on
        ]
        if reviewed:
            return met_first("practice_task.met", reviewed, module=self.module)
        if notes:
            return unmet(IN_PROGRESS, "practice_task.unreviewed", MENTOR, notes, module=self.module)
        return unmet(NOT_STARTED, "practice_task.not_shown", LEARNER, module=self.module)

    def names(self) -> tuple[Named, ...]:
        """The module."""
        return (("module", "modules", [self.module]),)
