"""What follows from evidence. Runs inside the transaction that writes it: an answer and its progress are saved together."""

from datetime import datetime
from typing import Any
from uuid import uuid5

from assessments.models import Attempt, HandedText, QuizAttempt
from assessments.progress.models import LessonEvent
from assessments.progress.selectors import module_with
from assessments.progress.services import marks, places
from assessments.progress.services.projecting import NAMESPACE, handed_in, project
from assessments.timing.counting import Counts, passes
from training_site.people.merges import accounts_of


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
    """A quiz that was handed in, or marked anew (`at`), counts for its module; it is done once it is passed, by the sittings that count."""
    key = quiz_attempt.content_key
    module = module_with(key)
    if module is None or quiz_attempt.submitted_at is None:
        return
    now = at or quiz_attempt.submitted_at
    project(learner_id=quiz_attempt.learner_id, module=module, content_key=key, now=now)
    counts = Counts(quiz_attempt.counts)
    sittings = (
        list(handed_in(accounts_of(quiz_attempt.learner_id)).filter(content_key=key))
        if counts is not Counts.HIGHEST
        else [quiz_attempt]
    )
    if passes(counts, sittings):
        done = LessonEvent.Kind.DONE
        marks.mark_once(learner=quiz_attempt.learner, module=module, content_key=key, kind=done, now=now)


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
