"""Owing notices about texts. A notice says that something happened, and never a word of it."""

from datetime import datetime

from django.urls import reverse

from assessments.models import HandedText
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
