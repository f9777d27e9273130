"""Activities by keyboard alone, with JavaScript and without; and what a lesson with three kinds loads."""

import gzip
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from modules.dialect.examples import example
from tests.journeys.site import Site

KINDS = ("mark", "hotspots", "essay", "poll", "scenario", "video")
MOST_TABS = 150
MOST_SCRIPT = 6_000
"""Bytes of scripts on a lesson, compressed."""
PLANT = """
from pathlib import Path
from modules.models import LessonPage, ModulePage
# The last one: other journeys complete the first.
module = ModulePage.objects.live().filter(locale__language_code="en").order_by("path").last()
lesson = LessonPage(title="Every way", slug="every-way", body=Path({path!r}).read_text(), locale=module.locale)
module.add_child(instance=lesson)
lesson.save_revision().publish()
print("AT", lesson.url)
"""


@pytest.fixture(scope="session")
def lesson(site: Site) -> str:
    """The path of a published lesson with the new kinds in it."""
    path = site.var / "every-way.md"
    path.write_text("\n".join(example(kind).source for kind in KINDS), encoding="utf-8")
    printed = site.manage("shell", "-v0", "-c", PLANT.format(path=str(path)))
    return urlsplit(printed.split("AT ")[1].strip()).path


@pytest.fixture(params=["with a script", "without"])
def keyboard(request: pytest.FixtureRequest, browser: Browser, base_url: str, lesson: str) -> Iterator[Page]:
    """The lesson in a browser in which only keys are pressed."""
    context = browser.new_context(
        base_url=base_url, viewport={"width": 360, "height": 740}, java_script_enabled=request.param == "with a script"
    )
    page = context.new_page()
    page.goto(lesson)
    yield page
    context.close()


def reach(page: Page, selector: str) -> None:
    """Press Tab until something that fits has the focus."""
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def find_words(page: Page) -> None:
    for word in ("lazy", "disgusting"):
        reach(page, f"#judging .word:has-text('{word}') input")
        page.keyboard.press("Space")
    reach(page, "#judging .button")
    page.keyboard.press("Enter")
    expect(page.locator("#judging .status b")).to_have_text("Right")
    expect(page.locator("#judging .said").first).to_contain_text("Right: lazy")


def find_places(page: Page) -> None:
    for place in ("stove", "window"):
        reach(page, f"#room-answer-{place}")
        page.keyboard.press("Space")
    reach(page, "#room .button")
    page.keyboard.press("Enter")
    expect(page.locator("#room .status b")).to_have_text("Not yet")
    expect(page.locator("#room")).to_contain_text("A closed window is safe for a small child.")


def write(page: Page) -> None:
    reach(page, "#note textarea")
    page.keyboard.type("On 3 May I visited the family.")
    reach(page, "#note .button")
    page.keyboard.press("Enter")
    expect(page.locator("#note")).to_contain_text("7 words written")
    expect(page.locator("#note")).to_contain_text("A sample answer")
    expect(page.locator("#note-rubric-seen")).to_be_visible()


def take_part(page: Page) -> None:
    reach(page, "#hard input")
    page.keyboard.press("Space")
    reach(page, "#hard .button")
    page.keyboard.press("Enter")
    expect(page.locator("#hard .status")).to_contain_text("Noted")


def walk(page: Page) -> None:
    expect(page.locator("#visit-sokha .meters")).to_contain_text("Trust of the family 0")
    expect(page.locator("#visit-sokha button")).to_have_count(2)
    reach(page, "#visit-sokha button[value=introduce]")
    page.keyboard.press("Enter")
    expect(page.locator("#visit-sokha .meters")).to_contain_text("Trust of the family 1")
    expect(page.locator("#visit-sokha button[value=alone]")).to_be_visible()


def answer_at_a_checkpoint(page: Page) -> None:
    reach(page, "#sits-answer-ask")
    page.keyboard.press("Space")
    reach(page, "#sits .button")
    page.keyboard.press("Enter")
    expect(page.locator("#sits .status b")).to_have_text("Right")


@pytest.mark.parametrize("do", [find_words, find_places, write, take_part, walk, answer_at_a_checkpoint])
def test_an_activity_is_done_by_keyboard_alone(keyboard: Page, do: Callable[[Page], None]) -> None:
    do(keyboard)


def test_a_number_in_the_picture_ticks_its_answer(page: Page, lesson: str) -> None:
    page.goto(lesson)
    page.locator("#room .spots a").first.click()
    expect(page.locator("#room-answer-stove")).to_be_checked()


def test_scripts_are_few_and_loaded_where_they_are_used(page: Page, lesson: str) -> None:
    scripts: dict[str, int] = {}
    refused: list[str] = []
    page.on(
        "response",
        lambda reply: scripts.update(
            {reply.url: len(gzip.compress(reply.body()))}
            if reply.url.endswith(".js") and "/static/" in reply.url
            else {}
        ),
    )
    page.on(
        "console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None
    )
    page.goto(lesson)
    page.wait_for_load_state("networkidle")
    names = {url.rsplit("/", 1)[1].split(".")[0] for url in scripts}
    assert {"activity", "spots", "recording"} <= names
    assert sum(scripts.values()) <= MOST_SCRIPT
    assert refused == []
