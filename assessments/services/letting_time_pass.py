"""Sittings whose time is up, though nobody comes to look."""

from datetime import datetime

from django.db.models import QuerySet

from assessments.models import QuizAttempt
from assessments.models.quizzes import UNDER_WAY
from assessments.services.quizzes import catch_up
from assessments.timing.clock import IN_FLIGHT

AT_ONCE = 500


def due(*, now: datetime) -> QuerySet[QuizAttempt]:
    """The sittings that are under way past their deadline, longest first."""
    return QuizAttempt.objects.filter(state__in=UNDER_WAY, deadline_at__lt=now - IN_FLIGHT).order_by(
        "deadline_at", "pk"
    )


def let_time_pass(*, now: datetime, at_most: int = AT_ONCE) -> int:
    """Do what the clock says to each of them, in a transaction of its own; how many changed. What is left waits for the next time."""
    found = list(due(now=now)[:at_most])
    return sum(catch_up(attempt=attempt, now=now).state != attempt.state for attempt in found)
