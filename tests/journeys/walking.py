"""What a person does in the browser, in words; and what a good learner knows: the right answers, read from the curriculum's own files."""

import secrets
from pathlib import Path

from playwright.sync_api import Locator, Page

from modules.dialect.activities.scenario import Scenario
from modules.dialect.document import Activity
from modules.dialect.parser import parse
from modules.services import front_matter

CURRICULUM = Path(__file__).resolve().parents[2] / "content" / "reintegration" / "en"
PROGRAMME = "/reintegration/"
FIRST_MODULE = "01-why-families"


def activities_of(file: str) -> tuple[Activity, ...]:
    """The activities of a file of the curriculum."""
    return parse(front_matter.read((CURRICULUM / file).read_text(encoding="utf-8")).body).activities


def sign_up(page: Page) -> str:
    """Make an account without an e-mail address; the user name."""
    name = f"walker-{secrets.token_hex(4)}"
    password = secrets.token_urlsafe(12)
    page.goto("/accounts/signup/")
    page.fill("input[name=username]", name)
    page.fill("input[name=password1]", password)
    page.fill("input[name=password2]", password)
    page.get_by_role("main").get_by_role("button", name="Sign up").click()
    read_the_notice(page)
    page.wait_for_url("**/learning/**")
    return name


def sign_in(page: Page, name: str, password: str, *, to: str = "/learning/") -> None:
    """Sign in by user name."""
    page.goto(f"/accounts/login/?next={to}")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", password)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    read_the_notice(page)
    page.wait_for_url(f"**{to}*")


def read_the_notice(page: Page) -> None:
    """At the first sign-in the privacy notice comes first."""
    page.wait_for_load_state()
    if "/privacy/notice/agree/" in page.url:
        page.get_by_role("button", name="I have read it: go on").click()


def choose_pathway(page: Page, name: str = "social-worker") -> None:
    """Say where one works."""
    page.goto("/learning/join/")
    page.locator(f"input[name=pathway][value={name}]").check()
    page.get_by_role("button", name="Start learning").click()
    page.wait_for_url("**/learning/")


def open_step(page: Page, title: str) -> None:
    """Open a lesson, scenario or quiz of the first module by its title; its scripts have arrived."""
    page.goto(PROGRAMME)
    page.get_by_role("main").get_by_role("link", name="Why families").first.click()
    page.wait_for_url("**/why-families/")
    step = page.get_by_role("main").get_by_role("link", name=title).last
    address = step.get_attribute("href")
    step.click()
    page.wait_for_url(f"**{address}")


def start_quiz(page: Page) -> None:
    """Open the quiz of the first module and start an attempt; its scripts have arrived."""
    open_step(page, "quiz")
    page.get_by_role("button", name="Start").click()
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
