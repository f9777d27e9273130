"""From an address to its page in one query, and Wagtail's own answers for everything else."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client
from wagtail import hooks
from wagtail.models import Locale, Page, PageViewRestriction, Site

from modules.models import CurriculumPage, HomePage, LessonPage
from modules.views import serving
from tests.factories.curriculum import LessonPageFactory, ModulePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson() -> LessonPage:
    return LessonPageFactory(slug="tea")


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    serving._remembered.clear()


def address(page: CurriculumPage) -> str:
    return str(page.get_url())


def test_a_page_is_found_in_one_query_once_it_is_known(lesson: LessonPage, django_assert_num_queries: Any) -> None:
    path = address(lesson).removeprefix("/")
    with django_assert_num_queries(2):  # which page this is, and the page
        assert serving.find(path) == lesson

    with django_assert_num_queries(1):
        assert serving.find(path) == lesson


def test_an_anonymous_reader_costs_one_query(
    lesson: LessonPage, client: Client, django_assert_num_queries: Any
) -> None:
    client.get(address(lesson))

    with django_assert_num_queries(1):
        assert client.get(address(lesson)).status_code == 200


def test_the_home_page_is_found(lesson: LessonPage, client: Client) -> None:
    assert serving.find("") == HomePage.objects.get()
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    "path", ["nothing/", "practice/nothing/", "tea/"], ids=["top", "below a programme", "without its path"]
)
def test_an_address_that_does_not_exist_is_not_found(lesson: LessonPage, client: Client, path: str) -> None:
    assert client.get(f"/{path}").status_code == 404


def test_a_draft_is_not_found(client: Client) -> None:
    draft = LessonPageFactory(published=False)

    assert client.get(address(draft)).status_code == 404


def test_a_page_taken_offline_is_not_found_any_more(lesson: LessonPage, client: Client) -> None:
    assert client.get(address(lesson)).status_code == 200
    lesson.unpublish()

    assert client.get(address(lesson)).status_code == 404


def test_a_page_that_moved_is_found_at_its_new_address_only(lesson: LessonPage, client: Client) -> None:
    old = address(lesson)
    assert client.get(old).status_code == 200
    lesson.move(ModulePageFactory(parent=lesson.get_parent().get_parent()), pos="last-child")
    lesson = LessonPage.objects.get(pk=lesson.pk)

    assert client.get(old).status_code == 404
    assert client.get(address(lesson)).status_code == 200


def test_a_page_of_another_app_goes_wagtails_way(lesson: LessonPage) -> None:
    HomePage.objects.get().add_child(instance=Page(title="Plain", slug="plain"))

    assert serving.find("plain/") is None


def test_no_more_is_remembered_than_fits(lesson: LessonPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "MOST_REMEMBERED", 1)
    serving.find(address(lesson).removeprefix("/"))
    serving.find("")

    assert list(serving._remembered) == ["/home/"]


def test_two_sites_are_left_to_wagtail(lesson: LessonPage, client: Client) -> None:
    Site.objects.create(hostname="other.example", root_page=lesson.get_parent())

    assert serving.find(address(lesson).removeprefix("/")) is None
    assert client.get(lesson.url_path.removeprefix("/home"), headers={"host": "localhost"}).status_code == 200


def test_a_language_without_pages_shows_those_in_the_source_language(lesson: LessonPage, client: Client) -> None:
    Locale.objects.create(language_code="nl")

    assert client.get(f"/nl{address(lesson)}").status_code == 200


def test_a_language_that_is_not_one_of_the_contents_is_left_to_wagtail(
    lesson: LessonPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "get_language", lambda: "xx")

    assert serving.find("") is None


def test_a_restricted_page_asks_for_its_password(lesson: LessonPage, client: Client) -> None:
    PageViewRestriction.objects.create(page=lesson.get_parent(), restriction_type="password", password="x")

    assert "Some <em>words</em>" not in client.get(address(lesson)).content.decode()


def test_a_page_for_signed_in_people_is_for_them(lesson: LessonPage, client: Client) -> None:
    PageViewRestriction.objects.create(page=lesson, restriction_type="login")
    assert client.get(address(lesson)).status_code == 302
    client.force_login(get_user_model().objects.create_user(username="mila"))

    assert client.get(address(lesson)).status_code == 200


def test_hooks_before_serving_are_asked(lesson: LessonPage, client: Client) -> None:
    def stop(page: Page, request: object, args: object, kwargs: object) -> HttpResponse:
        return HttpResponse(f"stopped before {page.title}")

    with hooks.register_temporarily("before_serve_page", stop):
        assert client.get(address(lesson)).content.decode() == f"stopped before {lesson.title}"


def test_a_method_that_pages_do_not_know_is_refused(lesson: LessonPage, client: Client) -> None:
    assert client.delete(address(lesson)).status_code == 405


def test_the_address_of_a_page_asks_for_no_site(lesson: LessonPage, rf: Any, django_assert_num_queries: Any) -> None:
    expected = lesson.get_url()

    with django_assert_num_queries(0):
        assert lesson.get_url(rf.get("/")) == expected
