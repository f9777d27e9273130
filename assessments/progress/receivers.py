"""What follows from evidence. Runs inside the transaction that writes it: an answer and its progress are saved together."""

from datetime import datetime
from typing import Any
from uuid import uuid5

from assessments.models import Attempt, HandedText, QuizAttempt
from assessments.progress.models import LessonEvent
from assessments.progress.selectors import module_with
from assessments.progress.services import marks, places
from assessments.progress.services.projecting import NAMESPACE, project
from assessments.timing.counting import Counts


def after_attempt(*, attempt: Attempt, kind: str, **_rest: Any) -> None:
    """An answer says where somebody is; a scenario's page is done when an ending is reached."""
    now = attempt.received_at
    places.remember(
        learner_id=attempt.learner_id, content_key=attempt.content_key, anchor=attempt.activity_key, now=now
    )
    if kind != "scenario" or not attempt.finished:
        return
    module = module_with(attempt.content_key)
    step = module.step(attempt.content_key) if module else None
    if module and step and step.kind == "scenario":
        marks.mark(
            learner=attempt.learner,
            module=module,
            content_key=attempt.content_key,
            kind=LessonEvent.Kind.DONE,
            # Every walk to an ending is an act of its own: who renews a certificate may have to walk it again.
            client_id=uuid5(NAMESPACE, f"walked {attempt.client_id}"),
            now=now,
        )


def after_quiz(*, quiz_attempt: QuizAttempt, at: datetime | None = None, **_rest: Any) -> None:
    """A quiz that was handed in, or marked anew (`at`), counts for its module; it is done while what counts of its sittings is enough."""
    key, learner = quiz_attempt.content_key, quiz_attempt.learner
    module = module_with(key)
    if module is None or quiz_attempt.submitted_at is None:
        return
    now = at or quiz_attempt.submitted_at
    stands = project(learner_id=quiz_attempt.learner_id, module=module, content_key=key, now=now)
    if quiz_attempt.counts == Counts.HIGHEST and not quiz_attempt.passed and at is None:
        # One more that is not enough changes nothing where the best counts: a mark from elsewhere stays too.
        return
    is_done = bool(stands and stands.done_at)
    if bool(stands and stands.passes) is is_done:
        return
    kind = LessonEvent.Kind.UNDONE if is_done else LessonEvent.Kind.DONE
    # Under some rules a quiz can be passed, lost and passed again: each change is an event of its own.
    client_id = uuid5(NAMESPACE, f"{quiz_attempt.pk} {kind} {now.isoformat()}")
    marks.mark(learner=learner, module=module, content_key=key, kind=kind, client_id=client_id, now=now)


def after_text(*, text: HandedText, enough: bool, **_rest: Any) -> None:
    """A lesson whose text was marked, and found good enough, is done."""
    module = module_with(text.content_key)
    step = module.step(text.content_key) if module else None
    if module and step and enough and text.marked_at:
        marks.mark_once(
            learner=text.learner,
            module=module,
            content_key=text.content_key,
            kind=LessonEvent.Kind.DONE,
            now=text.marked_at,
        )
