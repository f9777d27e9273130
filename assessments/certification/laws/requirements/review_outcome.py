"""The latest progress review came to a judgement."""

from dataclasses import dataclass, field
from datetime import date

from assessments.certification.laws.facts import Facts
from assessments.certification.laws.findings import (
    IN_PROGRESS,
    MENTOR,
    MODERATOR,
    NOT_STARTED,
    Finding,
    met,
    unmet,
)
from assessments.certification.laws.reading import by, one_of, truth
from assessments.certification.laws.requirements.requirement import Requirement

JUDGEMENTS = ("on_track", "concerns", "not_on_track", "insufficient_evidence")


@dataclass(frozen=True, kw_only=True)
class ReviewOutcome(Requirement):
    """Met on the day of the latest review that counts: a later one takes the place of an earlier one, for better or worse."""

    name = "review_outcome"
    codes = {
        "review_outcome.met": ("judgement", "reviewed_on"),
        "review_outcome.none": (),
        "review_outcome.other": ("judgement", "needed", "reviewed_on"),
        "review_outcome.unmoderated": ("judgement", "reviewed_on"),
    }
    reads = frozenset({"reviews"})

    judgement: str = field(default="on_track", metadata=by(one_of(*JUDGEMENTS)))
    moderated: bool = field(default=False, metadata=by(truth))
    """Whether somebody who judged nothing before has to have looked at it."""

    def look(self, facts: Facts, first: date, on: date) -> Finding:
        """Of several reviews on one day, all have to agree."""
        counting = [fact for fact in facts.reviews if first <= fact.on <= on]
        if not counting:
            return unmet(NOT_STARTED, "review_outcome.none", MENTOR)
        day = max(fact.on for fact in counting)
        latest = [fact for fact in counting if fact.on == day]
        reviewed_on = day.isoformat()
        other = min((fact.judgement for fact in latest if fact.judgement != self.judgement), default="")
        if other:
            return unmet(
                IN_PROGRESS,
                "review_outcome.other",
                MENTOR,
                latest,
                judgement=other,
                needed=self.judgement,
                reviewed_on=reviewed_on,
            )
        if self.moderated and not all(fact.moderated for fact in latest):
            return unmet(
                IN_PROGRESS,
                "review_outcome.unmoderated",
                MODERATOR,
                latest,
                judgement=self.judgement,
                reviewed_on=reviewed_on,
            )
        return met("review_outcome.met", day, latest, judgement=self.judgement, reviewed_on=reviewed_on)
