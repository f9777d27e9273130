"""What people do with each other in mentoring, on phones of their own: an entry, a session, an emergency, and who finds nothing."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import mentoring
from tests.journeys.bridge import Bridge
from tests.journeys.site import Site
from tests.journeys.test_danger import _link, _wait_for_the_worker
from tests.journeys.walking import follow, main

# Long walks of several people, measured apart from the suite of every change.
pytestmark = pytest.mark.nightly

MENTOR = "Mirela Okoro"
PIN = "730264"
PLANTED = "a blue bicycle leaned at the wall all morning"
"""Words that stand nowhere else."""


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether the phones run scripts."""
    return bool(request.param)


@pytest.fixture
def bridge(site: Site) -> Iterator[Bridge]:
    """The way of a phone to the site, which can fail."""
    bridge = Bridge(site.url)
    yield bridge
    bridge.close()


def test_a_learner_reads_the_agreement_and_who_can_read_it(browser: Browser, site: Site, scripts: bool) -> None:
    learner = mentoring.arrive(browser, site, "learner", scripts=scripts)
    follow(main(learner).locator("h3 a", has_text=MENTOR).first)
    follow(main(learner).get_by_role("link", name="Agreement", exact=True))

    expect(main(learner)).to_contain_text("Ask the child first")
    expect(main(learner)).to_contain_text(f"You, {MENTOR}")


def test_a_learner_says_yes_to_a_mentor_and_waits_for_theirs(browser: Browser, site: Site) -> None:
    learner = mentoring.arrive(browser, site, "amara", scripts=False)
    follow(learner.get_by_role("link", name="Answer"))
    expect(learner.get_by_role("heading", level=1)).to_contain_text(MENTOR)
    follow(learner.get_by_role("button", name="Yes, I would like to"))

    learner.goto(mentoring.HOME)
    expect(main(learner)).to_contain_text(MENTOR)
    expect(learner.get_by_role("link", name="Answer")).to_have_count(0)


def test_an_entry_is_looked_through_shared_read_and_answered(browser: Browser, site: Site, scripts: bool) -> None:
    learner = mentoring.arrive(browser, site, "learner", scripts=scripts)
    honest = f"I listened more than usual {'with' if scripts else 'without'} scripts."
    mentoring.write_entry(learner, f"{honest} Dara Sok waited, and I rang 0977 123 456.", share_with=MENTOR)
    expect(learner.get_by_text("Could somebody be recognised?")).to_be_visible()
    for question in learner.locator("#guard fieldset").all():
        question.get_by_role("radio").first.check()
    follow(learner.get_by_role("button", name="Save"))
    expect(learner.get_by_role("heading", level=1)).to_contain_text("Entry of")
    expect(main(learner)).to_contain_text(honest)
    expect(main(learner)).not_to_contain_text(re.compile("Dara|Sok|0977"))
    expect(learner).not_to_have_url(re.compile("listened|0977"))
    expect(learner).not_to_have_title(re.compile("listened|0977"))

    mentor = mentoring.arrive(browser, site, "mentor", scripts=scripts)
    mentor.goto(learner.url)
    expect(mentor.get_by_text(honest)).to_be_visible()
    follow(mentor.get_by_role("button", name="Mark as read"))
    mentor.get_by_role("textbox", name="Comment", exact=True).fill("What did the silence do?")
    follow(mentor.get_by_role("button", name="Add the comment"))
    expect(main(mentor)).to_contain_text("What did the silence do?")

    learner.reload()
    expect(main(learner)).to_contain_text("What did the silence do?")
    expect(learner.get_by_role("link", name="Change", exact=True)).to_have_count(0)
    learner.goto("/mentoring/seen/")
    expect(learner.get_by_role("listitem").filter(has_text=MENTOR).first).to_contain_text("a log entry")


def test_the_phone_is_handed_over_and_the_learner_signs_with_their_own_pin(browser: Browser, site: Site) -> None:
    learner = mentoring.arrive(browser, site, "learner")
    _set_pin(learner, site.account("learner")[1])
    mentor = mentoring.arrive(browser, site, "mentor")
    record = mentoring.record_session(mentor, f"We looked at how {PLANTED}.")
    follow(mentor.get_by_role("button", name="Sign", exact=True))
    expect(mentor.locator(".chip", has_text="Signed by one of two")).to_be_visible()
    follow(mentor.get_by_role("link", name="Hand the phone over"))
    expect(mentor.get_by_text("Lina Sorensen, this phone is yours for a moment")).to_be_visible()
    mentor.get_by_label("Your own PIN").fill("999999")
    follow(mentor.get_by_role("button", name="Sign", exact=True))
    expect(mentor.locator(".chip", has_text="Signed by both")).to_have_count(0)
    mentor.get_by_label("Your own PIN").fill(PIN)
    follow(mentor.get_by_role("button", name="Sign", exact=True))

    expect(mentor.locator(".chip", has_text="Signed by both")).to_be_visible()
    expect(mentor.get_by_text("Signed in as mentor")).to_be_visible()
    learner.goto(record)
    expect(main(learner)).to_contain_text("PIN")
    assert PLANTED not in learner.evaluate(mentoring.KEPT) + mentor.evaluate(mentoring.KEPT)
    assert "database" not in mentor.evaluate(mentoring.KEPT)


