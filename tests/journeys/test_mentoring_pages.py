"""Everybody can use every page of mentoring, and its forms are light: in each role, at both widths, light and dark."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys import mentoring, walking
from tests.journeys.conftest import PHONE
from tests.journeys.site import Site
from tests.journeys.test_access import LOOKS, serious_faults
from tests.journeys.test_weight import KILO, _weigh

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
UNFOLD = "all => all.forEach(each => { each.open = true })"


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
    context = browser.new_context(base_url=site.url, viewport=size, color_scheme=scheme)
    page = context.new_page()
    walking.sign_in(page, *site.account(name), to=mentoring.HOME)
    faults: list[str] = []
    for address in pages[name]:
        page.goto(address)
        page.locator("main details").evaluate_all(UNFOLD)
        faults += serious_faults(page)
        if not page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"):
            faults.append(f"{address} is wider than the window")
    context.close()

    assert pages[name]
    assert not faults, "\n".join(faults)


def _entry(page: Page) -> None:
    page.goto(mentoring.WRITE)


def _agreement(page: Page) -> None:
    _pair(page, "Sokha Lim")
    page.get_by_role("main").get_by_role("link", name="Agreement", exact=True).click()
    renew = page.get_by_role("button", name="Agree anew")
    (renew if renew.count() else page.get_by_role("link", name="Change something first")).first.click()


def _observation(page: Page) -> None:
    _pair(page)
    page.get_by_role("main").get_by_role("link", name="Observations").click()
    page.get_by_role("link", name="Reading a case file together").click()
    page.get_by_role("link", name="Fill in the form").click()


def _review(page: Page) -> None:
    _pair(page, "Sokha Lim")
    page.get_by_role("main").get_by_role("link", name="Progress reviews").click()
    begin = page.get_by_role("button", name="Begin the review")
    (begin if begin.count() else page.get_by_role("main").get_by_role("link", name="Month 3")).first.click()


def _pair(page: Page, learner: str = "Lina Sorensen") -> None:
    page.goto(mentoring.HOME)
    page.get_by_role("main").locator("h3 a", has_text=learner).first.click()


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
    context = browser.new_context(base_url=site.url, viewport=PHONE, service_workers="block")
    page = context.new_page()
    walking.sign_in(page, *site.account("mentor"), to=mentoring.HOME)
    opened(page)
    assert page.locator("form[data-autosave]").count(), page.url
    weight = _weigh(page, page.url)
    context.close()

    assert weight.html > KILO, weight
    assert weight.html + weight.css + weight.js <= 20 * KILO, weight
    assert not weight.foreign
