"""Recording the answers to all questions of a quiz in a lesson at once: each is an attempt of its own, all of them or none."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from assessments.models import Attempt
from assessments.services import attempts
from modules.compiled import CompiledActivity
from modules.dialect.shown import Answer
from modules.dialect.tries import IMMEDIATE
from training_site.people.models import User


def record(
    *,
    learner: User,
    content_key: str,
    asked: Sequence[CompiledActivity],
    answers: Mapping[str, Answer],
    most: int | None,
    client_id: UUID,
    language: str,
    now: datetime,
    answered_at: datetime | None = None,
) -> Sequence[Attempt]:
    """Grade and store the answers by key; the stored attempts if this client id brought the same answers before.

    `most` says how often the quiz may be gone through; None for as often as anybody likes. Each joint try is final for the
    questions in it. Raises NoTriesLeft, and AnswerConflict for a client id that stands for something else.
    """
    with transaction.atomic():
        # One joint try of a person at a time: a double click waits for the first.
        User.objects.select_for_update(no_key=True).only("pk").get(pk=learner.pk)
        ids = {part.key: uuid5(client_id, part.key) for part in asked}
        if most is not None and not Attempt.objects.filter(client_id__in=ids.values()).exists():
            marked = [part for part in asked if part.activity.is_scored]
            attempts.refuse_beyond(most, learner=learner, content_key=content_key, questions=marked)
        return [
            attempts.record(
                learner=learner,
                content_key=content_key,
                compiled=part,
                answer=answers[part.key],
                client_id=ids[part.key],
                language=language,
                policy=IMMEDIATE,
                now=now,
                answered_at=answered_at,
            )
            for part in asked
        ]
