"""Who has handed a quiz in is offered another attempt where there is one; otherwise they read why not, and from when."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from assessments.models import QuizAttempt, QuizPage
from assessments.services.terms import exempt
from assessments.timing.terms import Exemption
from tests.factories.evidence import Planted, sitting
from training_site.people.models import User

DAY = timedelta(days=1)
AGAIN = ">Try again<"


def read(client: Client, taken: QuizAttempt) -> str:
    return client.get(reverse("assessments:quiz_attempt", args=[taken.pk])).content.decode()


def failed(learner: User, quiz: QuizPage) -> QuizAttempt:
    return sitting(learner, quiz, handed_in=True, right=2, now=timezone.now() - timedelta(hours=1))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({}, "", id="nothing-in-the-way"),
        pytest.param({"most_attempts": 2}, "", id="one-attempt-is-left"),
        pytest.param({"most_attempts": 1}, "You have used every attempt at this quiz.", id="no-attempt-is-left"),
        pytest.param({"first_wait_hours": 5}, "You can try again from ", id="the-wait-has-not-passed"),
        pytest.param({"closes_at": -1}, "Nobody can begin it any more.", id="the-quiz-is-closed"),
        pytest.param({"opens_at": 1}, "This quiz opens on ", id="the-quiz-is-not-open"),
    ],
)
def test_another_attempt_is_offered_only_where_it_can_begin(
    signed_in: Client, learner: User, planted: Planted, changes: dict[str, int], said: str
) -> None:
    taken = failed(learner, planted.quiz)
    moments = {name: timezone.now() + days * DAY for name, days in changes.items() if name.endswith("_at")}
    QuizPage.objects.filter(pk=planted.quiz.pk).update(**{**changes, **moments})
    page = read(signed_in, taken)

    assert (AGAIN in page) is not bool(said)
    assert said in page
    assert (reverse("assessments:quiz_start", args=[planted.quiz.pk]) in page) is not bool(said)


def test_a_wait_names_its_end(signed_in: Client, learner: User, planted: Planted) -> None:
    QuizPage.objects.filter(pk=planted.quiz.pk).update(first_wait_hours=5)
    taken = failed(learner, planted.quiz)
    assert taken.submitted_at is not None
    until = timezone.localtime(taken.submitted_at + timedelta(hours=5))

    assert f"from {date_format(until, 'DATETIME_FORMAT')} on" in read(signed_in, taken)


def test_who_passed_is_not_offered_once_more_what_cannot_begin(
    signed_in: Client, learner: User, planted: Planted
) -> None:
    taken = sitting(learner, planted.quiz, handed_in=True, right=4, now=timezone.now() - timedelta(hours=1))
    assert "Take the quiz once more" in read(signed_in, taken)
    QuizPage.objects.filter(pk=planted.quiz.pk).update(most_attempts=1)

    assert "Take the quiz once more" not in read(signed_in, taken)


def test_an_attempt_that_is_under_way_can_be_gone_on_with_whatever_the_wait(
    signed_in: Client, learner: User, planted: Planted
) -> None:
    taken = failed(learner, planted.quiz)
    sitting(learner, planted.quiz, now=timezone.now())
    QuizPage.objects.filter(pk=planted.quiz.pk).update(first_wait_hours=5)

    assert AGAIN in read(signed_in, taken)


def test_a_limit_of_one_person_alone_is_said_too(signed_in: Client, learner: User, planted: Planted) -> None:
    taken = failed(learner, planted.quiz)
    changes = Exemption(attempts=1)
    exempt(content_key=taken.content_key, changes=changes, by=None, now=timezone.now(), learner=learner)

    assert "You have used every attempt at this quiz." in read(signed_in, taken)
