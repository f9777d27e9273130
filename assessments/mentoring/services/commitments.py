"""What a learner means to try with the next family: made at the end of a lesson, settled by the learner, asked about after a while."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.mentoring.models import Commitment
from assessments.mentoring.selectors import entries as log
from assessments.mentoring.services import telling_log
from training_site.people.models import User

State = Commitment.State
BY_LEARNER = (State.OPEN, State.TRIED, State.SUSTAINED, State.DROPPED)
"""The states a learner says themself; that it was observed follows from an observation."""
SETTLED = (State.SUSTAINED, State.DROPPED)
PROMPTS = (30, 90, 180)
"""After so many days the learner is asked how it went, as long as it is neither kept up nor let go."""
LATE_BY = timedelta(days=29)
"""A question that could not be asked for longer than this is left out: the next one comes."""


class NotTheirs(Exception):
    """The commitment is somebody else's."""


@transaction.atomic
def make(*, learner: User, content_key: str, words: str, client_id: UUID, now: datetime) -> Commitment:
    """Keep what a learner wrote; the same form, or the same words from the same lesson, sent again change nothing. Raises NotTheirs."""
    for kept in log.open_commitments_from(learner.pk, content_key=content_key):
        if kept.body.opened() == words:
            return kept
    made = Commitment(
        organisation_id=log.place_of(learner.pk, today=timezone.localdate(now)),
        learner=learner,
        content_key=content_key,
        client_id=client_id,
        made_at=now,
        state_at=now,
    )
    made.body = words
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        made = Commitment.objects.get(client_id=client_id)
    if made.learner_id != learner.pk:
        raise NotTheirs
    return made


@transaction.atomic
def settle(*, commitment: Commitment, by: User, state: str, now: datetime) -> Commitment:
    """Say how far one came. Raises NotTheirs, and ValueError for a state that is not the learner's to say."""
    row = Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
    if row.learner_id != by.pk:
        raise NotTheirs
    if state not in BY_LEARNER:
        raise ValueError(state)
    if row.state != state:
        row.state, row.state_at = state, now
        row.save(update_fields=["state", "state_at"])
    if state in SETTLED:
        telling_log.nothing_more_about_commitment(row, now=now)
    return row


def prompt(*, now: datetime) -> int:
    """Ask how it went, for every commitment whose time has come; how many were asked for the first time."""
    asked = 0
    for days in PROMPTS:
        due = now - timedelta(days=days)
        for row in log.unsettled_commitments(made_before=due, made_after=due - LATE_BY).iterator():
            asked += telling_log.commitment_prompt(row, day=days, now=now)
    return asked
