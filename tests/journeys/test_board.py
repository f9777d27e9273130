"""A coordinator finds out at the board who stalls and why, keeps the question, takes the people along, and writes to them. No JavaScript."""

import csv
import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browsers import PHONE
from tests.journeys import walking
from tests.journeys.looking import serious_faults
from tests.journeys.site import Site
from tests.journeys.walking import follow
from training_site.people.demonstration.cast import CENTRE, MERE

ROWS = "#people ~ .stacked tbody tr"


def test_from_the_numbers_to_a_message_to_those_who_stall(
    browser: Browser, site: Site, plain_page: Page, tmp_path: Path
) -> None:
    page = plain_page
    walking.sign_in(page, *site.account("coordinator"), to="/board/")
    unit = page.get_by_role("heading", level=1).inner_text()

    page.get_by_label("Status").select_option("on_the_way")
    follow(page.get_by_role("button", name="Show", exact=True))
    expect(page.locator(ROWS).filter(has_text="since").first).to_be_visible()

    page.get_by_label("Name of the view").fill("On their way")
    follow(page.get_by_role("button", name="Keep", exact=True))
    follow(page.get_by_role("link", name="On their way", exact=True))
    expect(page.get_by_label("Status")).to_have_value("on_the_way")
    expect(page.get_by_role("heading", level=1)).to_have_text(unit)

    names = page.locator(f"{ROWS} th").all_inner_texts()
    with page.expect_download() as taken:
        page.get_by_role("button", name="CSV", exact=True).click()
    taken.value.save_as(tmp_path / "board.csv")
    lines = list(csv.reader((tmp_path / "board.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert names
    assert all(any(name in line for line in lines) for name in names)

    follow(page.get_by_role("link", name="Write to these"))
    written_at = page.url
    follow(page.get_by_role("button", name="Look who is told"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("told")
    follow(page.get_by_role("button", name="Send it"))
    expect(page.get_by_role("heading", name="Who was told")).to_be_visible()

    context = browser.new_context(base_url=site.url, viewport=PHONE, storage_state=page.context.storage_state())
    seen = context.new_page()
    for address in ("/board/", written_at, "/notices/templates/", "/notices/templates/new/"):
        seen.goto(address)
        assert serious_faults(seen) == []
    context.close()


def test_from_the_region_down_to_why_one_person_waits_and_back_by_its_address(browser: Browser, site: Site) -> None:
    """At 360 px and without JavaScript: region, district, organisation, the people on their way there, and whose turn it is."""
    page = walking.arrive(browser, site, "lead", to="/board/", java_script_enabled=False)
    region = page.get_by_role("heading", level=1).inner_text()
    expect(page.locator("svg.bar-of-all")).to_be_visible()
    page.locator("figure details").first.get_by_text("The numbers").click()
    expect(page.get_by_role("table", name="People by status")).to_be_visible()

    for unit in (MERE, CENTRE):
        follow(page.get_by_role("region", name="By unit").get_by_role("link", name=unit))
        expect(page.get_by_role("heading", level=1)).to_have_text(unit)
        expect(page.get_by_role("navigation", name="Where this is")).to_contain_text(region)
    follow(page.get_by_role("link", name=re.compile("On the way")).first)
    names = page.locator(f"{ROWS} th")
    expect(names.first).to_be_visible()
    expect(page.locator(ROWS).filter(has_text=re.compile("since")).first).to_be_visible()

    page.get_by_label("Whose turn it is").select_option("learner")
    follow(page.get_by_role("button", name="Show", exact=True))
    shown, address = names.all_inner_texts(), page.url
    page.goto("/learning/")
    page.goto(address)
    expect(names).to_have_text(shown)
    expect(page.get_by_label("Whose turn it is")).to_have_value("learner")
    page.set_viewport_size({"width": 320, "height": 640})
    expect(page.locator("html")).to_have_js_property("scrollWidth", 320)

    # A phone shows the way up one step at a time.
    for unit in (MERE, region):
        follow(page.get_by_role("navigation", name="Where this is").get_by_role("link", name=unit))
        expect(page.get_by_role("heading", level=1)).to_have_text(unit)
    page.context.close()
