"""Reminders: three at most, a week apart, to those who have not answered and have not asked to be left alone."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from assessments.surveys import notifying
from assessments.surveys.models import Survey, Ticket
from assessments.surveys.models.surveys import MOST_REMINDERS

APART = timedelta(days=7)


def remind_due(*, now: datetime) -> int:
    """Remind where a week has passed since the last time; how many people."""
    open_ones = Survey.objects.filter(opened_at__isnull=False, closed_at=None, closes_on__gte=timezone.localdate(now))
    return sum(_remind(survey, now=now) for survey in open_ones.select_related("version"))


@transaction.atomic
def _remind(survey: Survey, *, now: datetime) -> int:
    passed = (timezone.localdate(now) - timezone.localdate(survey.opened_at)) // APART
    which = min(passed, MOST_REMINDERS)
    waiting = Ticket.objects.filter(survey=survey, spent=False, silent=False, reminders__lt=which)
    tickets = list(waiting.select_related("person"))
    # All of them at once, so that a row does not tell by itself when somebody was reminded.
    waiting.update(reminders=which)
    for ticket in tickets:
        notifying.remind(survey, ticket, which=which, now=now)
    return len(tickets)
