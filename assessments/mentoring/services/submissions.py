"""Handing something in: a learner shows a signed or read piece to an assessor or moderator, and can take it back."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from assessments.mentoring.models import Relationship, Submission
from assessments.mentoring.selectors.submissions import JUDGES, finished_piece
from assessments.mentoring.services.telling_access import tell_about_submission
from training_site.people.models import User


class NotTheirsToSubmit(Exception):
    """The piece is not the learner's own, or the other is no assessor or moderator of theirs now."""


class NotFinished(Exception):
    """Only what is signed, or an entry that was read, is handed in."""


class SubmittedAlready(Exception):
    """It lies there already."""


@transaction.atomic
def submit(*, learner: User, to: Relationship, subject: UUID, machine: str, now: datetime) -> Submission:
    """Show a piece of one's own to an assessor or moderator. Raises NotTheirsToSubmit, NotFinished and SubmittedAlready."""
    if to.learner_id != learner.pk or to.kind not in JUDGES or to.state != "active":
        raise NotTheirsToSubmit
    piece = finished_piece(machine, subject, learner_id=learner.pk)
    if piece is None:
        raise NotTheirsToSubmit
    if not piece.is_finished:
        raise NotFinished
    row = Submission(
        organisation_id=to.organisation_id, relationship=to, subject=subject, machine=machine, submitted_at=now
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise SubmittedAlready from error
    tell_about_submission(row, now=now)
    return row


@transaction.atomic
def take_back(*, learner: User, submission: Submission, now: datetime) -> None:
    """From this moment the other no longer reads it. Raises NotTheirsToSubmit."""
    row = Submission.objects.select_for_update().select_related("relationship").get(pk=submission.pk)
    if row.relationship.learner_id != learner.pk:
        raise NotTheirsToSubmit
    if row.withdrawn_at is None:
        row.withdrawn_at = now
        row.save(update_fields=["withdrawn_at"])
