"""Something about the person was checked, such as the name on the certificate."""

import dataclasses
from dataclasses import dataclass
from datetime import date

from assessments.certification.laws.facts import Facts
from assessments.certification.laws.findings import (
    COORDINATOR,
    IN_PROGRESS,
    LEARNER,
    NOT_STARTED,
    Finding,
    met_first,
    unmet,
)
from assessments.certification.laws.known import Named
from assessments.certification.laws.reading import by, key, truth
from assessments.certification.laws.requirements.requirement import Requirement

PROFILE_FIELDS = ("name", "identity", "employment", "registration", "vetting", "qualification")
"""What can be checked about a person."""


@dataclass(frozen=True, kw_only=True)
class ProfileVerified(Requirement):
    """Met on the day it was checked for the first time that counts; as usual, that is ever."""

    name = "profile_verified"
    codes = {
        "profile_verified.met": ("field",),
        "profile_verified.waiting": ("field",),
        "profile_verified.unverified": ("field",),
    }
    reads = frozenset({"profile"})

    ever: bool = dataclasses.field(default=True, metadata=by(truth))
    field: str = dataclasses.field(metadata=by(key))

    def look(self, facts: Facts, first: date, on: date) -> Finding:
        """Checked, entered, or neither."""
        entered = [fact for fact in facts.profile if fact.field == self.field and first <= fact.on <= on]
        checked = [fact for fact in entered if fact.verified]
        if checked:
            return met_first("profile_verified.met", checked, field=self.field)
        if entered:
            return unmet(IN_PROGRESS, "profile_verified.waiting", COORDINATOR, entered, field=self.field)
        return unmet(NOT_STARTED, "profile_verified.unverified", LEARNER, field=self.field)

    def names(self) -> tuple[Named, ...]:
        """The field."""
        return (("field", "profile_fields", [self.field]),)
