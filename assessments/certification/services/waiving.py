"""Lifting a requirement for one round, with a reason that everybody who decides afterwards reads.

What shows that children are safe is never waived: levels, observed practice, reviews, quizzes, the code of conduct.
"""

from datetime import datetime

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.certification.laws.cycles import OPEN
from assessments.certification.laws.findings import MET, WAIVED
from assessments.certification.laws.requirements.competency_at import CompetencyAt
from assessments.certification.laws.requirements.declaration_signed import DeclarationSigned
from assessments.certification.laws.requirements.observation import Observation
from assessments.certification.laws.requirements.quiz_passed import QuizPassed
from assessments.certification.laws.requirements.requirement import Requirement
from assessments.certification.laws.requirements.review_outcome import ReviewOutcome
from assessments.certification.laws.tree import leaves
from assessments.certification.models import Cycle, Waiver
from assessments.certification.selectors.powers import may_judge
from assessments.certification.selectors.rules import path_of
from assessments.certification.services import following
from training_site.people.models import User

NEVER = (CompetencyAt, Observation, ReviewOutcome, QuizPassed, DeclarationSigned)
DONE = (MET, WAIVED)


class Reason(models.TextChoices):
    """Why; a code, so that nothing about a person's health or family is written down."""

    NOT_IN_THIS_WORK = "not_in_this_work", _("It does not occur in this person's work")
    NOT_OFFERED = "not_offered", _("It cannot be offered where this person works")
    SHOWN_OTHERWISE = "shown_otherwise", _("It was shown in another way")
    ADJUSTMENT = "adjustment", _("An adjustment that this person needs")


class MayNotWaive(Exception):
    """Somebody without the power here, or who has judged this learner's practice."""


class CannotBeWaived(Exception):
    """The round is not at work, does not ask for it, has it already, or it shows that children are safe."""


@transaction.atomic
def waive(*, cycle: Cycle, requirement: str, reason: str, by: User, now: datetime) -> Waiver:
    """Lift it; sent twice, it is one waiver. Raises MayNotWaive, CannotBeWaived, ValueError for a reason there is not."""
    if not may_judge(by, cycle.learner, today=timezone.localdate(now)):
        raise MayNotWaive
    there = Waiver.objects.filter(cycle=cycle, requirement=requirement).first()
    if there is not None:
        return there
    if waivable(cycle, requirement) is None:
        raise CannotBeWaived
    row = Waiver(cycle=cycle, requirement=requirement, reason=Reason(reason).value, by=by, at=now)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return Waiver.objects.get(cycle=cycle, requirement=requirement)
    following.follow(learners=[cycle.learner_id], now=now)
    return row


def waivable(cycle: Cycle, requirement: str) -> Requirement | None:
    """The requirement that can be lifted now; None where nothing can (at most one query)."""
    if cycle.state not in OPEN:
        return None
    found = (leaf for leaf in leaves(path_of(cycle).tree) if leaf.key == requirement)
    leaf = next((leaf for leaf in found if not isinstance(leaf, NEVER)), None)
    if leaf is None or cycle.statuses.filter(key=requirement, state__in=DONE).exists():
        return None
    return leaf
