"""A trainer brings questions of another system into a lesson, and takes questions out again; without JavaScript, too."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsers import SCREEN
from tests.journeys import walking
from tests.journeys.looking import LOOKS, faults_unfolded
from tests.journeys.site import Site
from tests.journeys.walking import follow

LESSON = "The rights behind the work"
GIFT = """::First step::What comes first on a first visit? {
  =Introduce yourself#She knows who you are.
  ~Look into the kitchen#That comes later.
}

// [tag:notes]
Match what was said with its kind. {=Did you eat? -> closed =What happened? -> open}

Which of the two? {=one ~one}
"""


def _look(page: Page) -> None:
    wanted = page.get_by_label("Into which page").locator("option").filter(has_text=LESSON)
    page.get_by_label("Into which page").select_option(value=wanted.first.get_attribute("value"))
    page.get_by_label("Or its text, pasted here").fill(GIFT)
    follow(page.get_by_role("button", name="Look at it"))


def test_a_trainer_looks_chooses_and_finds_the_draft(browser: Browser, site: Site) -> None:
    page = walking.arrive(browser, site, "trainer", to="/questions/import/", java_script_enabled=False)
    _look(page)
    expect(page.get_by_text("2 of 3 items can be imported.")).to_be_visible()
    expect(page.get_by_text("tags: notes")).to_be_visible()
    page.get_by_label("Import this").nth(1).uncheck()
    follow(page.get_by_role("button", name="Import what is ticked"))

    expect(page.get_by_role("status")).to_contain_text("1 item is now part of the draft")
    expect(page.get_by_role("link", name="To the page in the editor")).to_be_visible()


def test_a_trainer_sees_what_is_lost_before_the_file_is_taken(browser: Browser, site: Site) -> None:
    page = walking.arrive(browser, site, "trainer", to="/admin/", viewport=SCREEN)
    walking.open_step(page, LESSON)
    follow(page.get_by_role("link", name="Edit this page"))
    page.get_by_role("button", name="Actions").first.click()
    follow(page.get_by_role("link", name="Export questions"))
    page.get_by_label("GIFT").check()
    follow(page.get_by_role("button", name="See what would be lost"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Get the file").click()

    assert download.value.suggested_filename.endswith(".gift")


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_the_pages_are_for_everybody(browser: Browser, site: Site, size: Any, scheme: str) -> None:
    page = walking.arrive(browser, site, "trainer", to="/questions/import/", viewport=size, color_scheme=scheme)
    faults = faults_unfolded(page)
    _look(page)
    faults += faults_unfolded(page)

    assert not faults, "\n".join(faults)
