"""Answering: a ticket is spent and an answer put into the box, and nothing joins the two."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from assessments.surveys.models import Survey, Ticket
from assessments.surveys.services import box


class Over(Exception):
    """The survey takes no answers any more."""


class Spent(Exception):
    """The ticket has been used."""


@transaction.atomic
def answer(*, ticket: Ticket, given: Mapping[str, object], now: datetime) -> None:
    """Put an answer into the box. Nothing is written but the two rows: no session, no message, no event. Raises Over, Spent."""
    # One answer at a time, so that two that come at once are mixed with each other too.
    survey = Survey.objects.select_for_update().get(pk=ticket.survey_id)
    if not survey.is_open or survey.closes_on < timezone.localdate(now):
        raise Over
    if not Ticket.objects.filter(pk=ticket.pk, spent=False).update(spent=True):
        raise Spent
    box.put(survey=survey, place=ticket.place, given=given)


@transaction.atomic
def be_silent(*, ticket: Ticket) -> None:
    """No more reminders of this survey."""
    Ticket.objects.filter(pk=ticket.pk).update(silent=True)
