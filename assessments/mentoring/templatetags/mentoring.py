"""What pages of the curriculum need of mentoring.

`{% commitment page asked=state.commits as commit %}`: a lesson, so that somebody can write what they will try.
`{% practice_note page as note %}`: a module, so that somebody can write about its practice task, and sees whether the mentor has read it.
"""

from dataclasses import dataclass
from uuid import uuid4

from django import template
from django.template import Context
from django.urls import reverse

from assessments.mentoring.pages import practice_note as notes
from modules.models import LessonPage, ModulePage
from modules.rendering import lesson_document

register = template.Library()


@dataclass(frozen=True, kw_only=True)
class CommitmentBox:
    """What components/mentoring/commitment.html is given."""

    url: str
    client_id: str
    content_key: str
    words: str
    """What the lesson proposes for this week, for the learner to change; empty where it proposes nothing."""


@register.simple_tag
def commitment(page: LessonPage, *, asked: bool) -> CommitmentBox | None:
    """For learners who are enrolled or accompanied, as the page knows; None for others."""
    if not asked:
        return None
    return CommitmentBox(
        url=reverse("mentoring:commit"),
        client_id=str(uuid4()),
        content_key=page.content_key,
        words=lesson_document(page).this_week,
    )


@register.simple_tag(takes_context=True)
def practice_note(context: Context, page: ModulePage) -> notes.PracticeNote | None:
    """For learners who have a mentor or have written it; None for others, in a preview, and where there is no task."""
    request = context["request"]
    user = None if getattr(request, "is_preview", False) else getattr(request, "user", None)
    if user is None or user.pk is None or not page.practice_task:
        return None
    return notes.practice_note(page.content_key, learner_id=user.pk)
