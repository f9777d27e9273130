"""A phone on a bus: what was answered without a network arrives once, when the network is back."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.browsers import PHONE
from tests.journeys import walking
from tests.journeys.walking import main

LESSON = "What reintegration means"
QUESTION = "evening-of-the-move"


def test_an_answer_given_without_a_network_is_kept_and_arrives_once(page: Page) -> None:
    walking.sign_up(page)
    walking.choose_pathway(page)
    walking.open_step(page, LESSON)
    form = walking.activity(page, QUESTION)

    page.context.set_offline(True)
    form.locator("input[name=answer]").first.check()
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_role("status")).to_contain_text(re.compile("not sent", re.IGNORECASE))
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")

    expect(form.get_by_role("status")).to_contain_text(re.compile("Right|Not yet"))
    page.reload()
    expect(form.get_by_role("status")).to_contain_text(re.compile("Right|Not yet"))


def test_a_quiz_says_saved_only_when_the_server_has_it(page: Page) -> None:
    walking.sign_up(page)
    walking.choose_pathway(page)
    walking.start_quiz(page)
    saved = page.locator("[data-saved]")

    page.context.set_offline(True)
    page.locator("section.activity input").first.check()
    expect(saved).to_contain_text("Not saved yet")
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(saved).to_contain_text(re.compile(r"Saved \d"))

    page.reload()
    expect(page.locator("section.activity input").first).to_be_checked()


def test_a_reader_comes_back_to_the_passage_where_they_stopped(page: Page) -> None:
    walking.sign_up(page)
    walking.choose_pathway(page)
    walking.open_step(page, LESSON)
    lesson = page.url
    page.get_by_role("heading", name="What success looks like").scroll_into_view_if_needed()
    page.mouse.wheel(0, 300)
    page.wait_for_function("scrollY > 1000")
    page.wait_for_timeout(1500)
    page.goto("/child-in-danger/")

    # The place is told in passing, by beacons nobody waits for: one from further up may arrive first.
    stopped = page.get_by_role("link", name=re.compile("What success looks like|What reintegration is not"))
    for _look in range(20):
        page.goto(lesson)
        if stopped.count():
            break
        page.wait_for_timeout(250)
    expect(main(page)).to_contain_text("You stopped here last time")
    stopped.click()
    expect(
        page.get_by_role("heading", name=re.compile("What success looks like|What reintegration is not")).first
    ).to_be_in_viewport()


def test_the_page_reads_well_when_the_stylesheet_does_not_arrive(browser: Browser, base_url: str) -> None:
    # The worker would have kept it.
    page = browser.new_page(base_url=base_url, viewport=PHONE, service_workers="block")
    page.route("**/*.css", lambda route: route.abort())
    walking.open_step(page, LESSON)

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(walking.activity(page, QUESTION).get_by_role("button", name="Check")).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert width <= 400, f"without a stylesheet the page is {width} px wide in a window of 360"
