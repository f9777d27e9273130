"""Surveys as somebody may know them: what one is asked, what one has asked, and the numbers of what is closed."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Q, QuerySet

from assessments.cohorts.models import Cohort
from assessments.surveys.laws.counting import Paper
from assessments.surveys.models import Answer, Survey, Ticket
from assessments.surveys.permissions import ASK_COHORT, READ, RUN
from training_site.people.models import Organisation, User


def waiting_for(person: User, *, today: date) -> QuerySet[Ticket]:
    """What somebody is asked and has not answered."""
    rows = Ticket.objects.filter(person=person, spent=False, survey__closed_at=None, survey__closes_on__gte=today)
    return rows.select_related("survey__version", "survey__cohort").order_by("survey__closes_on", "pk")


def surveys_for(person: User, *, today: date) -> QuerySet[Survey]:
    """Surveys whose numbers somebody may read, with how many tickets there are."""
    rows = Survey.objects.filter(READ.visible_to(person, today=today))
    return (
        rows.select_related("version", "cohort__organisation")
        .annotate(asked=Count("tickets"))
        .order_by("-opens_on", "pk")
    )


def runs(person: User, survey: Survey, *, today: date) -> bool:
    """Whether somebody may close or drop it."""
    return RUN.allows(person, survey, today=today)


def cohorts_to_ask(person: User, *, today: date) -> QuerySet[Cohort]:
    """Cohorts that somebody may ask, newest first."""
    return Cohort.objects.filter(ASK_COHORT.visible_to(person, today=today)).order_by("-begins_on", "name", "pk")


def answers_so_far(survey: Survey) -> int:
    """How many lie in the box while it is open."""
    return Answer.objects.filter(survey=survey.pk).count()


def papers(survey: Survey) -> Sequence[Paper]:
    """What lies in the box of a survey that is closed; nothing while it is open, so that nobody sees which came last."""
    if survey.closed_at is None:
        return ()
    return tuple(Paper(place=row.place, given=row.given.opened()) for row in Answer.objects.filter(survey=survey.pk))


def names_of(places: Sequence[int]) -> dict[int, str]:
    """The names of organisations."""
    return dict(Organisation.objects.filter(Q(pk__in=places)).values_list("pk", "name"))
