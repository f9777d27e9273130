"""Somebody answers a follow-up by its link, without an account, a cookie or JavaScript; the coordinator reads what an earlier survey said."""

from playwright.sync_api import Browser, expect

from tests.browsers import PHONE, SCREEN
from tests.journeys import walking
from tests.journeys.looking import faults_unfolded
from tests.journeys.site import Site
from tests.journeys.walking import follow


def test_from_the_link_to_the_box_and_from_the_board_to_the_results(browser: Browser, site: Site) -> None:
    learner = walking.arrive(browser, site, "sokha", to="/surveys/")
    link = learner.get_by_role("link", name="Answer").get_attribute("href")
    expect(learner.get_by_role("heading", name="Tests before and after")).to_be_visible()

    context = browser.new_context(base_url=site.url, viewport=PHONE, locale="en-GB", java_script_enabled=False)
    page = context.new_page()
    page.goto(link or "")
    page.get_by_role("group", name="Followed three ways of tracing").get_by_label("3 do it regularly").check()
    page.get_by_label("What helped most?").fill("Time with my mentor.")
    follow(page.get_by_role("button", name="Send"))
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    page.goto(link or "")
    expect(page.get_by_role("heading", name="This link has been used")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("three ways of tracing")
    cookies = context.cookies()

    desk = walking.arrive(browser, site, "coordinator", to="/surveys/results/", viewport=SCREEN, color_scheme="dark")
    follow(desk.get_by_role("link", name="How the training was"))
    expect(desk.get_by_text("5 of 5 answered")).to_be_visible()
    expect(desk.get_by_role("heading", name="Words and examples are clear.")).to_be_visible()
    faults = faults_unfolded(desk)
    for each in (learner.context, context, desk.context):
        each.close()

    assert (cookies, faults) == ([], [])
