"""A number of hours of practice was worked and verified."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from assessments.certification.laws.facts import Facts
from assessments.certification.laws.findings import (
    IN_PROGRESS,
    LEARNER,
    LINE_MANAGER,
    NOT_STARTED,
    Finding,
    met,
    unmet,
)
from assessments.certification.laws.known import Hindrance, nothing
from assessments.certification.laws.reading import by, whole
from assessments.certification.laws.requirements.requirement import Requirement


@dataclass(frozen=True, kw_only=True)
class PracticeHours(Requirement):
    """Met on the day whose hours make the number full."""

    name = "practice_hours"
    codes = {
        "practice_hours.met": ("hours", "needed"),
        "practice_hours.none": ("needed",),
        "practice_hours.too_few": ("hours", "needed"),
        "practice_hours.unverified": ("hours", "needed", "waiting"),
    }
    reads = frozenset({"hours"})

    hours: int = field(metadata=by(whole()))

    def look(self, facts: Facts, first: date, on: date) -> Finding:
        """Hours that wait to be verified are told apart where they would make the number full."""
        worked = [fact for fact in facts.hours if first <= fact.on <= on]
        verified = sorted((fact for fact in worked if fact.verified), key=lambda fact: (fact.on, fact.ref))
        total, full = Fraction(0), None
        for number, fact in enumerate(verified, start=1):
            total += fact.hours
            if full is None and total >= self.hours:
                full = verified[:number]
        values = {"hours": int(total), "needed": self.hours}
        if full is not None:
            return met("practice_hours.met", full[-1].on, full, **values)
        everything = sum((fact.hours for fact in worked), Fraction(0))
        if everything >= self.hours > 0:
            waiting = int(everything - total)
            return unmet(IN_PROGRESS, "practice_hours.unverified", LINE_MANAGER, verified, waiting=waiting, **values)
        if not worked:
            return unmet(NOT_STARTED, "practice_hours.none", LEARNER, needed=self.hours)
        return unmet(IN_PROGRESS, "practice_hours.too_few", LEARNER, verified, **values)

    def senseless(self) -> Iterator[Hindrance]:
        """No hours at all are no requirement."""
        return nothing("hours", self.hours)
