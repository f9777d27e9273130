"""A programme lead composes a certificate without code and without JavaScript, tries it, and publishes it; everybody can use its pages."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import walking
from tests.journeys.looking import LOOKS, faults_unfolded
from tests.journeys.site import Site
from tests.journeys.walking import follow, main

HOME = "/certificates/compose/"
LEAD = "lead"
MODULE = "Working safely with children"


def begin(page: Page, *, title: str, code: str) -> str:
    """A certification that begins with nothing; its address."""
    page.goto(f"{HOME}new/")
    page.get_by_label("What it is called").fill(title)
    page.get_by_label("Its code").fill(code)
    page.get_by_label("Nothing: I compose it myself").check()
    follow(main(page).get_by_role("button", name="Begin"))
    page.wait_for_url(f"**/{code}/rules/")
    return f"{HOME}{code}/"


def ask_for(page: Page, path: int, kind: str, field: str, what: str) -> None:
    """Add a requirement to a path."""
    follow(page.locator(f"#n-{path}").get_by_role("link", name="Add a requirement").last)
    follow(main(page).get_by_role("link", name=kind))
    choice = page.get_by_label(field, exact=True)
    value = choice.locator("option", has_text=what).first.get_attribute("value")
    choice.select_option(value)
    follow(main(page).get_by_role("button", name="Save"))
    page.wait_for_url(f"**/rules/#n-{path}-*")


def test_a_lead_composes_safe_contact_from_nothing_tries_it_and_publishes_it(browser: Browser, site: Site) -> None:
    page = walking.arrive(browser, site, LEAD, to=HOME, java_script_enabled=False)
    home = begin(page, title="Safe contact, composed", code="safe-composed")
    expect(main(page).get_by_text("stands in the way of publishing")).to_have_count(1)

    ask_for(page, 0, "A module is completed", "Module", MODULE)
    follow(main(page).get_by_role("link", name="Add a path"))
    page.get_by_label("Every renewal").check()
    page.get_by_label("What it is called").fill("The quiz again")
    follow(main(page).get_by_role("button", name="Save"))
    ask_for(page, 1, "A quiz is passed", "Quiz", "Module 3 quiz")

    follow(main(page).get_by_role("link", name="Change this"))
    page.get_by_role("group", name="How long it holds", exact=True).get_by_label("Years").fill("1")
    page.get_by_role("group", name="How long before its end it can be renewed").get_by_label("Months").fill("2")
    follow(main(page).get_by_role("button", name="Save"))
    expect(main(page).get_by_text("Nothing stands in the way")).to_have_count(1)

    follow(main(page).get_by_role("link", name="Try it", exact=True))
    page.get_by_label("Asked for it on").fill("2026-01-05")
    page.get_by_label("Look at this day").fill("2026-06-01")
    page.locator("details.fold > summary").click()
    page.locator(".invented input").first.fill("2026-02-02")
    follow(main(page).get_by_role("button", name="Show what would happen"))
    expect(page.locator("#outcome-title")).to_have_text("Certified.")
    expect(main(page).get_by_text("You have completed")).to_have_count(1)

    follow(main(page).get_by_role("link", name="Publish", exact=True))
    follow(main(page).get_by_role("button", name="Publish"))
    page.wait_for_url(f"**{home}")
    expect(main(page).get_by_text("Published.")).to_have_count(1)
    expect(main(page).get_by_text("Version 1").first).to_be_visible()
    page.context.close()


@pytest.fixture(scope="session")
def unfinished(browser: Browser, site: Site) -> str:
    """A certification with an empty group and a window that is too long: the address of its pages."""
    page = walking.arrive(browser, site, LEAD, to=HOME)
    home = begin(page, title="Not finished yet", code="unfinished")
    ask_for(page, 0, "A module is completed", "Module", MODULE)
    page.locator("#n-0 > .acts > .more > summary").click()
    follow(page.get_by_role("button", name="Add a group in it").first)
    page.wait_for_url("**/rules/#n-0-1")
    follow(main(page).get_by_role("link", name="Change this"))
    page.get_by_role("group", name="How long it holds", exact=True).get_by_label("Years").fill("1")
    page.get_by_role("group", name="How long before its end it can be renewed").get_by_label("Years").fill("3")
    follow(main(page).get_by_role("button", name="Save"))
    page.context.close()
    return home


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_axe_finds_nothing_serious_in_the_composer(
    browser: Browser, site: Site, unfinished: str, size: Any, scheme: Any
) -> None:
    page = walking.arrive(browser, site, LEAD, to=HOME, viewport=size, color_scheme=scheme)
    faults: list[str] = []

    doors = ("", "details/", "retire/", "rules/", "rules/add/?to=0", "rules/path/", "rules/terms/", "try/", "publish/")
    forms = ("quiz_passed", "competency_at", "evidence_shown", "observation")
    tried = "try/?try=1&begins=2026-01-05&on=2026-06-01&did-module-completed-m03=2026-02-02"
    published = f"{HOME}safe-contact/"
    for address in (
        HOME,
        f"{HOME}new/",
        *(unfinished + door for door in doors),
        *(f"{unfinished}rules/requirement/?to=0&kind={kind}" for kind in forms),
        unfinished + tried,
        unfinished + "try/?try=1&on=never",
        published,
        f"{published}rules/",
    ):
        page.goto(address)
        faults += faults_unfolded(page)
    page.goto(f"{unfinished}rules/requirement/?to=0&kind=practice_hours")
    page.get_by_label("Hours").fill("")
    follow(main(page).get_by_role("button", name="Save"))
    faults += faults_unfolded(page)
    page.context.close()

    assert not faults, "\n".join(faults)
