"""What a trainer sees before publishing: the same page, with nothing to send and nothing kept."""

from django.http import HttpResponse

from assessments.models import ActivityVersion
from modules.models import CompiledText, LessonPage
from tests.factories.evidence import LESSON, Planted


def preview(page: object) -> str:
    response: HttpResponse = page.make_preview_request()  # type: ignore[attr-defined]
    assert response.status_code == 200
    return response.content.decode()


def test_a_preview_of_a_lesson_shows_activities_that_cannot_be_sent(planted: Planted) -> None:
    planted.lesson.body = LESSON.replace("What do you offer first?", "A NEW QUESTION")
    before = CompiledText.objects.count(), ActivityVersion.objects.count()
    html = preview(planted.lesson)
    assert "A NEW QUESTION" in html
    assert "disabled" in html
    assert "/a/" not in html
    assert (CompiledText.objects.count(), ActivityVersion.objects.count()) == before


def test_a_lesson_that_was_never_saved_can_be_previewed(planted: Planted) -> None:
    new = LessonPage(title="New", slug="new", body=LESSON, locale=planted.lesson.locale)
    new.path, new.depth, new.url_path = f"{planted.module.path}0099", 5, "/new/"
    assert "What do you offer first?" in preview(new)


def test_a_preview_of_a_quiz_keeps_nothing(planted: Planted) -> None:
    planted.quiz.body = "A NEW INTRODUCTION"
    before = CompiledText.objects.count()
    assert "A NEW INTRODUCTION" in preview(planted.quiz)
    assert CompiledText.objects.count() == before
