"""A survey from its plan to its end."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from assessments.cohorts.models import Cohort, CohortMember
from assessments.reporting.laws.suppression import FEWEST
from assessments.surveys import auditing, notifying
from assessments.surveys.laws.places import named
from assessments.surveys.models import Answer, InstrumentVersion, Survey, Ticket
from assessments.surveys.services import box
from training_site.notices.services import owing
from training_site.people.models import User


class TooFew(Exception):
    """Fewer than five people would be asked."""


class AskedAlready(Exception):
    """The cohort is being asked this, or will be."""


class HasOpened(Exception):
    """People have been asked: it can be closed, and not dropped."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is asked of whom, and when."""

    version: InstrumentVersion
    cohort: Cohort
    opens_on: date
    closes_on: date
    months_after: int = 0


@transaction.atomic
def plan(*, plan: Plan, by: User, now: datetime) -> Survey:
    """Plan it; one that is due today asks at once. Raises TooFew where it does so, AskedAlready."""
    if plan.opens_on <= timezone.localdate(now) and members(plan.cohort).count() < FEWEST:
        raise TooFew
    try:
        with transaction.atomic():
            survey = Survey.objects.create(
                version=plan.version,
                cohort=plan.cohort,
                months_after=plan.months_after,
                opens_on=plan.opens_on,
                closes_on=plan.closes_on,
                made_by=by,
                made_at=now,
            )
    except IntegrityError as error:
        raise AskedAlready from error
    auditing.of_survey(survey, step="planned", by=by, now=now)
    if survey.opens_on <= timezone.localdate(now):
        _open(survey, now=now)
    return survey


@transaction.atomic
def drop(*, survey: Survey, by: User, now: datetime) -> None:
    """No longer plan it. Raises HasOpened."""
    locked = Survey.objects.select_for_update().get(pk=survey.pk)
    if locked.opened_at or locked.closed_at:
        raise HasOpened
    auditing.of_survey(locked, step="dropped", by=by, now=now)
    locked.delete()


@transaction.atomic
def close(*, survey: Survey, by: User | None, now: datetime) -> Survey:
    """Count, then forget who was asked. Fewer than five answers are destroyed unread. Again it changes nothing."""
    locked = Survey.objects.select_for_update().get(pk=survey.pk)
    if locked.closed_at:
        return locked
    answered = Answer.objects.filter(survey=locked.pk).count()
    tickets = Ticket.objects.filter(survey=locked)
    # Somebody who was erased in the meantime took their ticket along, and not their answer.
    locked.invited, locked.answered, locked.closed_at = max(tickets.count(), answered), answered, now
    if answered < FEWEST:
        box.empty(survey=locked)
    else:
        box.shuffle(survey=locked)
    tickets.delete()
    owing.withdraw(key_prefix=notifying.key(locked), now=now)
    locked.save(update_fields=["invited", "answered", "closed_at"])
    if by is not None:
        auditing.of_survey(locked, step="closed", by=by, now=now)
    return locked


def open_due(*, now: datetime) -> int:
    """Ask where the first day has come; how many surveys were opened."""
    due = Survey.objects.filter(opened_at=None, closed_at=None, opens_on__lte=timezone.localdate(now))
    return sum(_open(survey, now=now) for survey in due.select_related("cohort", "version"))


def close_due(*, now: datetime) -> int:
    """Close where the last day has passed; how many."""
    due = Survey.objects.filter(closed_at=None, closes_on__lt=timezone.localdate(now))
    return len([close(survey=survey, by=None, now=now) for survey in due])


def members(cohort: Cohort) -> QuerySet[CohortMember]:
    """Who is asked: those who are in the cohort and can sign in."""
    return CohortMember.objects.filter(Q(until=None), cohort=cohort, learner__is_active=True)


@transaction.atomic
def _open(survey: Survey, *, now: datetime) -> bool:
    """Give out the tickets. A cohort that has become too small is asked nothing."""
    if not Survey.objects.filter(pk=survey.pk, opened_at=None, closed_at=None).update(opened_at=now):
        return False
    survey.opened_at = now
    inside = list(members(survey.cohort).select_related("learner"))
    if len(inside) < FEWEST:
        close(survey=survey, by=None, now=now)
        return False
    places = named(Counter(row.organisation_id for row in inside))
    tickets = [
        Ticket(survey=survey, person=row.learner, place=row.organisation_id if row.organisation_id in places else None)
        for row in inside
    ]
    Ticket.objects.bulk_create(tickets)
    for ticket in tickets:
        notifying.ask(survey, ticket, now=now)
    return True
