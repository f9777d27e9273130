"""The made-up organisations have a cohort each, with a join code; a second run changes nothing."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from assessments.cohorts import demonstration
from assessments.cohorts.models import Cohort, CohortMember, JoinCode
from tests.factories import evidence
from training_site.people.demonstration import cast, passwords

pytestmark = pytest.mark.django_db


def test_both_organisations_have_a_cohort_with_their_learners_and_a_code() -> None:
    evidence.plant_programme()
    words = passwords.invent(person.username for person in cast.PEOPLE)
    cast.arrive(passwords=words, today=timezone.localdate(), count=lambda _number: None)

    call_command("demo_cohorts", stdout=StringIO())

    assert demonstration.play(now=timezone.now()) == 2
    assert set(Cohort.objects.values_list("organisation__name", flat=True)) == {cast.CENTRE, cast.DOOR}
    assert JoinCode.objects.count() == 2
    inside = CohortMember.objects.filter(cohort__organisation__name=cast.DOOR)
    assert set(inside.values_list("learner__username", flat=True)) == {"dara", "iryna", "marta", "jonas"}


def test_without_people_there_is_nothing_to_form() -> None:
    assert demonstration.play(now=timezone.now()) == 0
