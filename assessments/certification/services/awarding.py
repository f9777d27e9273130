"""Awarding several rounds in one act: each by itself, so that one that is not possible keeps none of the others back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assessments.certification.models import Decision, Vote
from assessments.certification.services import deciding
from training_site.people.models import User

MOST_AT_ONCE = 100
AWARDED, VOTED, MAY_NOT, CHANGED = "awarded", "voted", "may_not", "changed"
NOT_MET, HELD_BACK = "not_met", "held_back"
"""What becomes of each: it is awarded, one vote more for an award, not for this person to decide, no longer open; no longer met, or held
back by what is being decided about the certificate it renews."""


class DifferentCertifications(Exception):
    """Only what is the same certification is awarded in one act."""


class TooMany(Exception):
    """More than MOST_AT_ONCE."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """What became of one."""

    decision: Decision
    became: str


def award_together(*, decisions: Sequence[Decision], by: User, now: datetime) -> list[Result]:
    """Vote for an award in each, in a transaction of its own. Raises DifferentCertifications, TooMany."""
    if len({decision.cycle.certification_id for decision in decisions}) > 1:
        raise DifferentCertifications
    if len(decisions) > MOST_AT_ONCE:
        raise TooMany
    return [Result(decision=decision, became=_award(decision, by, now)) for decision in decisions]


def _award(decision: Decision, by: User, now: datetime) -> str:
    try:
        after = deciding.vote(decision=decision, outcome=Vote.Outcome.AWARD, rationale="", by=by, now=now)
    except deciding.MayNotDecide:
        return MAY_NOT
    except deciding.NotNow:
        return CHANGED
    except deciding.NoLongerMet:
        return NOT_MET
    except deciding.HeldBack:
        return HELD_BACK
    return AWARDED if after.state == "awarded" else VOTED
