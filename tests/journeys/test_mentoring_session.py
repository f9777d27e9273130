"""A mentor records a session on a phone in a few touches, the learner reads and signs it, and nothing of it stays in the browser."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys import walking
from tests.journeys.looking import LOOKS, serious_faults, unfold
from tests.journeys.site import Site
from tests.journeys.test_weight import KILO, _weigh
from tests.journeys.walking import follow

MOST_TOUCHES = 25
SUMMARY = "We looked at how she opens a visit, and at the moment in which nobody speaks."


@dataclass
class Hand:
    """A thumb that counts what it does."""

    page: Page
    touches: list[str] = field(default_factory=list)

    def click(self, what: Locator) -> None:
        """Touch a button, a link or a box."""
        self.touches.append(f"click {what}")
        what.click()

    def follow(self, what: Locator) -> None:
        """Touch what leads to another page."""
        self.touches.append(f"follow {what}")
        follow(what)

    def fill(self, label: str, text: str) -> None:
        """Write into a field."""
        self.touches.append(f"fill {label}")
        self.page.get_by_label(label, exact=True).fill(text)

    def choose(self, label: str, option: str) -> None:
        """Choose from a list."""
        self.touches.append(f"choose {label}")
        self.page.get_by_label(label, exact=True).select_option(option)


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def phone(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[Page]:
    """In the hand of the mentor."""
    page = arrive(browser, site, "mentor", java_script_enabled=request.param)
    yield page
    page.context.close()


def arrive(browser: Browser, site: Site, name: str, **how: Any) -> Page:
    return walking.arrive(browser, site, name, to="/mentoring/", **how)


def card_of(page: Page, learner: str) -> Locator:
    """Where a mentor opens a learner."""
    return page.get_by_role("main").locator("h3 a", has_text=learner).first


def open_form(page: Page, *, learner: str = "Lina Sorensen") -> None:
    """From the home of mentoring to the form of a session that has just taken place."""
    page.goto("/mentoring/")
    follow(card_of(page, learner))
    follow(page.get_by_role("main").get_by_role("link", name="Plan or record another session"))
    follow(page.get_by_role("main").get_by_role("button", name="Record it now"))
    page.get_by_role("heading", name="You met").wait_for()


def test_a_session_is_recorded_in_a_few_touches(phone: Page) -> None:
    hand, main = Hand(phone), phone.get_by_role("main")
    hand.follow(card_of(phone, "Lina Sorensen"))
    hand.follow(main.get_by_role("link", name="Plan or record another session"))
    hand.follow(main.get_by_role("button", name="Record it now"))
    hand.click(phone.get_by_text("Learning", exact=True))
    hand.click(phone.get_by_text("Support", exact=True))
    hand.fill("What we looked at", SUMMARY)
    hand.fill("What was learned", "To wait until the child has looked up.")
    hand.fill("What went well", "She stayed calm.")
    hand.fill("Guidance for practice", "Ask the child first.")
    hand.click(phone.get_by_text("We talked about how the learner is"))
    hand.click(phone.get_by_text("Indicators of the framework"))
    hand.choose("Indicator", "D2.3")
    hand.choose("What we saw", "developing")
    hand.fill("What showed it", "She let the child draw before asking anything.")
    hand.fill("Agreed action", "Try the silence at the next visit.")
    hand.click(phone.get_by_text("No decision about a child was made"))
    hand.follow(phone.get_by_role("button", name="Share with Lina Sorensen"))

    expect(phone.get_by_text("Shared, to be read")).to_be_visible()
    expect(phone.get_by_text(SUMMARY)).to_be_visible()
    assert len(hand.touches) <= MOST_TOUCHES, hand.touches


def test_the_learner_reads_signs_and_hands_the_phone_over(browser: Browser, site: Site) -> None:
    desk = arrive(browser, site, "mentor")
    desk.goto("/mentoring/pin/")
    for label in ("New PIN", "New PIN once more"):
        desk.get_by_label(label, exact=True).fill("804153")
    desk.get_by_label("Your password").fill(site.account("mentor")[1])
    follow(desk.get_by_role("main").get_by_role("button", name="PIN"))
    open_form(desk)
    desk.get_by_label("What we looked at").fill(SUMMARY)
    desk.get_by_text("No decision about a child was made").click()
    follow(desk.get_by_role("button", name="Share with"))
    record = desk.url

    page = arrive(browser, site, "learner")
    page.goto(record)
    follow(page.get_by_role("button", name="Sign", exact=True))
    expect(page.get_by_text("Signed by one of two")).to_be_visible()
    follow(page.get_by_role("link", name="Hand the phone over"))
    expect(page.get_by_text(SUMMARY)).to_be_visible()
    page.get_by_label("Your own PIN").fill("804153")
    follow(page.get_by_role("button", name="Sign", exact=True))
    expect(page.locator(".chip", has_text="Signed by both")).to_be_visible()
    expect(page.get_by_text("Signed in as learner")).to_be_visible()


def test_what_is_typed_is_saved_on_the_server_and_nowhere_else(browser: Browser, site: Site) -> None:
    page = arrive(browser, site, "mentor")
    open_form(page)
    address = page.url
    page.get_by_label("What we looked at").press_sequentially(SUMMARY)
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    kept = page.evaluate(
        """async () => [
            JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage}),
            (await indexedDB.databases()).map((each) => each.name).join(),
            (await Promise.all((await caches.keys()).map(async (name) =>
                (await Promise.all((await (await caches.open(name)).matchAll()).map((each) => each.text()))).join()))).join(),
            document.cookie,
        ].join()"""
    )
    assert "opens a visit" not in kept
    page.goto("/mentoring/")
    page.goto(address)
    expect(page.get_by_label("What we looked at")).to_have_value(SUMMARY)
    follow(page.get_by_role("button", name="Save and go on later"))
    page.context.close()


def test_without_a_connection_nothing_is_said_to_be_saved_and_the_words_stay(browser: Browser, site: Site) -> None:
    page = arrive(browser, site, "mentor")
    open_form(page)
    page.context.set_offline(True)
    page.get_by_label("What we looked at").press_sequentially("In the tunnel.")
    expect(page.locator("[data-saved]")).to_have_text("Not saved yet")
    page.get_by_role("button", name="Share with").click()
    expect(page.get_by_label("What we looked at")).to_have_value("In the tunnel.")
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    page.context.close()


def test_the_form_is_light(browser: Browser, site: Site) -> None:
    # What a service worker answers has no weight.
    page = arrive(browser, site, "mentor", service_workers="block")
    open_form(page)
    weight = _weigh(page, page.url)
    page.context.close()

    assert weight.html > KILO, weight
    assert weight.html + weight.css + weight.js <= 20 * KILO, weight
    assert not weight.foreign


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_axe_finds_nothing_serious(browser: Browser, site: Site, size: Any, scheme: Any) -> None:
    page = arrive(browser, site, "mentor", viewport=size, color_scheme=scheme)
    faults: list[str] = []
    follow(card_of(page, "Lina Sorensen"))
    follow(page.get_by_role("main").get_by_role("link", name="Plan or record another session"))
    faults += serious_faults(page)
    follow(page.get_by_role("main").get_by_role("button", name="Record it now"))
    unfold(page)
    faults += serious_faults(page)
    page.get_by_label("What we looked at").fill("I met Darko Petrov.")
    follow(page.get_by_role("button", name="Share with"))
    faults += serious_faults(page)
    page.get_by_label("What we looked at").fill(SUMMARY)
    page.get_by_text("No decision about a child was made").click()
    follow(page.get_by_role("button", name="Share with"))
    page.get_by_text("Shared, to be read").wait_for()
    unfold(page)
    faults += serious_faults(page)
    follow(page.get_by_role("link", name="The session"))
    faults += serious_faults(page)
    follow(page.get_by_role("link", name="confidential matter"))
    faults += serious_faults(page)
    page.goto("/mentoring/pin/")
    faults += serious_faults(page)
    page.context.close()

    assert not faults, "\n".join(faults)
