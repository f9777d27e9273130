"""A child may be in danger, and the network is away: whom to call opens all the same, and the phone keeps nothing else."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browsers import PATIENCE, PHONE
from tests.journeys import walking
from tests.journeys.bridge import Bridge
from tests.journeys.looking import LOOKS, serious_faults
from tests.journeys.site import Site
from tests.journeys.walking import follow, main

DANGER = "/child-in-danger/"
LESSON = "What reintegration means"
NUMBER = "555 0111"
"""Of the learner's own organisation; a visitor does not see it."""
KEPT = {DANGER, "/offline/", "/static/design/css/site.css", "/static/design/img/mark.svg"}

ENTRIES = """async () => {
  const found = [];
  for (const name of await caches.keys())
    for (const { url } of await (await caches.open(name)).keys())
      found.push([new URL(url).pathname, await (await caches.match(url)).text()]);
  return found;
}"""
STORED = """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]"""
IS_READY = """async () => {
  const { active } = await navigator.serviceWorker.ready;
  const kept = await caches.match("/child-in-danger/");
  const { reader } = document.querySelector("script[data-reader]").dataset;
  return active.state === "activated" && !!kept && (await kept.text()).includes(reader);
}"""


@pytest.fixture
def bridge(site: Site) -> Iterator[Bridge]:
    """The way of the phone to the site."""
    bridge = Bridge(site.url)
    yield bridge
    bridge.close()


@pytest.fixture
def phone(browser: Browser, bridge: Bridge) -> Iterator[BrowserContext]:
    """A phone on which nobody has been here yet."""
    context = browser.new_context(base_url=bridge.url, viewport=PHONE, locale="en-GB")
    yield context
    context.close()


@pytest.fixture
def learner(phone: BrowserContext, site: Site) -> Page:
    """Signed in, in a lesson; the worker has had the moment it needs."""
    page = phone.new_page()
    walking.sign_in(page, *site.account("learner"))
    walking.open_step(page, LESSON)
    _wait_for_the_worker(page)
    return page


def _wait_for_the_worker(page: Page) -> None:
    for _look in range(PATIENCE // 100):
        if page.evaluate(IS_READY):
            return
        page.wait_for_timeout(100)
    raise AssertionError("the worker did not keep the contacts")


def _entries(page: Page) -> dict[str, str]:
    """Path → text of everything that the phone keeps."""
    return dict(page.evaluate(ENTRIES))


def _link(page: Page) -> None:
    follow(page.get_by_role("navigation", name="Main").get_by_role("link", name="Child in danger?"))


def test_the_contacts_open_without_a_network(learner: Page) -> None:
    learner.context.set_offline(True)
    _link(learner)

    expect(learner.get_by_role("heading", level=1)).to_have_text("Is a child in danger now?")
    call = learner.get_by_role("link", name=NUMBER)
    expect(call).to_be_visible()
    expect(call).to_be_in_viewport()
    expect(call).to_have_attribute("href", "tel:5550111")
    expect(call, "the stylesheet is kept as well").to_have_css("display", "flex")


def test_another_page_says_that_there_is_no_connection_and_leads_to_the_contacts(learner: Page) -> None:
    learner.context.set_offline(True)
    learner.goto("/learning/")

    expect(learner.get_by_role("heading", level=1)).to_have_text("No connection")
    expect(learner, "so that trying again is one tap").to_have_url(re.compile("/learning/$"))
    follow(main(learner).get_by_role("link", name="Open the contacts"))
    expect(learner.get_by_role("link", name=NUMBER)).to_be_visible()
    learner.go_back()
    learner.context.set_offline(False)
    follow(learner.get_by_role("link", name="Try again"))
    expect(learner.get_by_role("heading", level=1)).not_to_have_text("No connection")


def test_a_network_that_does_not_answer_is_waited_for_once_and_not_for_long(learner: Page, bridge: Bridge) -> None:
    with bridge.silent():
        _link(learner)
        expect(learner.get_by_role("link", name=NUMBER)).to_be_visible()
        assert f"GET {DANGER}" in bridge.asked
        first = _waited(learner)
        assert first > 1_900

        learner.reload()
        expect(learner.get_by_role("link", name=NUMBER)).to_be_visible()
        assert _waited(learner) < first


def _waited(page: Page) -> float:
    """Milliseconds from the tap to the first byte."""
    waited: float = page.evaluate("() => performance.getEntriesByType('navigation')[0].responseStart")
    return waited


def test_a_site_that_fails_does_not_take_the_contacts_away(learner: Page, bridge: Bridge) -> None:
    with bridge.broken():
        _link(learner)
        expect(learner.get_by_role("link", name=NUMBER)).to_be_visible()
        assert f"GET {DANGER}" in bridge.asked

        learner.goto("/learning/")
        expect(learner.get_by_text("Bad gateway")).to_be_visible()


def test_with_a_network_the_contacts_are_those_of_now(learner: Page, bridge: Bridge) -> None:
    bridge.asked.clear()
    _link(learner)
    expect(learner.get_by_role("link", name=NUMBER)).to_be_visible()

    assert bridge.asked.count(f"GET {DANGER}") == 1


def test_what_is_sent_passes_the_worker_untouched(learner: Page, bridge: Bridge) -> None:
    with bridge.broken():
        follow(learner.get_by_role("button", name="Sign out"))
        expect(learner.get_by_text("Bad gateway")).to_be_visible()


def test_the_contacts_open_without_javascript(browser: Browser, site: Site) -> None:
    page = walking.arrive(browser, site, "learner", java_script_enabled=False)
    _link(page)

    expect(page.get_by_role("link", name=NUMBER)).to_be_in_viewport()
    page.context.close()


def test_the_phone_keeps_four_things_and_nothing_that_anybody_read_or_wrote(phone: BrowserContext) -> None:
    page = phone.new_page()
    name = walking.sign_up(page)
    walking.choose_pathway(page)
    walking.open_step(page, LESSON)
    form = walking.activity(page, "evening-of-the-move")
    form.locator("input[name=answer]").first.check()
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_role("status")).to_contain_text(re.compile("Right|Not yet"))
    lesson = page.url
    for address in (
        DANGER,
        "/learning/",
        "/learning/join/",
        "/mentoring/",
        walking.PROGRAMME,
        "/accounts/email/",
        "/no/such/page/",
        lesson,
    ):
        page.goto(address, wait_until="networkidle")
    _wait_for_the_worker(page)

    entries = _entries(page)

    assert set(entries) == KEPT
    assert page.evaluate(STORED) == [0, 0, 0]
    for text in entries.values():
        assert not [trace for trace in (name, LESSON, "evening-of-the-move", "csrf") if trace in text]


