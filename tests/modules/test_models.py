"""A page's content key is made once and shared by its translations."""

import pytest
from wagtail.models import Locale, Page

from modules.models import HomePage, LessonPage, ProgrammePage
from modules.selectors import VERSION_KEY, catalogue
from tests.factories.curriculum import LessonPageFactory, ProgrammePageFactory

pytestmark = pytest.mark.django_db


def root() -> Page:
    return Page.objects.get(depth=1)


def test_a_home_page_has_the_key_of_home_pages() -> None:
    assert root().add_child(instance=HomePage(title="Home", slug="home")).content_key == "home"


def test_a_programme_made_in_the_editor_is_the_first_part_of_its_keys() -> None:
    programme = ProgrammePageFactory(slug="tracing", content_key="")
    lesson = LessonPageFactory(parent__parent=programme, slug="tea", content_key="")

    assert programme.content_key.startswith("tracing-")
    assert lesson.content_key.startswith(f"{programme.content_key}/tea-")


def test_a_page_outside_every_programme_has_a_key_too() -> None:
    lesson = LessonPage(title="Tea", slug="tea")
    root().add_child(instance=lesson)

    assert lesson.content_key.startswith("page/tea-")


def test_a_key_stays_when_the_page_is_renamed_and_moved() -> None:
    lesson = LessonPageFactory(content_key="")
    key = lesson.content_key
    lesson.slug, lesson.title = "other", "Other"
    lesson.save_revision().publish()

    assert LessonPage.objects.get().content_key == key


def test_a_translation_has_the_key_of_its_source() -> None:
    programme = ProgrammePageFactory(content_key="practice")
    dutch = Locale.objects.create(language_code="nl")
    home = programme.get_parent().specific.copy_for_translation(dutch)
    home.save_revision().publish()
    translation = programme.copy_for_translation(dutch)

    assert isinstance(translation, ProgrammePage)
    assert translation.content_key == "practice"


def test_an_old_revision_does_not_bring_back_where_the_page_came_from() -> None:
    lesson = LessonPageFactory()
    old = lesson.get_latest_revision()
    LessonPage.objects.filter(pk=lesson.pk).update(imported_digest="new", source_path="a.md")
    old.refresh_from_db()

    found = LessonPage.objects.get().latest_revision.as_object()

    assert (found.imported_digest, found.source_path) == ("new", "a.md")


def test_a_page_of_another_kind_changes_nothing_of_the_outline() -> None:
    programme = ProgrammePageFactory()
    catalogue(locale_id=programme.locale_id)
    from django.core.cache import cache

    before = cache.get(VERSION_KEY)
    plain = root().add_child(instance=Page(title="Plain", slug="plain"))
    plain.save_revision().publish()
    plain.unpublish()

    assert cache.get(VERSION_KEY) == before
