"""Owing notices about texts and quizzes. A notice says that something happened, and never a word of it."""

from datetime import datetime

from django.urls import reverse

from assessments.models import HandedText, LongTask, QuizAttempt
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
