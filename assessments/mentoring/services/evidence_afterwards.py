"""What happens to a piece of evidence afterwards: withdrawn by whoever judged it, or its late day approved. Nothing is ever changed."""

from collections.abc import Sequence
from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.confidentiality import Standing
from assessments.mentoring.framework.lateness import TOO_LATE
from assessments.mentoring.models import Evidence, Withdrawal
from assessments.mentoring.selectors import competency
from assessments.mentoring.selectors.indicators import Framework
from assessments.mentoring.selectors.policies import policy_for
from assessments.mentoring.selectors.viewpoints import viewpoint
from assessments.mentoring.services import decisions, telling_levels
from training_site.people.models import User


class WithdrawReason(models.TextChoices):
    """Why a piece no longer counts."""

    MISTAKE = "mistake", _("It was entered by mistake")
    WRONG_INDICATOR = "wrong_indicator", _("It belongs to another indicator")
    WRONG_LEVEL = "wrong_level", _("The level was not right")
    DOUBT = "doubt", _("There is doubt about what happened")


DISPUTED = "disputed"
"""A reason that nobody chooses: a disagreement was heard and found right."""


class NotTheValidator(Exception):
    """Only whoever judged a piece, while still accompanying the learner, withdraws it."""


class ReplaceInstead(Exception):
    """What an observation showed is corrected by a new observation, which replaces it."""


class NotTheirsToApprove(Exception):
    """Only a coordinator near the learner, who did not judge it, approves the day of a late act."""


class NothingToApprove(Exception):
    """The piece was in time, or only late, or is approved already."""


@transaction.atomic
def withdraw(*, evidence: Evidence, by: User, reason: str, now: datetime) -> Withdrawal | None:
    """Take a judgement of one's own back, with a WithdrawReason; None where it was withdrawn before.

    Raises NotTheValidator, ReplaceInstead, and ValueError.
    """
    code = WithdrawReason(reason).value
    if evidence.validator_id != by.pk or not viewpoint(by, evidence.learner_id, now=now).pairs:
        raise NotTheValidator
    if evidence.position is None:
        raise ReplaceInstead
    made = take_away([evidence], by=by, reason=code, now=now)
    return made[0] if made else None


@transaction.atomic
def take_away(rows: Sequence[Evidence], *, by: User | None, reason: str, now: datetime) -> list[Withdrawal]:
    """Withdraw these pieces where they are not yet; a lapse that is withdrawn no longer pauses. The caller asks who may."""
    made = []
    for row in rows:
        withdrawal, is_new = Withdrawal.objects.get_or_create(
            evidence=row, defaults={"by": by, "reason": reason, "at": now}
        )
        if is_new:
            made.append(withdrawal)
            decisions.resume(learner=row.learner, indicator=row.indicator, by=by, now=now)
            telling_levels.evidence_withdrawn(row, now=now)
    return made


@transaction.atomic
def approve_fact(*, evidence: Evidence, by: User, now: datetime) -> Evidence:
    """A coordinator confirms the day of an act that was entered very late: from now on it counts.

    Raises NotTheirsToApprove, NothingToApprove.
    """
    fresh = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    view = viewpoint(by, fresh.learner_id, now=now)
    if not view.has(Standing.COORDINATOR) or by.pk in (fresh.learner_id, fresh.validator_id):
        raise NotTheirsToApprove
    if not waits_for_approval(fresh):
        raise NothingToApprove
    fresh.approved_by, fresh.approved_at = by, now
    fresh.save(update_fields=["approved_by", "approved_at"])
    decisions.resume(learner=fresh.learner, indicator=fresh.indicator, by=by, now=now)
    return fresh


def waits_for_approval(evidence: Evidence) -> bool:
    """Whether a piece was entered so late that it counts only when approved (three queries)."""
    if competency.is_withdrawn(evidence):
        return False
    home = competency.home(evidence.learner_id)
    programme = home.programme_key if home else ""
    policy = policy_for(evidence.organisation_id, programme)
    rule = competency.rule_of(evidence.indicator, framework=Framework(), policy=policy)
    return evidence.approved_at is None and rule.lateness(competency.piece(evidence)) == TOO_LATE
