"""A text is asked about while it is typed: by those who may write there, within a limit, and nothing is kept."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from modules.models import CompiledText, LessonPage
from modules.services.strict.weight import served
from modules.views import checking
from tests.factories.curriculum import QUESTION, UNCLOSED, LessonPageFactory, ModulePageFactory, QuizPageFactory
from tests.factories.people import UserFactory
from training_site.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer(client: Client) -> Client:
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def door(page: Page) -> str:
    return reverse("modules_check_text", args=[page.pk])


def said(trainer: Client, page: Page, text: str) -> str:
    return trainer.post(door(page), {"text": text}).content.decode()


def test_every_problem_leads_to_its_line(trainer: Client) -> None:
    html = said(trainer, LessonPageFactory(), "One.\r\n\r\n" + UNCLOSED)

    assert "1 error stops it from being published." in html
    assert 'data-line="3"><strong>Error</strong> line 3: ' in html
    assert "<code>unclosed</code>" in html


def test_what_is_asked_is_not_kept(trainer: Client) -> None:
    lesson = LessonPageFactory()
    before = lesson.revisions.count(), CompiledText.objects.count()

    said(trainer, lesson, "Something else entirely.")

    assert (lesson.revisions.count(), CompiledText.objects.count()) == before
    assert LessonPage.objects.get().body == lesson.body


def weight(trainer: Client, page: Page, text: str) -> float:
    """Kilobytes, as told."""
    found = said(trainer, page, text).partition(" kB with its styles")[0]
    return float(found.rpartition(">")[2])


def test_the_page_is_weighed_with_this_text(trainer: Client) -> None:
    lesson = LessonPageFactory()
    longer = " ".join(f"{number} things" for number in range(3000))

    assert weight(trainer, lesson, "Short.") < weight(trainer, lesson, longer)


def test_the_weight_is_that_of_the_page_as_a_stranger_gets_it(trainer: Client) -> None:
    lesson = LessonPageFactory(body=QUESTION)

    told = weight(trainer, lesson, QUESTION) * 1000

    assert told == pytest.approx(served(Client().get(lesson.get_url()).content), rel=0.04)


def test_a_quiz_is_asked_about_like_a_lesson(trainer: Client) -> None:
    html = said(trainer, QuizPageFactory(), QUESTION)

    assert "No errors." in html
    assert "kB with its styles" in html
    assert "a lesson has" not in html


def test_a_new_page_is_asked_about_at_the_page_above_it(trainer: Client) -> None:
    html = said(trainer, ModulePageFactory(), QUESTION)

    assert "No errors." in html
    assert "kB" not in html


def test_a_hostile_text_is_only_text(trainer: Client) -> None:
    html = said(trainer, LessonPageFactory(), ":::<script>alert(1)</script>{#a}\n\n:::\n\n:::choice{<b>}\n\n:::")

    assert "<script>" not in html
    assert "<b>" not in html


def test_there_is_nothing_for_those_who_may_not_write_there(client: Client) -> None:
    lesson = LessonPageFactory()
    client.force_login(UserFactory(is_staff=True))
    assert client.post(door(lesson), {"text": ""}).status_code in {302, 404}


def test_only_posts_are_answered_and_only_with_a_token(trainer: Client) -> None:
    lesson = LessonPageFactory()
    assert trainer.get(door(lesson)).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get())
    assert strict.post(door(lesson), {"text": ""}).status_code == 403


def test_who_asks_too_often_is_told_how_long_to_wait(trainer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "MOST", 1)
    lesson = LessonPageFactory()
    said(trainer, lesson, "One.")

    answer = trainer.post(door(lesson), {"text": "Two."})

    assert (answer.status_code, answer["Retry-After"]) == (429, "60")


def test_a_text_that_is_too_long_is_told_so_at_once(trainer: Client) -> None:
    assert "the lesson is larger than 200 kB; divide it" in said(trainer, LessonPageFactory(), "word " * 50_000)
