"""The toolbar and the menu of examples: by mouse and by keyboard, and Ctrl+Z takes everything back."""

import pytest
from playwright.sync_api import Page, expect

from modules.dialect.activities import KINDS
from modules.dialect.examples import example
from modules.dialect.lint import lint
from tests.browsers import PHONE, needs_chromium
from tests.journeys.looking import serious_faults, too_wide
from tests.modules.editing.in_a_browser import Editor

pytestmark = [pytest.mark.browser, needs_chromium]


TOOLS = (
    ("Bold", "one two", (4, 7), "one **two**", "two"),
    ("Bold", "one **two**", (6, 9), "one two", "two"),
    ("Italic", "one two", (0, 3), "*one* two", "one"),
    ("Italic", "", (0, 0), "**", ""),
    ("Link", "see here", (4, 8), "see [here](key)", "key"),
    ("Link", "", (0, 0), "[](key)", ""),
    ("Heading", "Title\ntext", (2, 2), "## Title\ntext", ""),
    ("Heading", "### Title", (4, 4), "Title", ""),
    ("Bulleted list", "a\nb", (0, 3), "- a\n- b", "- a\n- b"),
    ("Bulleted list", "- a\n- b", (0, 7), "a\nb", "a\nb"),
    ("Numbered list", "a\nb", (0, 3), "1. a\n2. b", "1. a\n2. b"),
    ("Quote", "said\nso", (0, 7), "> said\n> so", "> said\n> so"),
    ("Table", "Above", (5, 5), "Above\n\n| What | Who |\n| --- | --- |\n|  |  |\n", ""),
)
"""Button, text and chosen stretch before; text and chosen stretch after."""
SHORTCUTS = (
    ("Control+b", "**word**"),
    ("Control+i", "*word*"),
    ("Control+k", "[word](key)"),
    ("Control+Shift+Digit2", "## word"),
    ("Control+Shift+Digit8", "- word"),
    ("Control+Shift+Digit7", "1. word"),
    ("Control+Shift+Digit9", "> word"),
)


def test_a_tool_changes_the_text_and_can_be_taken_back(page: Page) -> None:
    editor = Editor(page)
    for tool, before, chosen, after, chosen_after in TOOLS:
        editor.write(before, *chosen)
        page.get_by_role("button", name=tool).click()
        expect(editor.text, tool).to_have_value(after)
        expect(editor.text).to_be_focused()
        assert editor.chosen() == chosen_after
        page.keyboard.press("Control+z")
        expect(editor.text, tool).to_have_value(before)


def test_a_tool_has_a_shortcut(page: Page) -> None:
    editor = Editor(page)
    for keys, after in SHORTCUTS:
        editor.write("word", 0, 4)
        page.keyboard.press(keys)
        expect(editor.text, keys).to_have_value(after)


def test_the_toolbar_is_one_stop_and_arrows_walk_through_it(page: Page) -> None:
    Editor(page, "text")
    buttons = page.get_by_role("toolbar", name="Formatting").get_by_role("button")
    page.keyboard.press("Tab")
    expect(buttons.first).to_be_focused()

    for key, name in [
        ("ArrowRight", "Italic"),
        ("End", "Activities"),
        ("ArrowRight", "Bold"),
        ("ArrowLeft", "Activities"),
        ("Home", "Bold"),
        ("ArrowRight", "Italic"),
    ]:
        page.keyboard.press(key)
        expect(page.get_by_role("button", name=name)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("textbox")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Italic")).to_be_focused()


def test_a_slash_at_the_beginning_of_a_line_finds_an_example(page: Page) -> None:
    editor = Editor(page, "Above.\n\n")
    editor.choose(8)

    page.keyboard.type("/")
    expect(editor.menu.get_by_role("option")).to_have_count(len(KINDS))
    expect(page.locator("[data-said]")).to_contain_text("Enter puts the example in")
    page.keyboard.type("true")
    expect(editor.menu.get_by_role("option")).to_have_count(1)
    chosen = editor.menu.get_by_role("option", selected=True)
    expect(editor.text).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    page.keyboard.press("Enter")

    expect(editor.menu).to_be_hidden()
    expect(editor.text).to_have_value("Above.\n\n" + example("truefalse").source)
    expect(editor.text).to_be_focused()
    page.keyboard.press("Control+z")
    expect(editor.text).to_have_value("Above.\n\n/true")


def test_arrows_choose_among_what_was_found_and_escape_leaves_the_text_alone(page: Page) -> None:
    editor = Editor(page)
    editor.choose(0)
    page.keyboard.type("/")
    options = editor.menu.get_by_role("option")

    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")

    expect(editor.menu).to_be_hidden()
    expect(editor.text).to_have_value("/")


def test_a_slash_that_asks_for_nothing_opens_nothing(page: Page) -> None:
    editor = Editor(page)
    for typed in ("and/or", "/nothing-like-it", "1/2"):
        editor.write("", 0)
        page.keyboard.type(typed)
        expect(editor.text).to_have_value(typed)
        expect(editor.menu).to_be_hidden()


def test_the_button_opens_the_same_menu_on_a_line_of_its_own_and_escape_takes_it_back(page: Page) -> None:
    editor = Editor(page, "Above.")
    editor.choose(6)

    page.get_by_role("button", name="Activities").click()
    expect(editor.menu.get_by_role("option")).to_have_count(len(KINDS))
    page.keyboard.press("Escape")
    expect(editor.menu).to_be_hidden()
    expect(editor.text).to_have_value("Above.\n\n")

    page.get_by_role("button", name="Activities").click()
    editor.menu.get_by_role("option").first.click()
    expect(editor.text).to_have_value("Above.\n\n" + example("choice").source)


def test_every_example_can_be_put_in_twice_without_a_name_that_is_taken(page: Page) -> None:
    editor = Editor(page)
    editor.choose(0)
    for kind in (*KINDS, *KINDS):
        page.keyboard.type(f"/{kind.kind}")
        page.keyboard.press("Enter")
        expect(editor.menu).to_be_hidden()
        editor.choose(1_000_000)

    found = lint(editor.text.input_value(), publishing=True)
    assert [problem for problem in found if problem.severity == "error"] == []


def test_a_text_without_activities_has_tools_and_no_examples(page: Page) -> None:
    Editor(page, holds_activities=False)

    expect(page.get_by_role("button", name="Bold")).to_be_visible()
    expect(page.get_by_role("button", name="Activities")).to_have_count(0)
    expect(page.get_by_text("Examples of every activity")).to_have_count(0)


def test_without_scripts_the_text_and_the_examples_are_there_and_no_tool_that_does_nothing(plain: Page) -> None:
    editor = Editor(plain, "text")

    expect(editor.text).to_have_value("text")
    expect(plain.get_by_role("toolbar")).to_be_hidden()
    plain.get_by_text("Examples of every activity, to copy").click()
    plain.get_by_text("A question with one right answer").click()
    expect(plain.locator("pre").first).to_contain_text("Promise you won't tell anyone?")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it_on_a_phone(page: Page, scheme: str) -> None:
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme=scheme)
    editor = Editor(page)
    editor.choose(0)
    page.keyboard.type("/")
    expect(editor.menu).to_be_visible()

    assert not serious_faults(page) + too_wide(page)
    sizes = (
        page.get_by_role("toolbar")
        .get_by_role("button")
        .evaluate_all("all => all.map((each) => Math.min(each.offsetWidth, each.offsetHeight))")
    )
    assert min(sizes) >= 44
