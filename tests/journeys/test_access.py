"""Everybody can use every page: axe-core finds nothing serious, at both widths, light and dark, signed in and out."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys import walking
from tests.journeys.looking import LOOKS, serious_faults
from tests.journeys.walking import follow, main

MODULE = "/reintegration/why-families/"
PUBLIC = (
    "/",
    "/reintegration/",
    "/reintegration/tools/",
    "/reintegration/glossary/",
    "/reintegration/competencies/",
    "/child-in-danger/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/there-is-no-such-page/",
)


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_axe_finds_nothing_serious_on_public_pages(browser: Browser, base_url: str, size: Any, scheme: Any) -> None:
    context = browser.new_context(base_url=base_url, viewport=size, color_scheme=scheme)
    page = context.new_page()
    faults: list[str] = []
    for address in (*PUBLIC, *_steps_of_the_first_module(page), _first_tool(page)):
        page.goto(address)
        faults += serious_faults(page)
    context.close()

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_axe_finds_nothing_serious_on_a_learners_pages_in_any_state(
    browser: Browser, base_url: str, size: Any, scheme: Any
) -> None:
    context = browser.new_context(base_url=base_url, viewport=size, color_scheme=scheme)
    page = context.new_page()
    walking.sign_up(page)
    faults = serious_faults(page)
    walking.choose_pathway(page)
    faults += serious_faults(page)
    for address in ("/learning/join/", *_steps_of_the_first_module(page), "/accounts/password/change/"):
        page.goto(address)
        faults += serious_faults(page)
    faults += _every_activity_answered(page)
    faults += _a_quiz_handed_in_empty(page)
    context.close()

    assert not faults, "\n".join(faults)


def _steps_of_the_first_module(page: Page) -> list[str]:
    page.goto(walking.PROGRAMME)
    follow(main(page).get_by_role("link", name="Why families").first)
    module = page.url
    links = main(page).get_by_role("link").evaluate_all("links => links.map(link => link.href)")
    steps = sorted({link for link in links if link.startswith(module) and "#" not in link and link != module})
    assert len(steps) >= 6, steps
    return [module, *steps]


def _first_tool(page: Page) -> str:
    page.goto("/reintegration/tools/")
    address = main(page).get_by_role("link").filter(has_text="reintegration").first.get_attribute("href")
    assert address
    return address


def _every_activity_answered(page: Page) -> list[str]:
    """Send every activity of a lesson empty, which is wrong or refused, and look at what comes back."""
    walking.open_step(page, "What reintegration means")
    for key in page.locator("form[data-activity]").evaluate_all("forms => forms.map(form => form.id)"):
        form = walking.activity(page, key)
        form.get_by_role("button").last.click()
        form.get_by_role("status").wait_for()
    return serious_faults(page)


def _a_quiz_handed_in_empty(page: Page) -> list[str]:
    walking.start_quiz(page)
    faults = serious_faults(page)
    follow(page.get_by_role("button", name="Hand in"))
    faults += serious_faults(page)
    follow(page.get_by_role("button", name="Hand in as it is"))
    page.get_by_role("button", name="Try again").wait_for()
    return faults + serious_faults(page)
