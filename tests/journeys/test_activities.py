"""Every kind of activity by keyboard alone, with JavaScript and without; what is typed survives; and what a lesson loads.

Windows are opened once for all kinds, because opening one costs more than answering.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error, Locator, Page, ViewportSize, expect

from modules.dialect.activities import KINDS
from modules.dialect.activities.scenario import Scenario
from modules.dialect.document import Activity
from modules.dialect.examples import example
from modules.dialect.outcome import Verdict
from modules.dialect.shown import Answer
from tests.browsers import PHONE, SCREEN
from tests.journeys import walking
from tests.journeys.looking import LOOKS, faults_unfolded
from tests.journeys.site import Site

MOST_TABS = 40
"""From the top of an activity to its button."""
SAID = {Verdict.RIGHT: "Right", Verdict.NOTED: "Noted"}
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
FOCUSED = """() => {
    const { name, value, type, checked, form, tagName } = document.activeElement;
    return { name, value, type, checked, tag: tagName, form: form?.id ?? document.activeElement.closest("section.activity")?.id };
}"""
TYPED = """(form) => [...form.elements].filter(({ type }) => type !== "hidden" && type !== "submit")
    .map(({ type, value, checked }) => (type === "radio" || type === "checkbox" ? checked : value))"""


@dataclass(frozen=True)
class Question:
    """An activity to answer, and an answer to it."""

    activity: Activity
    answer: Answer

    @property
    def name(self) -> str:
        """The name of its form on the page."""
        return self.activity.id

    @property
    def said(self) -> str:
        """What the page says about the answer."""
        return SAID[self.activity.grade(self.answer).verdict]


def _questions() -> Iterator[Question]:
    """Of every kind that is answered the first answer of its example; what stands in a frame is answered as it should be."""
    for kind in KINDS:
        found = example(kind.kind)
        if found.activity.parts() and not isinstance(found.activity, Scenario):
            yield Question(found.activity, found.answered[0].answer)
        for child in found.activity.children:
            yield Question(child, child.solution() or {})


QUESTIONS = tuple(_questions())
OPENING = ("cards", "accordion", "timeline")
"""What opens. Tabs and glossaries stand open, and recordings have the controls of the browser."""
FOR_ONESELF = "reflect"
every_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: f"{each.activity.kind} {each.name}")
every_kept_question = pytest.mark.parametrize(
    "question",
    [each for each in QUESTIONS if each.activity.kind != FOR_ONESELF],
    ids=lambda each: f"{each.activity.kind} {each.name}",
)


@pytest.fixture(scope="session")
def lesson(site: Site) -> str:
    """The path of a published lesson with every kind in it."""
    path = site.var / "every-way.md"
    path.write_text("\n".join(example(kind.kind).source for kind in KINDS), encoding="utf-8")
    printed = site.manage("shell", "-v0", "-c", PLANT.format(path=str(path)))
    return urlsplit(printed.split("AT ")[1].strip()).path


@contextmanager
def keys_alone(browser: Browser, base_url: str, *, script: bool) -> Iterator[Page]:
    """A phone on which only keys are pressed."""
    context = browser.new_context(base_url=base_url, viewport=PHONE, java_script_enabled=script)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def scripted(browser: Browser, base_url: str) -> Iterator[Page]:
    with keys_alone(browser, base_url, script=True) as page:
        yield page


@pytest.fixture(scope="module")
def plain(browser: Browser, base_url: str) -> Iterator[Page]:
    with keys_alone(browser, base_url, script=False) as page:
        yield page


@pytest.fixture(params=["scripted", "plain"])
def keyboard(request: pytest.FixtureRequest, scripted: Page, plain: Page) -> Page:
    return scripted if request.param == "scripted" else plain


def fill_in(page: Page, question: Question) -> None:
    """Tab from the top of an activity to its button, and answer on the way."""
    wanted: dict[str, tuple[str, ...]] = dict(question.answer)
    page.goto(f"{urlsplit(page.url).path}#{question.name}")  # where a browser begins to count
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        if here["form"] == question.name and here["tag"] == "BUTTON":
            assert wanted == {}, f"Tab comes to the button before {wanted}"
            return
        answer_here(page, here, wanted)
    raise AssertionError(f"the button of {question.name} is not reached by Tab")


def answer_here(page: Page, here: Mapping[str, Any], wanted: dict[str, tuple[str, ...]]) -> None:
    """Press what answers the control that has the focus."""
    values = wanted.get(here["name"], ())
    if not values:
        return
    match here["type"]:
        case "checkbox":
            if here["value"] not in values:
                return
            page.keyboard.press("Space")
            values = tuple(value for value in values if value != here["value"])
        case "radio":
            choose(page, values[0])
            values = ()
        case "select-one":
            options = page.locator(":focus option").evaluate_all("all => all.map(({ value }) => value)")
            for _step in range(options.index(values[0])):
                page.keyboard.press("ArrowDown")
            values = ()
        case _:
            page.keyboard.type(values[0])
            values = ()
    wanted[here["name"]] = values
    if not values:
        del wanted[here["name"]]


def choose(page: Page, value: str) -> None:
    """Go through the circles of a group with the arrow keys, until the right one has the focus."""
    for _step in range(MOST_TABS):
        if page.evaluate(FOCUSED)["value"] == value:
            page.keyboard.press("Space")
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{value} is not reached by the arrow keys")


def form_of(page: Page, question: Question) -> Locator:
    return page.locator(f"form#{question.name}")


@every_question
def test_an_activity_is_answered_by_keyboard_alone(plain: Page, lesson: str, question: Question) -> None:
    plain.goto(lesson)
    fill_in(plain, question)
    plain.keyboard.press("Enter")

    expect(form_of(plain, question).locator(".status b")).to_have_text(question.said)


@every_kept_question
def test_with_a_script_what_is_typed_survives_a_lost_connection_and_arrives(
    scripted: Page, lesson: str, question: Question
) -> None:
    page, form = scripted, form_of(scripted, question)
    page.goto(lesson)
    fill_in(page, question)
    typed = form.evaluate(TYPED)
    page.context.set_offline(True)
    with suppress(Error):  # or the page that says that there is no connection
        page.goto(lesson)
    page.context.set_offline(False)
    page.goto(lesson)
    page.evaluate("customElements.whenDefined('answer-draft').then(() => true)")

    assert form.evaluate(TYPED) == typed
    page.context.set_offline(True)
    form.locator("button.button").press("Enter")
    expect(form.locator(".status")).to_contain_text("Not sent yet")
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(form.locator(".status b")).to_have_text(question.said)
    assert page.evaluate("sessionStorage.length") == 0


def test_what_is_written_for_oneself_never_touches_the_phone(scripted: Page, lesson: str) -> None:
    (question,) = (each for each in QUESTIONS if each.activity.kind == FOR_ONESELF)
    form = form_of(scripted, question)
    scripted.goto(lesson)
    fill_in(scripted, question)
    assert scripted.evaluate("sessionStorage.length") == 0

    form.locator("button.button").press("Enter")
    expect(form.locator(".status b")).to_have_text(question.said)
    assert scripted.evaluate("sessionStorage.length") == 0


def test_a_story_is_walked_by_keyboard_alone(keyboard: Page, lesson: str) -> None:
    story = keyboard.locator("#visit-sokha")
    keyboard.goto(f"{lesson}#visit-sokha")
    expect(story.locator(".meters")).to_contain_text("Trust of the family 0")
    expect(story.locator("button")).to_have_count(2)
    for move in ("introduce", "alone"):
        tab_to(keyboard, f"#visit-sokha button[value={move}]")
        keyboard.keyboard.press("Enter")
        expect(story.locator(f"button[value={move}]")).to_have_count(0)

    expect(story.locator(".meters")).to_contain_text("Trust of the family 1")
    expect(story).to_contain_text("Trust comes before questions.")
    keyboard.reload()
    expect(story).to_contain_text("Trust comes before questions.")


def test_what_is_only_read_opens_by_keyboard(keyboard: Page, lesson: str) -> None:
    keyboard.goto(lesson)
    for kind in OPENING:
        for panel in (panel for panel in example(kind).activity.panels() if panel.text):
            summary = keyboard.locator("details > summary").filter(has_text=panel.title.replace("**", ""))
            summary.focus()
            keyboard.keyboard.press("Enter")
            expect(summary.locator("..")).to_have_attribute("open", "")


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something that fits has the focus."""
    for _press in range(4 * MOST_TABS):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def test_a_number_in_the_picture_ticks_its_answer(page: Page, lesson: str) -> None:
    page.goto(lesson)
    page.locator("#room .spots a").first.click()
    expect(page.locator("#room-answer-stove")).to_be_checked()


def test_scripts_are_loaded_where_they_are_used_and_the_policy_refuses_nothing(page: Page, lesson: str) -> None:
    scripts: set[str] = set()
    refused: list[str] = []
    page.on(
        "response",
        lambda reply: (
            scripts.add(urlsplit(reply.url).path.rsplit("/", 1)[1].split(".")[0]) if reply.url.endswith(".js") else None
        ),
    )
    page.on(
        "console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None
    )
    page.goto(lesson)
    page.wait_for_load_state("networkidle")
    assert {"activity", "spots", "recording"} <= scripts
    assert refused == []


@pytest.mark.parametrize(("size", "scheme"), [LOOKS[0], pytest.param(SCREEN, "dark", marks=pytest.mark.nightly)])
def test_every_state_of_every_kind_can_be_used_by_everybody(
    browser: Browser, site: Site, size: ViewportSize, scheme: str
) -> None:
    page = walking.arrive(browser, site, "trainer", to="/design/activities/", viewport=size, color_scheme=scheme)
    expect(page.locator("h2[id^=kind-]")).to_have_count(len(KINDS))
    faults = faults_unfolded(page)
    page.context.close()
    assert faults == []
