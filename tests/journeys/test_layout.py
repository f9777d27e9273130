"""Pages fit: nothing is wider than the phone, also when enlarged to 400 %, and a short page is not stretched."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browsers import PHONE, SCREEN
from tests.journeys import walking
from tests.journeys.looking import too_wide
from tests.journeys.walking import follow

ENLARGED = {"width": 320, "height": 256}
"""What is left of a screen of 1280 by 1024 at 400 % (WCAG 2.2, 1.4.10)."""
pytestmark = pytest.mark.looks
MODULE = "/reintegration/why-families/"
SHELVES = ("/reintegration/", "/reintegration/tools/", "/reintegration/glossary/", "/reintegration/competencies/")


def addresses_below(page: Page, shelf: str) -> list[str]:
    page.goto(shelf)
    links = page.locator("main a").evaluate_all("links => links.map(link => link.pathname)")
    return sorted({link for link in links if link.startswith(shelf) and link != shelf})


@pytest.mark.parametrize("size", [PHONE, ENLARGED], ids=["a phone", "a screen at 400 %"])
def test_no_page_has_to_be_pushed_sideways(browser: Browser, base_url: str, size: Any) -> None:
    context = browser.new_context(base_url=base_url, viewport=size, java_script_enabled=False)
    page = context.new_page()
    walking.sign_up(page)
    walking.choose_pathway(page)
    every = [
        *SHELVES,
        *addresses_below(page, "/reintegration/"),
        *addresses_below(page, "/reintegration/tools/"),
        *addresses_below(page, MODULE),
        "/",
        "/learning/",
        "/learning/join/",
        "/accounts/password/change/",
        "/child-in-danger/",
    ]
    faults: list[str] = []
    for address in every:
        page.goto(address)
        faults += too_wide(page)
    walking.start_quiz(page)
    faults += too_wide(page)
    follow(page.get_by_role("button", name="Hand in"))
    follow(page.get_by_role("button", name="Hand in as it is"))
    faults += too_wide(page)
    context.close()

    assert len(every) > 70
    assert not faults, "\n".join(faults)


def test_a_short_page_ends_where_its_content_ends(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, viewport=SCREEN)
    page = context.new_page()
    page.goto(f"{MODULE}quiz/")
    path, way = page.locator("aside.side"), page.locator("aside.side ol.path")

    assert _bottom(path) - _bottom(way) < 24
    context.close()


def _bottom(locator: Any) -> float:
    box = locator.bounding_box()
    return box["y"] + box["height"]


def test_on_paper_the_column_somebody_writes_in_is_the_wider_one(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, viewport={"width": 794, "height": 1123})
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto("/reintegration/tools/t09-gatekeeping-screen/")
    asked, written = (
        page.locator("article table").first.locator("tbody tr").first.locator("td").nth(at) for at in (0, 1)
    )

    assert written.bounding_box()["width"] > 1.4 * asked.bounding_box()["width"]
    context.close()
