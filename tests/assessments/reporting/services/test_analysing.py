"""Counting every sitting of a quiz by a task: the same figures as at once, however often it is stopped."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import LongTask
from assessments.reporting.selectors import quizzes
from assessments.reporting.services import analysing
from assessments.services import tasks
from tests.factories.evidence import NOW, plant_programme, sitting
from tests.factories.people import LearnerFactory, OrganisationFactory, TrainerFactory


@pytest.mark.django_db
def test_what_is_counted_in_portions_is_what_is_counted_at_once(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted, house = plant_programme(), OrganisationFactory()
    trainer = TrainerFactory(in_organisation=house)
    for right in (0, 1, 2, 3, 4, 4):
        sitting(LearnerFactory(in_organisation=house), planted.quiz, handed_in=True, right=right)
    monkeypatch.setattr(quizzes, "CHUNK", 2)
    task = analysing.ask(content_key=planted.quiz.content_key, unit=house, every=True, by=trainer, now=NOW)
    task = tasks.go_on(task, now=NOW, most=1)
    assert (task.state, task.done, task.total) == ("waiting", 2, 6)
    tasks.resume(tasks.stop(task))
    task = tasks.go_on(task, now=NOW)

    at_once = quizzes.analysed(quizzes.sittings_of(planted.quiz.content_key, house, today=NOW.date(), every=True))
    assert (task.state, task.done) == (LongTask.State.DONE, 6)
    assert analysing.counted(task).whole == at_once.whole
    assert analysing.counted(task).extents == at_once.extents

    client.force_login(trainer)
    monkeypatch.setattr("assessments.reporting.views.questions.quizzes.MOST_AT_ONCE", 2)
    few = client.get(reverse("reporting:questions", args=[planted.quiz.pk]), {"every": "1"})
    assert "Count all of them" in few.content.decode()
    asked = client.post(f"{reverse('reporting:count', args=[planted.quiz.pk])}?every=1")["Location"]
    done = client.get(asked).content.decode()
    assert "6 of 6 attempts" in done
    own = LongTask.objects.latest("asked_at")
    all_of_it = client.get(
        reverse("reporting:questions", args=[planted.quiz.pk]), {"unit": house.pk, "task": str(own.pk)}
    )
    assert "Every sitting was counted: 6." in all_of_it.content.decode()
    assert "Count all of them" not in all_of_it.content.decode()


@pytest.mark.django_db
def test_a_waiting_task_shows_how_far_it_is_and_can_be_stopped_and_resumed(client: Client) -> None:
    planted, house = plant_programme(), OrganisationFactory()
    trainer = TrainerFactory(in_organisation=house)
    task = analysing.ask(content_key=planted.quiz.content_key, unit=house, every=False, by=trainer, now=NOW)
    client.force_login(trainer)
    door = reverse("reporting:task", args=[task.pk])

    assert "Look again" in client.get(door).content.decode()
    client.post(door, {"act": "stop"})
    assert "Go on" in client.get(door).content.decode()
    client.post(door, {"act": "resume"})
    task.refresh_from_db()
    assert task.state == "waiting"
