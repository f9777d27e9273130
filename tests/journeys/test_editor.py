"""A trainer writes a lesson in the editor made for it, inside Wagtail's own: by keyboard alone, on a screen and on a phone, and without scripts."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browsers import PHONE, SCREEN
from tests.journeys import walking
from tests.journeys.looking import LOOKS, serious_faults
from tests.journeys.site import Site
from tests.journeys.walking import follow

LESSON = "What institutions do to children"
UNCLOSED = ":::choice{#new-one}\n\nWho decides?\n\n- (x) The court\n- ( ) A neighbour\n"
WATCHES = (
    'document.addEventListener("w-unsaved:watch-edits", () => { document.documentElement.dataset.watches = "yes"; });'
)
"""Two seconds after it has loaded, Wagtail begins to look whether something has changed."""


def at_the_desk(browser: Browser, site: Site, *, text: str = "", **how: Any) -> Page:
    """A trainer whose lesson is open in the editor; with `text` in it, so that nothing of another journey is."""
    page = walking.arrive(browser, site, "trainer", to="/admin/", **{"viewport": SCREEN, **how})
    page.add_init_script(WATCHES)
    walking.open_step(page, LESSON)
    follow(page.get_by_role("link", name="Edit this page"))
    if how.get("java_script_enabled", True):
        expect(page.locator("html")).to_have_attribute("data-watches", "yes")
        text_of(page).fill(text)
    return page


def text_of(page: Page) -> Locator:
    return page.locator("textarea[name=body]")


def is_saved(page: Page) -> None:
    """What was typed has been saved in the background."""
    expect(page.locator("[data-w-autosave-state-value=saved]")).to_be_attached()


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_by_keyboard_alone_an_activity_is_written_mended_and_seen_beside_the_text(
    browser: Browser, site: Site, size: Any
) -> None:
    page = at_the_desk(browser, site, viewport=size)
    text = text_of(page)
    expect(page.locator("[data-summary]")).to_have_text("No errors.")
    page.get_by_role("toolbar", name="Formatting").get_by_role("button").first.focus()
    page.keyboard.press("Tab")
    expect(text).to_be_focused()

    page.keyboard.press("Control+Home")
    page.keyboard.type("/pair")
    expect(page.get_by_role("option", selected=True)).to_contain_text("Pairs")
    page.keyboard.press("Enter")
    expect(text).to_have_value(re.compile(r"^:::match\{#questions"))
    page.keyboard.type("x")
    expect(page.locator("[data-status]")).to_contain_text("from being published")

    page.keyboard.press("Tab")
    problem = page.get_by_role("button", name=re.compile("^Error line")).first
    expect(problem).to_be_focused()
    page.keyboard.press("Enter")
    expect(text).to_be_focused()
    page.keyboard.press("Control+Home")
    page.keyboard.press("Delete")
    expect(page.locator("[data-summary]")).to_have_text("No errors.")
    is_saved(page)

    page.keyboard.press("Control+p")
    expect(page.frame_locator("iframe#w-preview-iframe").locator("#questions")).to_be_visible()
    page.context.close()


def test_what_is_typed_is_saved_in_the_background_shown_beside_and_compared_with_what_was(
    browser: Browser, site: Site
) -> None:
    page = at_the_desk(browser, site, text="A door opens.")
    text_of(page).focus()
    page.keyboard.press("Control+Home")
    page.keyboard.insert_text("A **grandmother** opens the door.\n\n")
    is_saved(page)

    page.get_by_role("button", name="Toggle preview").click()
    shown = page.frame_locator("iframe#w-preview-iframe")
    expect(shown.locator("strong", has_text="grandmother")).to_be_visible()
    page.get_by_role("radio", name="As on a screen").check(force=True)
    expect(page.locator(".w-preview")).to_have_attribute("style", re.compile("--preview-device-width: ?1280"))
    page.get_by_role("radio", name="As on a phone").check(force=True)
    expect(page.locator(".w-preview")).to_have_attribute("style", re.compile("--preview-device-width: ?360"))
    page.get_by_label("Preview mode").select_option("Without JavaScript")
    expect(page.locator("iframe#w-preview-iframe[src*=without-scripts]")).to_be_attached()
    expect(shown.locator("strong", has_text="grandmother")).to_be_visible()

    page.goto(page.url.replace("/edit/", "/revisions/compare/earliest...latest/"))
    expect(page.locator(".comparison").get_by_text("**grandmother**").first).to_be_visible()
    page.context.close()


def test_names_that_were_written_when_it_was_saved_come_into_the_text_once_it_is_left(
    browser: Browser, site: Site
) -> None:
    page = at_the_desk(browser, site, text=":::reflect\n\nThink.\n\n- Who spoke first?\n\n:::\n")
    is_saved(page)
    page.get_by_role("textbox", name="Title").focus()

    expect(text_of(page)).to_have_value(
        re.compile(r"^:::reflect\{#[a-z-]+\}\n\nThink\.\n\n- Who spoke first\? \{#[a-z-]+\}\n")
    )
    expect(page.locator("[data-summary]")).to_have_text("No errors.")
    page.context.close()


def test_a_comment_is_written_at_the_text_and_stays(browser: Browser, site: Site) -> None:
    page = at_the_desk(browser, site)
    is_saved(page)
    field = page.locator("[data-contentpath=body]")
    field.hover()
    field.get_by_role("button", name="Add comment").click()
    page.get_by_placeholder("Enter your comments...").fill("Is this true everywhere?")
    page.get_by_role("button", name="Comment", exact=True).click()
    follow(page.get_by_role("button", name="Save draft"))

    page.get_by_role("button", name="Toggle comments").click()
    expect(page.get_by_text("Is this true everywhere?").first).to_be_visible()
    page.context.close()


def test_a_text_that_could_not_be_saved_is_not_left_without_a_question(browser: Browser, site: Site) -> None:
    page = at_the_desk(browser, site)
    page.route("**/edit/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    text_of(page).press_sequentially("Unsaved. ")
    expect(page.locator("#w-autosave-indicator").get_by_text("Autosave is paused")).to_be_visible()

    page.close(run_before_unload=True)

    expect(text_of(page)).to_be_visible()
    assert asked == ["beforeunload"]
    page.context.close()


def test_a_text_with_errors_is_kept_and_not_published(browser: Browser, site: Site) -> None:
    page = at_the_desk(browser, site, text=UNCLOSED)
    page.get_by_role("button", name="More actions").click()
    follow(page.locator("button[name=action-publish]"))

    expect(page.get_by_text("was not published. It has errors:")).to_be_visible()
    expect(text_of(page)).to_have_value(re.compile(r"^:::choice\{#new-one\}"))
    expect(page.get_by_role("button", name=re.compile("line 1: ':::choice' is never closed"))).to_be_visible()
    learner = browser.new_context(base_url=site.url).new_page()
    walking.open_step(learner, LESSON)
    expect(learner.get_by_text("Who decides?")).to_have_count(0)
    learner.context.close()
    page.context.close()


def test_without_scripts_a_text_is_saved_its_mistakes_are_told_and_it_is_looked_at(
    browser: Browser, site: Site
) -> None:
    page = at_the_desk(browser, site, java_script_enabled=False)
    text = text_of(page)
    expect(page.get_by_text("Examples of every activity, to copy")).to_be_visible()
    expect(page.get_by_role("toolbar", name="Formatting")).to_be_hidden()
    expect(page.get_by_role("button", name="Publish")).to_be_visible()

    text.fill(UNCLOSED)
    follow(page.get_by_role("button", name="Save draft"))

    expect(page.get_by_text("line 1: ':::choice' is never closed").first).to_be_visible()
    expect(text).to_have_value(re.compile("Who decides?"))
    page.goto(page.get_by_role("link", name="See the draft as it was saved last").get_attribute("href") or "")
    expect(page.get_by_text("Who decides?")).to_be_visible()
    expect(page.get_by_text("The court")).to_have_count(0)
    page.context.close()


@pytest.mark.looks
def test_axe_finds_nothing_serious_in_the_editor_of_the_text(browser: Browser, site: Site) -> None:
    page = at_the_desk(browser, site, text=UNCLOSED)
    expect(page.get_by_role("button", name="Error line 1")).to_be_visible()
    page.locator(".editor-examples").evaluate("details => { details.open = true; }")
    text_of(page).focus()
    page.keyboard.press("Control+Home")
    page.keyboard.type("/")
    faults: list[str] = []
    for size, scheme in (look.values for look in LOOKS):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        faults += [fault for fault in serious_faults(page) if "editor" in fault or "source-text" in fault]
    page.context.close()

    assert not faults, "\n".join(faults)
