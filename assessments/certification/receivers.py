"""What is done below is seen here at once: when it is saved, its learner is followed again, after the transaction and beside it.

The daily job looks at everybody all the same, so that nothing is lost where this fails.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.db.models.signals import post_save
from django.utils import timezone

from assessments.certification.laws.cycles import OPEN
from assessments.certification.models import Cycle, Waiver
from assessments.certification.services import following
from assessments.mentoring.models import Decision, Evidence, Observation, Review
from assessments.models import QuizAttempt
from assessments.progress.models import LessonEvent

DONE = (LessonEvent.Kind.DONE, LessonEvent.Kind.COMPLETED)
Counts = Callable[[Any], bool]
FOLLOWED: tuple[tuple[type[Model], Counts], ...] = (
    (LessonEvent, lambda row: row.kind in DONE),
    (QuizAttempt, lambda row: row.state == QuizAttempt.State.SUBMITTED),
    (Decision, lambda _row: True),
    (Evidence, lambda _row: True),
    (Observation, lambda _row: True),
    (Review, lambda _row: True),
    (Waiver, lambda _row: True),
)
"""What changes where somebody stands, and when a saved row does."""


class Follow:
    """Follow one learner; asked for twice in a transaction, it is done once."""

    def __init__(self, learner_id: int) -> None:
        self.learner_id = learner_id

    def __call__(self) -> None:
        """Look at their open rounds again, where there are any."""
        if Cycle.objects.filter(learner_id=self.learner_id, state__in=OPEN).exists():
            following.follow(learners=[self.learner_id], now=timezone.now())

    def is_waiting(self) -> bool:
        """Whether it is to be done after this transaction already."""
        waiting = (entry[1] for entry in connection.run_on_commit)
        return any(isinstance(each, Follow) and each.learner_id == self.learner_id for each in waiting)


def after_save(sender: type[Model], instance: Any, **_rest: Any) -> None:
    """Something was saved that may count."""
    if not dict(FOLLOWED)[sender](instance):
        return
    learner_id = instance.cycle.learner_id if isinstance(instance, Waiver) else instance.learner_id
    follow = Follow(learner_id)
    if not follow.is_waiting():
        # What was done is saved, whatever becomes of this.
        transaction.on_commit(follow, robust=True)


def connect_all() -> None:
    """Listen."""
    for model, _counts in FOLLOWED:
        post_save.connect(after_save, sender=model, dispatch_uid=f"certification.follow.{model._meta.label}")
