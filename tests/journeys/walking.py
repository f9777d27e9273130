"""What a person does in the browser, in words; and what a good learner knows: the right answers, read from the curriculum's own files."""

import re
import secrets
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from modules.dialect.activities.scenario import Scenario
from modules.dialect.document import Activity
from modules.dialect.parser import parse
from modules.services import front_matter
from tests.browsers import PHONE
from tests.journeys.site import Site

CURRICULUM = Path(__file__).resolve().parents[2] / "content" / "reintegration" / "en"
PROGRAMME = "/reintegration/"
FIRST_MODULE = "01-why-families"


def activities_of(file: str) -> tuple[Activity, ...]:
    """The activities of a file of the curriculum."""
    return parse(front_matter.read((CURRICULUM / file).read_text(encoding="utf-8")).body).activities


def follow(what: Locator) -> None:
    """Touch what leads to another page, and wait until that page has loaded: a click alone returns while the page before still stands."""
    with what.page.expect_navigation():
        what.click()


def main(page: Page) -> Locator:
    """What the page is about, without the bar above and the foot below."""
    return page.get_by_role("main")


def arrive(browser: Browser, site: Site, name: str, *, to: str = "/learning/", **how: Any) -> Page:
    """A phone of its own, or what `how` says of it, on which somebody of the site is signed in, at a page.

    Whoever signed in before does not fill in the form again. No journey may sign out here: that would be for all who come after.
    """
    known = site.signed_in.get(name)
    context = browser.new_context(
        **{"base_url": site.url, "viewport": PHONE, "locale": "en-GB", "storage_state": known, **how}
    )
    page = context.new_page()
    if known:
        page.goto(to)
        read_the_notice(page)
        _has_come(page, to)
    else:
        sign_in(page, *site.account(name), to=to)
        site.signed_in[name] = context.storage_state()
    return page


def _has_come(page: Page, to: str) -> None:
    expect(page).to_have_url(re.compile(rf"^https?://[^/]+{re.escape(to)}"))


def sign_up(page: Page) -> str:
    """Make an account without an e-mail address; the user name."""
    name = f"walker-{secrets.token_hex(4)}"
    password = secrets.token_urlsafe(12)
    page.goto("/accounts/signup/")
    page.fill("input[name=username]", name)
    page.fill("input[name=password1]", password)
    page.fill("input[name=password2]", password)
    follow(main(page).get_by_role("button", name="Sign up"))
    read_the_notice(page)
    page.wait_for_url("**/learning/**")
    return name


def sign_in(page: Page, name: str, password: str, *, to: str = "/learning/") -> None:
    """Sign in by user name."""
    page.goto(f"/accounts/login/?next={to}")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", password)
    follow(main(page).get_by_role("button", name="Sign in"))
    read_the_notice(page)
    _has_come(page, to)


def read_the_notice(page: Page) -> None:
    """At the first sign-in the privacy notice comes first."""
    if "/privacy/notice/agree/" in page.url:
        follow(page.get_by_role("button", name="I have read it: go on"))


def choose_pathway(page: Page, name: str = "social-worker") -> None:
    """Say where one works."""
    page.goto("/learning/join/")
    page.locator(f"input[name=pathway][value={name}]").check()
    follow(page.get_by_role("button", name="Start learning"))
    page.wait_for_url("**/learning/")


def open_step(page: Page, title: str) -> None:
    """Open a lesson, scenario or quiz of the first module by its title; its scripts have arrived."""
    page.goto(PROGRAMME)
    follow(main(page).get_by_role("link", name="Why families").first)
    page.wait_for_url("**/why-families/")
    step = main(page).get_by_role("link", name=title).last
    address = step.get_attribute("href")
    follow(step)
    page.wait_for_url(f"**{address}")


def start_quiz(page: Page) -> None:
    """Open the quiz of the first module and start an attempt; its scripts have arrived."""
    open_step(page, "quiz")
    follow(page.get_by_role("button", name="Start"))
    page.wait_for_url("**/quiz/attempts/**")


def activity(page: Page, key: str) -> Locator:
    """An activity of the page."""
    return page.locator(f"#{key}")


def choose(form: Locator, part: str, option: str) -> None:
    """Tick one option."""
    form.locator(f'input[name="{part}"][value="{option}"]').check()


def wrong_option(question: Activity) -> str:
    """An option that is not the key of a single choice."""
    solution = question.solution() or {}
    return next(option.key for option in question.shown().parts[0].options if option.key not in solution["answer"])


def moves_to_an_ending(scenario: Scenario) -> list[str]:
    """The shortest way through a scenario, as texts of moves."""
    walks: list[list[str]] = [[]]
    while walks:
        path = walks.pop(0)
        walk = scenario.walk(path)
        if walk.ended:
            return path
        walks.extend([*path, move.key] for move in walk.moves if len(path) < 12)
    raise AssertionError("no ending can be reached")
