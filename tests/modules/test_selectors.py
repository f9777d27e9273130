"""The outline of the published curriculum: read once, and again after every change."""

from typing import Any

import pytest
from django.core.cache import cache

from modules import selectors
from modules.models import LessonPage, ModulePage, ProgrammePage
from tests.factories.curriculum import (
    FrameworkPageFactory,
    LessonPageFactory,
    ModulePageFactory,
    ProgrammePageFactory,
    QuizPageFactory,
    ScenarioPageFactory,
    ToolPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def module() -> ModulePage:
    module = ModulePageFactory(number=1, title="Tracing", requires_m03=True)
    LessonPageFactory(parent=module, title="Tea", content_key="practice/m01-l1")
    ScenarioPageFactory(parent=module, title="Garden", content_key="practice/m01-s1")
    QuizPageFactory(parent=module, title="Quiz", content_key="practice/m01-quiz")
    return module


def programme_page() -> ProgrammePage:
    return ProgrammePage.objects.get()


def test_a_programme_knows_its_modules_and_their_steps(module: ModulePage) -> None:
    (programme,) = selectors.catalogue(locale_id=module.locale_id)

    assert (programme.title, programme.url, programme.key) == ("Practice", "/practice/", "practice")
    assert programme.pathway("worker").required == ("m01",)
    assert programme.pathway("nobody") is None
    found = programme.module("m01")
    assert found is programme.module("practice/m01")
    assert (found.number, found.phase, found.requires_m03, found.page_id) == (1, "tracing", True, module.pk)
    assert [(step.kind, step.key, step.title, step.minutes) for step in found.steps] == [
        ("lesson", "m01-l1", "Tea", 35),
        ("scenario", "m01-s1", "Garden", 35),
        ("quiz", "m01-quiz", "Quiz", 35),
    ]
    assert found.step("practice/m01-s1").kind == "scenario"
    assert not found.has_practice_task
    assert found.step("practice/other") is None
    assert [step.key for step in programme.steps()] == ["m01-l1", "m01-s1", "m01-quiz"]
    assert programme.module("m77") is None


def test_a_module_says_whether_something_is_to_be_done_at_work(module: ModulePage) -> None:
    module.practice_task = "Listen to a colleague."
    module.save_revision().publish()
    (programme,) = selectors.catalogue(locale_id=module.locale_id)

    assert programme.module("m01").has_practice_task


def test_it_costs_no_query_the_second_time(module: ModulePage, django_assert_num_queries: Any) -> None:
    selectors.catalogue(locale_id=module.locale_id)

    with django_assert_num_queries(0):
        selectors.catalogue(locale_id=module.locale_id)


def test_reading_it_costs_no_more_for_more_pages(module: ModulePage, django_assert_max_num_queries: Any) -> None:
    for _number in range(5):
        LessonPageFactory(parent=module)
    FrameworkPageFactory(parent=programme_page())
    selectors.forget_outline()

    with django_assert_max_num_queries(14):
        selectors.catalogue(locale_id=module.locale_id)


def test_a_published_lesson_is_seen_at_once(module: ModulePage) -> None:
    selectors.catalogue(locale_id=module.locale_id)
    lesson = LessonPageFactory(parent=module, title="Milk")
    assert "Milk" in titles(module)

    lesson.title = "Water"
    lesson.save_revision().publish()
    assert "Water" in titles(module)

    lesson.unpublish()
    assert "Water" not in titles(module)


def test_a_draft_is_not_part_of_it(module: ModulePage) -> None:
    LessonPageFactory(parent=module, title="Milk", published=False)

    assert "Milk" not in titles(module)


def test_a_removed_lesson_is_not_part_of_it_any_more(module: ModulePage) -> None:
    assert "Tea" in titles(module)
    LessonPage.objects.get(title="Tea").delete()

    assert "Tea" not in titles(module)


def test_a_moved_lesson_stands_where_it_was_moved_to(module: ModulePage) -> None:
    assert titles(module)[0] == "Tea"
    LessonPage.objects.get(title="Tea").move(module, pos="last-child")

    assert titles(module)[-1] == "Tea"


def test_another_process_hears_of_it_through_the_cache(module: ModulePage, monkeypatch: pytest.MonkeyPatch) -> None:
    titles(module)
    LessonPage.objects.filter(title="Tea").update(title="Milk")
    assert "Tea" in titles(module)

    cache.set(selectors.VERSION_KEY, "from another process")

    assert "Milk" in titles(module)


def test_news_is_told_again_once_it_is_committed(module: ModulePage, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        selectors.forget_outline()
    titles(module)

    for callback in callbacks:
        callback()

    assert cache.get(selectors.VERSION_KEY) is None


def test_a_page_knows_its_programme_and_its_module(module: ModulePage) -> None:
    lesson = LessonPage.objects.get(title="Tea")
    other = ModulePageFactory(parent=programme_page(), number=2, published=False)

    assert selectors.module_of(lesson).page_id == module.pk
    assert selectors.module_of(module).page_id == module.pk
    assert selectors.programme_of(programme_page()).page_id == programme_page().pk
    assert selectors.module_of(other) is None
    assert selectors.module_of(programme_page()) is None


def test_a_page_outside_every_programme_has_none(module: ModulePage) -> None:
    home = programme_page().get_parent()

    assert selectors.programme_of(home) is None
    assert selectors.module_of(home) is None


def test_a_programme_is_found_by_its_key(module: ModulePage) -> None:
    ProgrammePageFactory(title="Other", slug="other", content_key="other", parent=programme_page().get_parent())

    assert selectors.programme("other", locale_id=module.locale_id).title == "Other"
    assert selectors.programme("nothing", locale_id=module.locale_id) is None


def test_shelves_and_indicators_come_with_their_addresses() -> None:
    framework = FrameworkPageFactory()
    ToolPageFactory(parent__parent=framework.get_parent().specific, content_key="practice/t07", used_in=["m01"])

    (programme,) = selectors.catalogue(locale_id=framework.locale_id)

    assert (programme.shelf("framework").url, programme.shelf("glossary")) == ("/practice/competencies/", None)
    assert [(each.code, each.html, each.url) for each in programme.indicators] == [
        ("D1.1", "<p>Explains <em>why</em>.</p>\n", "/practice/competencies/#D1.1"),
        ("D1.2", "<p>Asks first.</p>\n", "/practice/competencies/#D1.2"),
    ]
    assert [(tool.key, tool.used_in) for tool in programme.tools] == [("t07", ("m01",))]


def titles(module: ModulePage) -> list[str]:
    found = selectors.module_of(module)
    return [step.title for step in found.steps]