@pytest.mark.parametrize("name", ["coordinator", "manager", "trainer", "administrator", "safeguarding", "operator"])
def test_whoever_is_not_of_the_pair_finds_no_word_on_any_page(browser: Browser, site: Site, name: str) -> None:
    mentor = mentoring.arrive(browser, site, "mentor")
    record = mentoring.record_session(mentor, f"We looked at how {PLANTED}.")
    learner = mentoring.arrive(browser, site, "learner")
    mentoring.write_entry(learner, f"I saw that {PLANTED}.", share_with=MENTOR)
    entry = learner.url

    other = mentoring.arrive(browser, site, name)
    for address in (record, entry):
        answer = other.request.get(address)
        assert answer.status == 404, address
        assert PLANTED not in answer.text()
    pages = mentoring.within_reach(other.context, of_a_kind=3)
    found = [address for address in (*pages, "/notices/") if PLANTED in other.request.get(address).text()]

    assert not found
    assert len(pages) >= 3, pages


def test_the_board_shows_that_a_session_was_held(browser: Browser, site: Site) -> None:
    coordinator = mentoring.arrive(browser, site, "coordinator")
    coordinator.goto("/mentoring/board/")
    follow(coordinator.get_by_role("link", name="Lina Sorensen"))

    expect(main(coordinator)).to_contain_text("held")
    expect(main(coordinator)).to_contain_text(MENTOR)


def test_an_emergency_is_opened_by_two_and_both_parties_can_read_that_it_was(browser: Browser, site: Site) -> None:
    words = "How to ask grandparents about their health"
    coordinator = mentoring.arrive(browser, site, "coordinator", scripts=False)
    coordinator.goto("/mentoring/board/")
    follow(coordinator.get_by_role("link", name="Sokha Lim"))
    follow(coordinator.get_by_role("link", name="Emergency access"))
    coordinator.get_by_label("Safety of a child").check()
    coordinator.get_by_label("What has happened").fill("A concern needs the record at once, and the mentor is ill.")
    coordinator.get_by_label("Records of sessions").check()
    follow(coordinator.get_by_role("button", name="Ask a second person"))
    grant = coordinator.url
    expect(coordinator.get_by_role("link", name="See what is open")).to_have_count(0)
    expect(coordinator.get_by_role("button", name="Approve")).to_have_count(0)

    second = mentoring.arrive(browser, site, "safeguarding", scripts=False)
    second.goto(grant)
    follow(second.get_by_role("button", name="Approve"))

    coordinator.goto(f"{grant}opened/")
    follow(main(coordinator).get_by_role("list").get_by_role("link").first)
    expect(main(coordinator)).to_contain_text(words)
    learner = mentoring.arrive(browser, site, "sokha", scripts=False)
    learner.goto("/mentoring/seen/")
    expect(main(learner)).to_contain_text("emergency")
    mentor = mentoring.arrive(browser, site, "mentor", scripts=False)
    for party in (learner, mentor):
        party.goto("/notices/")
        expect(main(party)).to_contain_text(re.compile("emergency", re.IGNORECASE))

    record = coordinator.url
    coordinator.goto(grant)
    follow(coordinator.get_by_role("button", name="Close it now"))
    assert coordinator.request.get(record).status == 404


def test_whom_to_call_opens_from_a_page_of_mentoring_without_a_network(browser: Browser, site: Site) -> None:
    learner = mentoring.arrive(browser, site, "learner")
    learner.goto("/mentoring/log/")
    _wait_for_the_worker(learner)
    learner.context.set_offline(True)
    _link(learner)

    expect(learner.get_by_role("link", name="555 0111")).to_be_in_viewport()
    learner.context.set_offline(False)


def test_nothing_that_was_written_or_read_stays_in_the_browser(browser: Browser, site: Site) -> None:
    learner = mentoring.arrive(browser, site, "learner")
    mentoring.write_entry(learner, f"I saw that {PLANTED}.")
    pages = mentoring.within_reach(learner.context)
    for address in pages:
        learner.goto(address)
    _wait_for_the_worker(learner)
    kept = learner.evaluate(mentoring.KEPT)

    assert len(pages) >= 15, pages
    assert "child-in-danger" in kept, "the worker keeps whom to call, or this test looks in the wrong place"
    assert not re.search(f"{PLANTED}|{MENTOR}|/mentoring/|database", kept)


def test_what_is_typed_without_a_network_is_said_to_be_unsaved_until_it_is_saved(
    browser: Browser, site: Site, bridge: Bridge
) -> None:
    learner = mentoring.arrive(browser, site, "learner", at=bridge.url)
    learner.goto(mentoring.WRITE)
    saved = learner.locator("[data-saved]")
    learner.locator("[name=what_happened]").press_sequentially("Before the tunnel.")
    expect(saved).to_contain_text("Saved")
    with bridge.broken():
        learner.locator("[name=what_happened]").press_sequentially(" In the tunnel.")
        expect(saved).to_have_text("Not saved yet")
        learner.wait_for_timeout(6_000)
        expect(saved).to_have_text("Not saved yet")
    learner.evaluate("dispatchEvent(new Event('online'))")
    expect(saved).to_contain_text("Saved")

    learner.goto("/mentoring/log/")
    kept = main(learner).get_by_role("listitem").filter(has_text="Before the tunnel.")
    follow(kept.get_by_role("link").first)
    expect(main(learner)).to_contain_text("Before the tunnel. In the tunnel.")


def test_on_a_phone_whom_to_call_stands_in_the_first_row_of_the_bar(browser: Browser, site: Site) -> None:
    learner = mentoring.arrive(browser, site, "learner")
    bar = learner.get_by_role("banner").bounding_box()
    call = learner.get_by_role("navigation", name="Main").get_by_role("link", name="Child in danger?").bounding_box()

    assert bar is not None
    assert call is not None
    assert bar["height"] <= 120
    assert call["y"] + call["height"] / 2 < 50


def _set_pin(page: Page, password: str) -> None:
    page.goto("/mentoring/pin/")
    for label in ("New PIN", "New PIN once more"):
        page.get_by_label(label, exact=True).fill(PIN)
    page.get_by_label("Your password").fill(password)
    follow(main(page).get_by_role("button", name="PIN"))
