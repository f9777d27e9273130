"""A trainer tries a draft as a learner would; nothing of it is recorded."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import ActivityVersion, Attempt
from modules.models import CompiledText
from modules.rendering import text_digest
from tests.assessments.test_answer_views import card
from tests.factories.evidence import LESSON, Planted
from tests.factories.people import UserFactory
from training_site.people.models import User

DRAFT = LESSON.replace("What do you offer first?", "A NEW QUESTION").replace("FEEDBACK-ADVICE", "NEW-ADVICE")


@pytest.fixture
def trainer(planted: Planted, client: Client) -> Client:
    """Somebody who may edit, while a draft lies beside the published lesson."""
    planted.lesson.body = DRAFT
    planted.lesson.save_revision()
    planted.lesson.refresh_from_db()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def door(planted: Planted, *activity: str) -> str:
    return reverse("assessments:try_activity" if activity else "assessments:try", args=[planted.lesson.pk, *activity])


def kept() -> tuple[int, ...]:
    draft = CompiledText.objects.filter(digest=text_digest(DRAFT))
    return Attempt.objects.count(), ActivityVersion.objects.count(), draft.count()


def test_the_draft_is_shown_with_forms_that_lead_to_the_door_for_trying(trainer: Client, planted: Planted) -> None:
    before = kept()
    html = card(trainer.get(door(planted)), "tea")
    assert "A NEW QUESTION" in html
    assert f'action="{door(planted, "tea")}"' in html
    assert kept() == before


@pytest.mark.parametrize("accept", ["text/html", "text/html+fragment"])
def test_a_wrong_answer_says_what_a_learner_would_read_and_leaves_no_record(
    trainer: Client, planted: Planted, accept: str
) -> None:
    before = kept()
    html = card(trainer.post(door(planted, "tea"), {"answer": "a"}, headers={"accept": accept}), "tea")
    assert "NEW-ADVICE" in html
    assert "HINT-ONE" in html
    assert "nothing is recorded" in html
    assert kept() == before


def test_nothing_chosen_is_said_as_to_a_learner(trainer: Client, planted: Planted) -> None:
    assert "Choose or write an answer first." in trainer.post(door(planted, "tea"), {}).content.decode()


def test_an_answer_to_what_was_saved_over_is_not_taken(trainer: Client, planted: Planted) -> None:
    assert trainer.post(door(planted, "tea"), {"answer": "a", "version": "0" * 64}).status_code == 409
    assert trainer.post(door(planted, "tea"), {"answer": "no such option"}).status_code == 400
    assert trainer.post(door(planted, "nothing"), {}).status_code == 404


def test_a_story_is_walked_by_its_address(trainer: Client, planted: Planted) -> None:
    url = reverse("assessments:try", args=[planted.scenario.pk])
    html = trainer.get(url).content.decode()
    assert f'action="{url}' in html
    key = html.split(f'action="{url}')[1].split("/")[0]
    move = html.split('name="move" value="')[1].split('"')[0]
    walked = trainer.post(f"{url}{key}/", {"move": move}).content.decode()
    assert f'name="path" value="{move}"' in walked or "Walk it again" in walked
    assert not Attempt.objects.exists()


def test_who_may_not_edit_finds_nothing(planted: Planted, client: Client, learner: User) -> None:
    assert client.get(door(planted)).status_code == 404
    client.force_login(learner)
    assert client.get(door(planted)).status_code == 404
    assert client.post(door(planted, "tea"), {"answer": "a"}).status_code == 404


def test_a_quiz_has_no_door_for_trying(trainer: Client, planted: Planted) -> None:
    assert trainer.get(reverse("assessments:try", args=[planted.quiz.pk])).status_code == 404
