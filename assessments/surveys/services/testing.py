"""A test before and after, in two forms with a crossover. Sittings are those of the quizzes; nothing here marks anything."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction

from assessments.cohorts.models import Cohort
from assessments.models import QuizPage
from assessments.surveys import auditing
from assessments.surveys.laws import crossover
from assessments.surveys.models import TestPlan, TestSeat
from assessments.surveys.services.surveys import members
from training_site.people.models import User


class NoForms(Exception):
    """A form is no quiz of this site."""


class PlannedAlready(Exception):
    """The cohort has this test."""


class OpenedAlready(Exception):
    """The second test is open."""


@transaction.atomic
def plan(*, cohort: Cohort, instrument: str, forms: tuple[str, str], by: User, now: datetime) -> TestPlan:
    """Give a cohort the test, and everybody in it a seat. Raises NoForms, PlannedAlready."""
    if QuizPage.objects.live().filter(content_key__in=forms).values("content_key").distinct().count() != len(
        set(forms)
    ):
        raise NoForms
    try:
        with transaction.atomic():
            made = TestPlan.objects.create(
                cohort=cohort,
                instrument=instrument,
                form_a=forms[0],
                form_b=forms[1],
                seed=secrets.token_hex(16),
                made_by=by,
                made_at=now,
            )
    except IntegrityError as error:
        raise PlannedAlready from error
    seat_newcomers(plan=made, now=now)
    auditing.of_test(made, step="planned", by=by, now=now)
    return made


@transaction.atomic
def seat_newcomers(*, plan: TestPlan, now: datetime) -> int:
    """Seats for those who came into the cohort since; how many. Whoever comes after the forms were swapped gets none."""
    locked = TestPlan.objects.select_for_update().get(pk=plan.pk)
    if locked.after_opened_at:
        return 0
    taken = dict(TestSeat.objects.filter(plan=locked).values_list("person", "first"))
    found = crossover.seats(members(locked.cohort).values_list("learner", flat=True), seed=locked.seed, taken=taken)
    TestSeat.objects.bulk_create(
        TestSeat(plan=locked, person_id=person, first=form, seated_at=now) for person, form in found.items()
    )
    return len(found)


@transaction.atomic
def open_second(*, plan: TestPlan, by: User, now: datetime) -> TestPlan:
    """Swap the forms: what is handed in from now on is after. Raises OpenedAlready."""
    if not TestPlan.objects.filter(pk=plan.pk, after_opened_at=None).update(after_opened_at=now, after_opened_by=by):
        raise OpenedAlready
    plan.refresh_from_db()
    auditing.of_test(plan, step="second", by=by, now=now)
    return plan


def seat_everywhere(*, now: datetime) -> int:
    """Seats for newcomers of every test that has not been swapped; how many."""
    return sum(seat_newcomers(plan=plan, now=now) for plan in TestPlan.objects.filter(after_opened_at=None))
