"""What is done below is seen on the board: after the transaction and beside it, once for each person.

`reporting.keep_up` looks again where only a day has come; `rebuild_board` proves that nothing was lost.
"""

from collections.abc import Callable, Collection
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.db.models.signals import post_save
from django.utils import timezone

from assessments.certification.models import Cycle
from assessments.certification.signals import followed, recorded
from assessments.mentoring.models import Relationship, Session
from assessments.progress.models import LessonEvent
from assessments.reporting.models import BoardRow
from assessments.reporting.services import projecting
from training_site.people.arrivals import batches
from training_site.people.models import Membership, User
from training_site.people.roles import Role

NAMES = {"first_name", "last_name", "username", "is_active"}
Whose = Callable[[Any], int | None]
"""Whose row may have changed; nobody's where the saved row does not count."""


def _session(row: Session) -> int | None:
    return row.relationship.learner_id if row.state == "held" else None


WATCHED: tuple[tuple[type[Model], Whose], ...] = (
    (Cycle, lambda row: row.learner_id),
    (LessonEvent, lambda row: row.learner_id),
    (Membership, lambda row: row.user_id if row.role == Role.LEARNER else None),
    (Relationship, lambda row: row.learner_id if row.kind == Relationship.Kind.REFLECTIVE else None),
    (Session, _session),
)


class Refresh:
    """Look at people again, all of a transaction at once."""

    def __init__(self, learners: set[int]) -> None:
        self.learners = learners

    def __call__(self) -> None:
        """Write their rows, where anybody asks them for a certificate."""
        for some in batches(sorted(self.learners)):
            asked = {
                *Cycle.objects.filter(learner__in=some).order_by().values_list("learner", flat=True),
                *BoardRow.objects.filter(learner__in=some).values_list("learner", flat=True),
            }
            if asked:
                projecting.refresh(learners=asked, today=timezone.localdate())


def look_again(*learners: int | None) -> None:
    """After this transaction, whatever becomes of it beside.

    What waits was asked for in this transaction, or in a savepoint of it that stands: it goes only together with what is added to it here.
    """
    known = {learner for learner in learners if learner is not None}
    waiting = next((entry[1] for entry in connection.run_on_commit if isinstance(entry[1], Refresh)), None)
    if waiting is not None:
        waiting.learners |= known
    elif known:
        transaction.on_commit(Refresh(known), robust=True)


def after_save(sender: type[Model], instance: Any, **_rest: Any) -> None:
    """Something was saved that may count."""
    look_again(dict(WATCHED)[sender](instance))


def after_following(learner_id: int, **_rest: Any) -> None:
    """Somebody's open round was looked at, and stands otherwise than before."""
    look_again(learner_id)


def after_recording(learners: Collection[int], **_rest: Any) -> None:
    """Earlier records of many people were written together."""
    look_again(*learners)


def after_naming(instance: User, *, created: bool, update_fields: frozenset[str] | None = None, **_rest: Any) -> None:
    """Somebody is called otherwise, or can no longer sign in. Signing in itself is no such thing."""
    if not created and (update_fields is None or NAMES & set(update_fields)):
        look_again(instance.pk)


def connect_all() -> None:
    """Listen."""
    for model, _whose in WATCHED:
        post_save.connect(after_save, sender=model, dispatch_uid=f"reporting.board.{model._meta.label}")
    post_save.connect(after_naming, sender=User, dispatch_uid="reporting.board.names")
    recorded.connect(after_recording, dispatch_uid="reporting.board.recorded")
    followed.connect(after_following, dispatch_uid="reporting.board.followed")
