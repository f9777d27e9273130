"""What is typed into an activity is found again: after a reload, on another device, after a while without a network; without JavaScript too."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response, ViewportSize, expect

from tests.browsers import PHONE, SCREEN
from tests.journeys.looking import faults_unfolded
from tests.journeys.site import Site
from tests.journeys.walking import arrive

SOURCE = """\
:::essay{#note}

What did you see?

:::

:::choice{#first}

What do you offer first?

- (x) Time {#time}
- ( ) Advice {#advice}

:::

:::reflect{#mine}

- Who listened to you? {#who}

:::
"""
PLANT = """
from modules.models import LessonPage, ModulePage
module = ModulePage.objects.live().filter(locale__language_code="en").order_by("path").last()
lesson = LessonPage(title="Kept", slug="kept-while-typing", body={source!r}, locale=module.locale)
module.add_child(instance=lesson)
lesson.save_revision().publish()
print("AT", lesson.url)
"""
NOT_SENT = "Not yet sent: what you typed on"


@pytest.fixture(scope="module")
def lesson(site: Site) -> str:
    """The path of a published lesson with a text, a question, and something that one writes for oneself."""
    printed = site.manage("shell", "-v0", "-c", PLANT.format(source=SOURCE))
    return urlsplit(printed.split("AT ")[1].strip()).path


@contextmanager
def device(browser: Browser, site: Site, lesson: str, **how: Any) -> Iterator[Page]:
    """A device of its own on which the same learner reads the lesson."""
    page = arrive(browser, site, "learner", to=lesson, **how)
    yield page
    page.context.close()


def is_draft(reply: Response) -> bool:
    return reply.url.endswith("/draft/")


def type_and_wait(page: Page, text: str) -> None:
    """Write, and pause until the site has it."""
    with page.expect_response(is_draft) as reply:
        page.fill("#note textarea", text)
    assert reply.value.status == 204


def test_what_is_typed_is_found_after_a_reload_and_on_another_device_until_it_is_sent(
    browser: Browser, site: Site, lesson: str
) -> None:
    with device(browser, site, lesson) as phone, device(browser, site, lesson) as laptop:
        type_and_wait(phone, "A pot on the fire")
        phone.wait_for_function("sessionStorage.length === 0")
        phone.reload()
        expect(phone.locator("#note textarea")).to_have_value("A pot on the fire")
        expect(phone.locator("#note .status")).to_contain_text(NOT_SENT)

        laptop.reload()
        expect(laptop.locator("#note textarea")).to_have_value("A pot on the fire")
        type_and_wait(laptop, "A pot on the fire, and a child")
        phone.reload()
        expect(phone.locator("#note textarea")).to_have_value("A pot on the fire, and a child")

        phone.locator("#note button.button").click()
        expect(phone.locator("#note .status b")).to_have_text("Saved")
        laptop.reload()
        expect(laptop.locator("#note .status")).not_to_contain_text(NOT_SENT)


def test_what_is_typed_without_a_network_goes_to_the_site_when_it_is_back(
    browser: Browser, site: Site, lesson: str
) -> None:
    with device(browser, site, lesson) as phone:
        phone.context.set_offline(True)
        with phone.expect_event("requestfailed", is_draft):
            phone.fill("#note textarea", "Under the bridge")
        assert "Under the bridge" in phone.evaluate("JSON.stringify(sessionStorage)")

        phone.context.set_offline(False)
        with phone.expect_response(is_draft):
            phone.evaluate("dispatchEvent(new Event('online'))")
        phone.wait_for_function("sessionStorage.length === 0")

    with device(browser, site, lesson) as laptop:
        expect(laptop.locator("#note textarea")).to_have_value("Under the bridge")


def test_without_javascript_the_draft_of_another_device_stands_in_the_form_and_is_sent_as_any_answer(
    browser: Browser, site: Site, lesson: str
) -> None:
    with device(browser, site, lesson) as phone:
        type_and_wait(phone, "At the well")
    with device(browser, site, lesson, java_script_enabled=False) as plain:
        expect(plain.locator("#note textarea")).to_have_value("At the well")
        expect(plain.locator("#note .status")).to_contain_text(NOT_SENT)
        plain.locator("#note button.button").click()
        expect(plain.locator("#note .status b")).to_have_text("Saved")
        expect(plain.locator("#note .status")).not_to_contain_text(NOT_SENT)


def test_what_one_writes_for_oneself_is_never_sent_while_typing(browser: Browser, site: Site, lesson: str) -> None:
    with device(browser, site, lesson) as phone:
        sent: list[str] = []
        phone.on("request", lambda request: sent.append(request.url) if request.url.endswith("/draft/") else None)
        phone.fill("#mine textarea", "Nobody")
        phone.wait_for_timeout(2_000)
        phone.reload()

        expect(phone.locator("#mine textarea")).to_have_value("")
        assert sent == []


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "light"), (SCREEN, "dark")], ids=["phone, light", "screen, dark"])
def test_the_word_that_it_is_not_sent_can_be_read_by_everybody(
    browser: Browser, site: Site, lesson: str, size: ViewportSize, scheme: str
) -> None:
    with device(browser, site, lesson, viewport=size, color_scheme=scheme) as page:
        with page.expect_response(is_draft):
            page.fill("#note textarea", f"Seen on a {scheme} screen")
        page.reload()
        expect(page.locator("#note .status")).to_contain_text(NOT_SENT)

        assert faults_unfolded(page) == []
