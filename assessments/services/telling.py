"""Owing notices about texts and quizzes. A notice says that something happened, and never a word of it."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from assessments.models import HandedText, LongTask, PeerTask, QuizAttempt
from training_site.notices.services import owing


def text_is_marked(text: HandedText, *, now: datetime) -> None:
    """Tell the writer; anew when a trainer overrules."""
    owing.owe(
        person=text.learner,
        kind="assessments.text_marked",
        link=reverse("assessments:own_text", args=[text.pk]),
        facts={},
        key=f"assessments.text:{text.pk}:{text.events}",
        now=now,
    )


def colleagues_are_asked(tasks: Iterable[PeerTask], *, now: datetime) -> None:
    """Tell those who stand in a ring, once each."""
    for task in {task.judge_id: task for task in tasks}.values():
        owing.owe(
            person=task.judge,
            kind="assessments.colleague_asked",
            link=reverse("assessments:colleagues"),
            facts={},
            key=f"assessments.ring:{task.seed}:{task.judge_id}",
            now=now,
        )


def quiz_is_marked_anew(sitting: QuizAttempt, *, task: LongTask, now: datetime) -> None:
    """Tell whoever sat that their result is another one."""
    owing.owe(
        person=sitting.learner,
        kind="assessments.quiz_marked_anew",
        link=reverse("assessments:quiz_attempt", args=[sitting.pk]),
        facts={},
        key=f"assessments.sitting:{sitting.pk}:{task.pk}",
        now=now,
    )