def test_after_signing_out_the_phone_names_nobody_any_more(learner: Page) -> None:
    assert NUMBER in _entries(learner)[DANGER]

    follow(learner.get_by_role("button", name="Sign out"))
    learner.wait_for_url("**/")
    _wait_for_the_worker(learner)

    assert not [path for path, text in _entries(learner).items() if NUMBER in text]
    learner.context.set_offline(True)
    _link(learner)
    expect(learner.get_by_role("heading", level=1)).to_have_text("Is a child in danger now?")
    expect(main(learner)).not_to_contain_text("555")


def test_whoever_signs_in_next_finds_their_own_contacts(phone: BrowserContext, site: Site) -> None:
    page = phone.new_page()
    page.goto("/")
    _wait_for_the_worker(page)
    assert NUMBER not in _entries(page)[DANGER]

    walking.sign_in(page, *site.account("learner"))
    _wait_for_the_worker(page)

    assert NUMBER in _entries(page)[DANGER]


def test_what_an_older_version_kept_is_dropped(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto("/sw.js")  # an address of this site that starts no worker
    page.evaluate("""async () => {
      for (const name of ["kept-of-yesterday", "of-somebody-else"])
        await (await caches.open(name)).put("/old/", new Response("old"));
    }""")

    page.goto("/")
    _wait_for_the_worker(page)

    (kept,) = {*page.evaluate("() => caches.keys()")} - {"of-somebody-else"}
    assert re.fullmatch("kept-[0-9a-f]{20}", kept)
    assert set(_entries(page)) == KEPT | {"/old/"}


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_everybody_can_use_the_pages(browser: Browser, site: Site, size: Any, scheme: Any) -> None:
    page = walking.arrive(browser, site, "coordinator", to=DANGER, viewport=size, color_scheme=scheme)
    faults = serious_faults(page)
    follow(page.get_by_role("link", name="I rang these numbers").first)
    faults += serious_faults(page)
    page.goto("/offline/")
    faults += serious_faults(page)
    page.context.close()

    assert not faults, "\n".join(faults)


def test_a_coordinator_says_that_the_numbers_were_rung(browser: Browser, site: Site) -> None:
    page = walking.arrive(browser, site, "coordinator", to=DANGER, java_script_enabled=False)
    follow(page.get_by_role("link", name="I rang these numbers").first)
    walking.read_the_notice(page)
    follow(page.get_by_role("button", name="I rang them today"))

    expect(page.get_by_role("heading", level=1)).to_have_text("Is a child in danger now?")
    expect(main(page)).to_contain_text(f"Numbers checked on {date_format(timezone.localdate())}")
    page.context.close()
