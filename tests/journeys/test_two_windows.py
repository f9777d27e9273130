"""A quiz in two windows, with a session that ends, and without scripts: what somebody answered is there, and they say what counts."""

import re

from playwright.sync_api import Page, expect

from tests.journeys import walking
from tests.journeys.walking import follow, main

SAVED = re.compile(r"Saved \d")


def at_a_quiz(page: Page) -> None:
    walking.sign_up(page)
    walking.choose_pathway(page)
    walking.start_quiz(page)


def options(page: Page) -> list[str]:
    """The ways to answer the first question that has several of which one is chosen, as selectors."""
    name = page.locator("section.activity input[type=radio]").first.get_attribute("name")
    values = page.locator(f"input[name='{name}']").evaluate_all("(all) => all.map((one) => one.value)")
    return [f"input[name='{name}'][value='{value}']" for value in values]


def test_two_answers_in_two_windows_are_shown_and_one_is_chosen(page: Page) -> None:
    at_a_quiz(page)
    first, second = options(page)[:2]
    other = page.context.new_page()
    other.goto(page.url)
    page.locator(first).check()
    expect(page.locator("[data-saved]")).to_contain_text(SAVED)

    other.locator(second).check()
    expect(other.locator("#missing")).to_contain_text("You gave two answers")
    expect(other.locator(first)).to_be_checked()
    follow(other.get_by_role("button", name="Count “").first)

    expect(other.locator("[data-differing]")).to_have_count(0)
    expect(other.locator(second)).to_be_checked()
    page.reload()
    expect(page.locator(second)).to_be_checked()


def test_an_answer_given_after_the_session_ended_is_sent_after_signing_in_again(page: Page) -> None:
    at_a_quiz(page)
    (answer, *_others), quiz = options(page), page.url
    session = [cookie for cookie in page.context.cookies() if cookie["name"] == "sessionid"]
    page.context.clear_cookies()
    page.locator(answer).check()
    door = page.get_by_role("link", name="You are signed out. Your answers wait on this device")
    expect(door).to_be_visible()
    door.click()
    page.wait_for_url("**/accounts/login/**")

    page.context.add_cookies(session)  # type: ignore[arg-type]  # what was read can be written
    page.goto(quiz)
    expect(page.locator("[data-saved]")).to_contain_text(SAVED)
    expect(page.locator(answer)).to_be_checked()
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('quiz '))") == []


def test_an_answer_of_a_tab_that_was_closed_without_a_network_arrives_at_the_next_opening(page: Page) -> None:
    at_a_quiz(page)
    (answer, *_others), quiz = options(page), page.url
    page.context.set_offline(True)
    page.locator(answer).check()
    expect(page.locator("[data-saved]")).to_contain_text("Not saved yet")
    tab = page.context.new_page()
    page.close()
    tab.context.set_offline(False)

    tab.goto(quiz)
    expect(tab.locator("[data-saved]")).to_contain_text(SAVED)
    expect(tab.locator(answer)).to_be_checked()


def test_without_scripts_a_page_that_was_left_open_brings_no_empty_answer_back(plain_page: Page) -> None:
    at_a_quiz(plain_page)
    first, second = options(plain_page)[:2]
    stale = plain_page.context.new_page()
    stale.goto(plain_page.url)
    plain_page.locator(first).check()
    follow(plain_page.get_by_role("button", name="Save and go on later"))
    follow(stale.get_by_role("button", name="Save and go on later"))
    expect(stale.locator(first)).to_be_checked()

    plain_page.go_back()
    plain_page.locator(second).check()
    follow(plain_page.get_by_role("button", name="Save and go on later"))
    expect(plain_page.locator(second)).to_be_checked()
    expect(main(plain_page).locator("[data-differing]")).to_have_count(0)
