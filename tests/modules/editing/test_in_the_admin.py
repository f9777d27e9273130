"""The editor inside Wagtail's own: saving in the background, comments, comparing and the preview go on working; so does a browser without scripts."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, SetCookieParam, expect
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Comment

from modules.models import LessonPage
from tests.browsers import SCREEN, needs_chromium
from tests.factories.curriculum import QUESTION, UNCLOSED, LessonPageFactory
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), needs_chromium]


@pytest.fixture
def lesson() -> LessonPage:
    return LessonPageFactory(body="The first words.\n\n" + QUESTION)


@pytest.fixture
def cookies(client: Client, live_server: LiveServer) -> list[SetCookieParam]:
    """What the browser of a trainer who has signed in sends."""
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return [{"name": name, "value": each.value, "url": live_server.url} for name, each in client.cookies.items()]


@pytest.fixture
def trainer(browser: Browser, live_server: LiveServer, cookies: list[SetCookieParam]) -> Iterator[Page]:
    """Their browser."""
    context = browser.new_context(base_url=live_server.url, viewport=SCREEN, locale="en-GB")
    context.add_cookies(cookies)
    yield context.new_page()
    context.close()


def edit(page: Page, lesson: LessonPage) -> None:
    page.goto(reverse("wagtailadmin_pages:edit", args=[lesson.pk]))


def test_what_is_typed_is_saved_in_the_background_shown_beside_and_compared_with_what_was(
    trainer: Page, lesson: LessonPage
) -> None:
    edit(trainer, lesson)
    text = trainer.get_by_role("textbox", name="Text", exact=True)
    expect(trainer.locator("[data-summary]")).to_have_text("No errors.")
    text.evaluate("text => { text.focus(); text.setSelectionRange(4, 9); }")
    with trainer.expect_response(re.compile(r"/edit/$")):
        trainer.keyboard.press("Control+b")
    expect(trainer.get_by_text("Saved", exact=True)).to_be_visible()

    trainer.get_by_role("button", name="Toggle preview").click()
    shown = trainer.frame_locator("iframe#w-preview-iframe")
    expect(shown.locator("strong", has_text="first")).to_be_visible()
    expect(trainer.get_by_role("radio", name="As on a phone")).to_be_checked()
    trainer.get_by_role("radio", name="As on a screen").check(force=True)
    expect(trainer.locator(".w-preview")).to_have_attribute("style", re.compile("--preview-device-width: 1280"))
    trainer.get_by_label("Preview mode").select_option("Without JavaScript")
    expect(trainer.locator("iframe#w-preview-iframe[src*=without-scripts]")).to_be_attached()
    expect(shown.locator("strong", has_text="first")).to_be_visible()

    first, last = lesson.revisions.order_by("pk").values_list("pk", flat=True)
    trainer.goto(reverse("wagtailadmin_pages:revisions_compare", args=[lesson.pk, first, last]))
    expect(trainer.locator(".comparison .addition")).to_have_text(["**", "**"])


def test_a_comment_is_written_at_the_text(trainer: Page, lesson: LessonPage) -> None:
    edit(trainer, lesson)
    field = trainer.locator("[data-contentpath=body]")
    field.hover()
    field.get_by_role("button", name="Add comment").click()
    trainer.locator(".comment textarea, .comment [contenteditable]").first.fill("Is this the first word?")
    trainer.get_by_role("button", name="Comment", exact=True).click()
    expect(trainer.get_by_text("Saved", exact=True)).to_be_visible()

    assert [(each.contentpath, each.text) for each in Comment.objects.all()] == [("body", "Is this the first word?")]


def test_a_problem_leads_to_its_line_and_leaving_unsaved_asks_first(trainer: Page, lesson: LessonPage) -> None:
    edit(trainer, lesson)
    text = trainer.get_by_role("textbox", name="Text", exact=True)
    trainer.route("**/edit/", lambda route: route.abort())

    text.fill("One.\n\n" + UNCLOSED)
    expect(trainer.locator("[data-status]")).to_have_text("1 error stops it from being published.")
    trainer.get_by_role("button", name="line 3:").press("Enter")
    expect(text).to_be_focused()
    chosen = text.evaluate("text => text.value.slice(text.selectionStart, text.selectionEnd)")
    assert chosen == ":::choice{#first-question}"

    asked: list[str] = []
    trainer.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    trainer.close(run_before_unload=True)
    expect(text).to_be_visible()
    assert asked == ["beforeunload"]


def test_without_scripts_a_text_is_saved_its_mistakes_are_told_and_it_is_looked_at(
    browser: Browser, live_server: LiveServer, cookies: list[SetCookieParam], lesson: LessonPage
) -> None:
    context = browser.new_context(base_url=live_server.url, locale="en-GB", java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    edit(page, lesson)
    text = page.locator("textarea[name=body]")
    expect(page.get_by_text("Examples of every activity, to copy")).to_be_visible()

    text.fill("Other words.\n\n" + UNCLOSED)
    page.get_by_role("button", name="Save draft").click()

    expect(page.get_by_text("line 3: ':::choice' is never closed")).to_be_visible()
    expect(text).to_have_value(re.compile("^Other words."))
    page.goto(page.get_by_role("link", name="See the draft as it was saved last").get_attribute("href") or "")
    expect(page.get_by_text("Other words.")).to_be_visible()
    expect(page.get_by_text("What comes first?")).to_be_visible()
    expect(page.locator("input[type=radio]")).to_have_count(0)
    context.close()
