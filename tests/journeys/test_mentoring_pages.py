"""Everybody can use every page of mentoring, and its forms are light: in each role, at both widths, light and dark."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import mentoring, walking
from tests.journeys.looking import LOOKS, faults_unfolded
from tests.journeys.site import Site
from tests.journeys.test_weight import KILO, _weigh
from tests.journeys.walking import follow, main

# Every page of nine people in four looks takes minutes.
pytestmark = pytest.mark.nightly

ROLES = (
    "learner",
    "mentor",
    "coordinator",
    "supervisor",
    "manager",
    "assessor",
    "safeguarding",
    "administrator",
    "amara",
)
OF_THE_PAIR = ("learner", "mentor")
"""They see the same pages in their own ways; the others only add the pages that these two never see."""


@pytest.fixture(scope="session")
def pages(browser: Browser, site: Site) -> dict[str, list[str]]:
    """User name → the pages to look at."""
    found: dict[str, list[str]] = {}
    for name in ROLES:
        page = mentoring.arrive(browser, site, name)
        known = {mentoring.shape(one) for addresses in found.values() for one in addresses}
        found[name] = mentoring.within_reach(
            page.context, known=() if name in OF_THE_PAIR else known - {mentoring.HOME}
        )
        page.context.close()
    return found


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
@pytest.mark.parametrize("name", ROLES)
def test_axe_finds_nothing_serious(
    browser: Browser, site: Site, pages: dict[str, list[str]], name: str, size: Any, scheme: Any
) -> None:
    page = walking.arrive(browser, site, name, to=mentoring.HOME, viewport=size, color_scheme=scheme)
    faults: list[str] = []
    for address in pages[name]:
        page.goto(address)
        faults += faults_unfolded(page)
    page.context.close()

    assert pages[name]
    assert not faults, "\n".join(faults)


def _entry(page: Page) -> None:
    page.goto(mentoring.WRITE)


def _agreement(page: Page) -> None:
    _pair(page, "Sokha Lim")
    follow(main(page).get_by_role("link", name="Agreement", exact=True))
    renew = page.get_by_role("button", name="Agree anew")
    follow((renew if renew.count() else page.get_by_role("link", name="Change something first")).first)


def _observation(page: Page) -> None:
    _pair(page)
    follow(main(page).get_by_role("link", name="Observations"))
    follow(page.get_by_role("link", name="Reading a case file together"))
    follow(page.get_by_role("link", name="Fill in the form"))


def _review(page: Page) -> None:
    _pair(page, "Sokha Lim")
    follow(main(page).get_by_role("link", name="Progress reviews"))
    begin = page.get_by_role("button", name="Begin the review")
    follow((begin if begin.count() else main(page).get_by_role("link", name="Month 3")).first)


def _pair(page: Page, learner: str = "Lina Sorensen") -> None:
    page.goto(mentoring.HOME)
    follow(main(page).locator("h3 a", has_text=learner).first)


@pytest.mark.parametrize(
    "opened",
    [
        pytest.param(_entry, id="entry"),
        pytest.param(_agreement, id="agreement"),
        pytest.param(_observation, id="observation"),
        pytest.param(_review, id="review"),
    ],
)
def test_a_form_is_light(browser: Browser, site: Site, opened: Callable[[Page], None]) -> None:
    # Without the worker: what it answers from its cache would weigh nothing.
    page = walking.arrive(browser, site, "mentor", to=mentoring.HOME, service_workers="block")
    opened(page)
    expect(page.locator("form[data-autosave]")).to_have_count(1)
    weight = _weigh(page, page.url)
    page.context.close()

    assert weight.html > KILO, weight
    assert weight.html + weight.css + weight.js <= 20 * KILO, weight
    assert not weight.foreign
