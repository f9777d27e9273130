"""Giving more time, other days and more attempts, ending it, and what whoever has it reads."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.cohorts.belonging import key_of
from assessments.models import Accommodation, QuizExemption
from assessments.services import terms
from assessments.services.terms import Span, stretch_of, terms_of
from assessments.timing.terms import Exemption
from tests.factories import cohorts
from tests.factories.evidence import Planted
from tests.factories.people import CoordinatorFactory, LearnerFactory, OrganisationFactory
from training_site.people.models import User

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def learner() -> User:
    return LearnerFactory(in_organisation=OrganisationFactory(), first_name="Qqlearnerqq", last_name="Name")


@pytest.fixture
def coordinator(learner: User) -> User:
    return CoordinatorFactory(in_organisation=learner.memberships.get().organisation)


def as_(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page_of(learner: User) -> str:
    return reverse("assessments:exemptions_of", args=[learner.pk])


def test_time_is_stretched_from_one_day_to_another(learner: User, coordinator: User) -> None:
    today = timezone.localdate()
    sent = {"act": "stretch", "percent": "150", "reason": "asked", "begins_on": today, "ends_on": today + DAY}
    assert as_(coordinator).post(page_of(learner), sent).status_code == 302

    given = Accommodation.objects.get()
    assert (given.percent, given.reason, given.given_by) == (150, "asked", coordinator)
    days = [today - DAY, today, today + DAY, today + 2 * DAY]
    assert [stretch_of(learner, today=day) for day in days] == [1, Fraction(3, 2), Fraction(3, 2), 1]


def test_what_is_ended_holds_no_longer_and_stays_written(learner: User, coordinator: User) -> None:
    client = as_(coordinator)
    client.post(page_of(learner), {"act": "stretch", "percent": "200", "reason": "paper"})
    assert "2 times the usual time" in client.get(page_of(learner)).content.decode()
    client.post(page_of(learner), {"act": "end", "key": ""})

    assert [row.percent for row in Accommodation.objects.all()] == [200, 100]
    assert stretch_of(learner, today=timezone.localdate()) == 1
    assert "Everything is as for everybody." in client.get(page_of(learner)).content.decode()


def test_what_is_different_at_one_quiz_is_read_before_it_begins(
    planted: Planted, learner: User, coordinator: User
) -> None:
    planted.quiz.limit_minutes, planted.quiz.most_attempts = 30, 1
    planted.quiz.save()
    closes = timezone.localdate() + 9 * DAY
    sent = {"act": "exempt", "quiz": planted.quiz.content_key, "reason": "away", "minutes": "45", "attempts": "3"}
    assert as_(coordinator).post(page_of(learner), sent | {"closes_on": closes}).status_code == 302

    own = terms_of(learner=learner, page=planted.quiz, now=timezone.now())
    assert (own.limit, own.attempts) == (timedelta(minutes=45), 3)
    assert timezone.localdate(own.closes_at) == closes + DAY
    shown = as_(learner).get(planted.quiz.get_url()).content.decode()
    assert "For you: can be taken until" in shown
    assert "45 minutes, 3 attempts." in shown
    other = LearnerFactory(in_organisation=OrganisationFactory())
    assert "For you" not in as_(other).get(planted.quiz.get_url()).content.decode()
    as_(coordinator).post(page_of(learner), {"act": "end", "key": planted.quiz.content_key})
    assert terms_of(learner=learner, page=planted.quiz, now=timezone.now()) == planted.quiz.rules


def test_a_day_that_comes_later_leaves_what_holds_today(planted: Planted, learner: User) -> None:
    now, today = timezone.now(), timezone.localdate()
    for attempts, span in ((2, Span()), (5, Span(begins_on=today + DAY))):
        terms.exempt(
            content_key=planted.quiz.content_key,
            changes=Exemption(attempts=attempts),
            learner=learner,
            by=None,
            now=now,
            span=span,
        )

    moments = (now, now + DAY)
    assert [terms_of(learner=learner, page=planted.quiz, now=moment).attempts for moment in moments] == [2, 5]


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"act": "exempt", "reason": "away"}, "Say what is different"),
        ({"act": "exempt", "reason": "away", "opens_on": "2026-05-02", "closes_on": "2026-05-01"}, "before the first"),
        ({"act": "stretch", "percent": "300", "reason": "asked"}, "not one of the available choices"),
        ({"act": "stretch", "percent": "150"}, "This field is required"),
        (
            {"act": "stretch", "percent": "150", "reason": "asked", "begins_on": "2026-05-02", "ends_on": "2026-05-01"},
            "before the first",
        ),
    ],
)
def test_what_is_missing_is_told(
    planted: Planted, learner: User, coordinator: User, sent: dict[str, str], told: str
) -> None:
    response = as_(coordinator).post(page_of(learner), {"quiz": planted.quiz.content_key} | sent)

    assert response.status_code == 400
    assert told in response.content.decode()
    assert not Accommodation.objects.exists()
    assert not QuizExemption.objects.exists()


def test_people_are_found_by_name_and_those_with_more_time_stand_first(learner: User, coordinator: User) -> None:
    home = reverse("assessments:exemptions")
    client = as_(coordinator)

    assert "Qqlearnerqq" not in client.get(home).content.decode()
    assert "Qqlearnerqq" in client.get(f"{home}?q=qqlearn").content.decode()
    terms.accommodate(person=learner, percent=125, by=None, now=timezone.now())
    assert "Qqlearnerqq" in client.get(home).content.decode()


def test_nobody_gives_time_to_themselves(coordinator: User, learner: User) -> None:
    coordinator.memberships.create(
        role="learner", organisation=learner.memberships.get().organisation, since=timezone.localdate() - DAY
    )
    assert as_(coordinator).get(page_of(coordinator)).status_code == 404


def test_a_cohort_has_more_time_until_it_is_ended(planted: Planted, learner: User, coordinator: User) -> None:
    cohort = cohorts.CohortFactory(organisation=learner.memberships.get().organisation)
    cohorts.member(cohort, learner, since=timezone.now() - DAY)
    door, client = reverse("cohorts:quizzes", args=[cohort.pk]), as_(coordinator)
    sent = {"quiz": planted.quiz.content_key, "reason": "line", "attempts": "4"}
    assert client.post(door, sent).status_code == 302

    assert QuizExemption.objects.get().group == key_of(cohort.pk)
    assert terms_of(learner=learner, page=planted.quiz, now=timezone.now()).attempts == 4
    assert "4 attempts" in client.get(door).content.decode()
    assert client.post(door, {"key": planted.quiz.content_key}).status_code == 302
    assert terms_of(learner=learner, page=planted.quiz, now=timezone.now()) == planted.quiz.rules
    assert client.post(door, {"key": "nothing/of-this"}).status_code == 404
