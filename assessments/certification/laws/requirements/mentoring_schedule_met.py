"""The rhythm of mentoring was kept, to a share.

The share is known as of today alone: it has no day, neither the first day that counts nor the day asked about changes it, and what is met
has no day of an act.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from assessments.certification.laws.facts import Facts
from assessments.certification.laws.findings import IN_PROGRESS, MENTOR, NOT_STARTED, Finding, met, unmet
from assessments.certification.laws.known import Hindrance, above, nothing
from assessments.certification.laws.reading import by, whole
from assessments.certification.laws.requirements.requirement import Requirement


@dataclass(frozen=True, kw_only=True)
class MentoringScheduleMet(Requirement):
    """Met while the share is high enough."""

    name = "mentoring_schedule_met"
    codes = {
        "mentoring_schedule_met.met": ("kept", "needed"),
        "mentoring_schedule_met.below": ("kept", "needed"),
        "mentoring_schedule_met.nothing_due": ("needed",),
    }
    reads = frozenset({"schedule_share"})

    percent: int = field(metadata=by(whole()))

    def look(self, facts: Facts, first: date, on: date) -> Finding:  # noqa: ARG002 — the share has no day
        """From the share alone."""
        share = facts.schedule_share
        if share is None:
            return unmet(NOT_STARTED, "mentoring_schedule_met.nothing_due", MENTOR, needed=self.percent)
        kept = int(share * 100)
        if share * 100 >= self.percent:
            return met("mentoring_schedule_met.met", None, kept=kept, needed=self.percent)
        return unmet(IN_PROGRESS, "mentoring_schedule_met.below", MENTOR, kept=kept, needed=self.percent)

    def senseless(self) -> Iterator[Hindrance]:
        """Nobody keeps more than everything."""
        yield from above("percent", self.percent, 100)
        yield from nothing("percent", self.percent)
