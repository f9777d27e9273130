"""A learner sees a judgement differently: says so within 30 days, and is heard by somebody who judged nothing before.

The coordinator names who hears it and sees only that there is a disagreement. Where the answer is "changed", a decision no longer stands,
the evidence of an observation no longer counts, a review is a draft again. The statement stays beside the judgement.
Competency framework, 4.2: "trainee may add a statement and appeal within 30 days".
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.mentoring.confidentiality import Standing
from assessments.mentoring.models import Decision, Dispute, Evidence, Review
from assessments.mentoring.selectors.disputes import Judgement, judgement, may_hear
from assessments.mentoring.selectors.viewpoints import viewpoint
from assessments.mentoring.services import decisions, evidence_afterwards, ledger, reviews, telling_levels
from assessments.mentoring.services.evidence_afterwards import DISPUTED
from training_site.people.models import User

WITHIN = timedelta(days=30)


class NotTheirs(Exception):
    """Only the learner disagrees with a judgement about themself, and only one that stands."""


class TooLate(Exception):
    """The 30 days after the judgement are over."""


class WordsMissing(Exception):
    """A statement and an answer need words."""


class RaisedAlready(Exception):
    """The learner has disagreed with this judgement, and it has not been answered yet."""


class NotTheCoordinator(Exception):
    """Only a coordinator near the learner names who hears it."""


class CannotHear(Exception):
    """Whoever hears it is an active moderator or assessor of the learner and has judged nothing of theirs before."""


@transaction.atomic
def disagree(*, judged: Judgement, by: User, statement: str, now: datetime) -> Dispute:
    """Say that one sees it differently. Raises NotTheirs, TooLate, WordsMissing, RaisedAlready."""
    current = judgement(judged.machine, judged.subject)
    if current is None or current.learner_id != by.pk:
        raise NotTheirs
    if timezone.localdate(now) > current.on + WITHIN:
        raise TooLate
    if not statement.strip():
        raise WordsMissing
    row = Dispute(
        organisation_id=current.organisation_id,
        learner=by,
        subject=current.subject,
        subject_machine=current.machine,
    )
    row.statement = statement.strip()
    try:
        with transaction.atomic():
            ledger.begin(row, event="raised", by=by, now=now)
    except IntegrityError as error:
        raise RaisedAlready from error
    telling_levels.dispute_raised(row, now=now)
    return row


@transaction.atomic
def take_back(*, dispute: Dispute, by: User, now: datetime) -> Dispute:
    """The learner no longer wants it to be heard. Raises NotTheirs, ledger.NotNow."""
    if dispute.learner_id != by.pk:
        raise NotTheirs
    row = ledger.append(dispute, event="withdrawn", by=by, now=now)
    telling_levels.nothing_more_about_dispute(row, now=now)
    return row


@transaction.atomic
def name(*, dispute: Dispute, hearer: User, by: User, now: datetime) -> Dispute:
    """A coordinator says who hears it. Raises NotTheCoordinator, CannotHear, ledger.NotNow."""
    row = ledger.lock(dispute)
    view = viewpoint(by, row.learner_id, now=now)
    if not view.has(Standing.COORDINATOR) or by.pk == row.learner_id:
        raise NotTheCoordinator
    if hearer.pk == by.pk or not may_hear(hearer.pk, row, today=timezone.localdate(now)):
        raise CannotHear
    row = ledger.append(row, event="taken_up", by=by, now=now, heard_by=hearer)
    telling_levels.dispute_named(row, now=now)
    return row


@transaction.atomic
def answer(*, dispute: Dispute, by: User, changed: bool, words: str, now: datetime) -> Dispute:
    """Whoever was named answers: the judgement is right, or it is changed. Raises CannotHear, WordsMissing, ledger.NotNow."""
    row = ledger.lock(dispute)
    if row.heard_by_id != by.pk or not may_hear(by.pk, row, today=timezone.localdate(now)):
        raise CannotHear
    if not words.strip():
        raise WordsMissing
    judged = judgement(row.subject_machine, row.subject)
    row = ledger.append(row, event="changed" if changed else "upheld", by=by, now=now, answer=words.strip())
    if changed and judged is not None:
        _undo(judged, by=by, now=now)
    telling_levels.dispute_answered(row, judge=judged.judge if judged else None, now=now)
    return row


def _undo(judged: Judgement, *, by: User, now: datetime) -> None:
    if judged.machine == "decision":
        decisions.revoke(decision=Decision.objects.get(pk=judged.subject), by=by, reason=DISPUTED, now=now)
    elif judged.machine == "observation":
        rows = list(Evidence.objects.filter(source=judged.subject))
        evidence_afterwards.take_away(rows, by=by, reason=DISPUTED, now=now)
    else:
        reviews.return_to_draft(review=Review.objects.get(pk=judged.subject), by=by, reason=DISPUTED, now=now)
