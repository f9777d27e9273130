"""An observer from outside, on a phone, in a real browser: what a test client cannot show, such as which origin a form is sent from."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from assessments.mentoring.models import Observation, Relationship
from assessments.mentoring.selectors import observations as selectors
from tests.browsers import needs_chromium
from tests.factories.mentoring import pair
from tests.factories.mentoring_observations import SEEN, answers_to, asked, link
from tests.journeys.walking import follow

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    needs_chromium,
]
INTERACTIONS = 40
"""As many touches as the whole form may take: one for each of its thirteen items, and for what is asked around them."""


@pytest.fixture
def two() -> Relationship:
    return pair()


@pytest.fixture
def opened(two: Relationship) -> tuple[Observation, str]:
    row = asked(of=two, outside=True)
    return row, reverse("mentoring:invited", args=[link(row, now=timezone.now())[1]])


def fill(page: Page) -> int:
    """Answer everything that has to be answered; how many touches it took."""
    given = answers_to()
    for name, value in given.items():
        field = page.locator(f"[name={name}]").first
        kind = field.get_attribute("type")
        if kind == "radio":
            page.locator(f"[name={name}][value='{value}']").check()
        elif kind == "checkbox":
            field.check()
        else:
            field.fill(value)
    return len(given)


def test_a_link_leads_to_the_receipt(
    browser: Browser, live_server: LiveServer, opened: tuple[Observation, str]
) -> None:
    row, address = opened
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="en-GB")
    page = context.new_page()
    page.goto(live_server.url + address)
    page.get_by_label("No", exact=True).check()
    follow(page.get_by_role("button", name="On to the form"))
    touches = fill(page)
    page.get_by_text("Saved", exact=False).first.wait_for()
    follow(page.get_by_role("button", name="Read it through"))
    page.get_by_label("Your full name").fill("Dara Long")
    follow(page.get_by_role("button", name="Sign and submit"))

    page.get_by_role("heading", name="Done, thank you").wait_for()
    assert touches + 5 <= INTERACTIONS
    assert {cookie["name"] for cookie in context.cookies()} == {"csrftoken"}
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    kept = page.evaluate(
        "(async () => { const found = []; for (const key of await caches.keys()) "
        "for (const one of await (await caches.open(key)).keys()) found.push(one.url); return found })()"
    )
    assert not [one for one in kept if "/observe/" in one]
    row.refresh_from_db()
    assert row.state == "submitted"
    context.close()


def test_the_form_is_sent_without_javascript_too(
    browser: Browser, live_server: LiveServer, opened: tuple[Observation, str]
) -> None:
    row, address = opened
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + address + "form/")
    fill(page)
    follow(page.get_by_role("button", name="Save and go on later"))

    row.refresh_from_db()
    assert selectors.answers(row.observer_part.opened())["strengths"] == SEEN
    context.close()
