"""The made-up cohorts: one has been asked how the training was, is asked again, and has a test before and after; a learner compares.

What nobody answered is made up here: numbers and short words, by the same services as everywhere.
"""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from assessments.cohorts.models import Cohort
from assessments.models import QuizPage
from assessments.reporting.laws.suppression import FEWEST
from assessments.surveys.laws.instruments import Kind
from assessments.surveys.models import InstrumentVersion, Rating, Survey, TestPlan, Ticket
from assessments.surveys.selectors import instruments
from assessments.surveys.services import answering, ratings, surveys, testing, versions
from training_site.people.demonstration import cast
from training_site.people.models import User

LASTED, OPEN_FOR = timedelta(days=60), timedelta(days=21)
WORDS = (
    "More time for the scenarios.",
    "An evening group.",
    "Cases like ours.",
    "Shorter letters.",
    "Nothing.",
    "Tea.",
)
DOUBTS = {"before": (8, 7, 8, 6), "then": (4, 3, 5, 4), "after": (7, 6, 8, 7)}
"""Somebody who finds out how much there was to know."""


@transaction.atomic
def play(*, now: datetime) -> int:
    """Bring the instruments, and ask where enough people are; how many surveys there are."""
    versions.keep(folder=Path(settings.CONTENT_DIR))
    people = cast.present()
    for cohort in Cohort.objects.filter(organisation__name__in=(cast.CENTRE, cast.DOOR)).order_by("pk"):
        by = people.get("coordinator")
        if by is not None and not Survey.objects.filter(cohort=cohort).exists():
            _ask(cohort, by, now)
    if learner := people.get("learner"):
        _compare(learner, now)
    return Survey.objects.count()


def _ask(cohort: Cohort, by: User, now: datetime) -> None:
    if surveys.members(cohort).count() < FEWEST:
        return
    for version in instruments.in_use(Kind.ANONYMOUS, language="en"):
        past = now - LASTED
        asked = surveys.plan(plan=_plan(cohort, version, past), by=by, now=past)
        _answer(asked, past)
        surveys.close(survey=asked, by=by, now=past + OPEN_FOR)
    for version in instruments.in_use(Kind.FOLLOW_UP, language="en"):
        surveys.plan(plan=_plan(cohort, version, now, months_after=3), by=by, now=now)
    _test(cohort, by, now)


def _plan(cohort: Cohort, version: InstrumentVersion, since: datetime, *, months_after: int = 0) -> surveys.Plan:
    day = timezone.localdate(since)
    return surveys.Plan(
        version=version, cohort=cohort, opens_on=day, closes_on=day + OPEN_FOR, months_after=months_after
    )


def _answer(asked: Survey, now: datetime) -> None:
    questions = list(instruments.asked(asked.version).questions)
    for at, ticket in enumerate(Ticket.objects.filter(survey=asked).order_by("pk")):
        scales = {one.key: str(1 + (at + number * 2) % 5) for number, one in enumerate(questions) if one.is_scale}
        words = {one.key: WORDS[(at + number) % len(WORDS)] for number, one in enumerate(questions) if one.longest}
        answering.answer(ticket=ticket, given=scales | words, now=now)


def _test(cohort: Cohort, by: User, now: datetime) -> None:
    for version in instruments.in_use(Kind.TEST, language="en"):
        first, second = instruments.asked(version).forms
        there = QuizPage.objects.live().filter(content_key__in=(first, second)).values("content_key").distinct()
        if there.count() == 2 and not TestPlan.objects.filter(cohort=cohort, instrument=version.key).exists():
            testing.plan(cohort=cohort, instrument=version.key, forms=(first, second), by=by, now=now)


def _compare(learner: User, now: datetime) -> None:
    found = instruments.in_use(Kind.CONFIDENCE, language="en")
    if not found or Rating.objects.filter(person=learner).exists():
        return
    questions = [one.key for one in instruments.asked(found[0]).questions]
    given = {moment: dict(zip(questions, values, strict=False)) for moment, values in DOUBTS.items()}
    ratings.rate(person=learner, version=found[0], given=given, consent=True, counted=True, now=now)
