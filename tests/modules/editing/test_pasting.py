"""What comes from a word processor becomes Markdown, and what could not come along is told."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from modules.dialect.lint import lint
from tests.browsers import needs_chromium
from tests.modules.editing.in_a_browser import Editor

pytestmark = [pytest.mark.browser, needs_chromium]

CLIPBOARDS = sorted((Path(__file__).parent / "clipboards").glob("*.clipboard"))


@pytest.mark.parametrize("file", CLIPBOARDS, ids=lambda file: file.stem)
def test_a_clipboard_becomes_clean_markdown(page: Page, file: Path) -> None:
    expected = file.with_suffix(".md").read_text(encoding="utf-8").rstrip("\n")
    editor = Editor(page)

    editor.paste(html=file.read_text(encoding="utf-8"))

    expect(editor.text).to_have_value(expected)
    assert not lint(expected)


def test_what_is_left_out_is_told(page: Page) -> None:
    editor = Editor(page)

    editor.paste(html=next(file for file in CLIPBOARDS if file.stem == "word").read_text(encoding="utf-8"))

    note = page.locator("[data-note]")
    expect(note).to_contain_text("Pictures that were left out: 1.")
    expect(note).to_contain_text("Footnotes that were left out: 1.")
    editor.paste(html="<p>One</p><p>two</p>")
    expect(note).to_be_empty()


def test_a_paste_replaces_what_was_chosen_and_is_taken_back_by_one_press(page: Page) -> None:
    editor = Editor(page, "Before. Here. After.")
    editor.choose(8, 13)

    editor.paste(html="<p>One <b>word</b></p><p>and another</p>")
    expect(editor.text).to_have_value("Before. One **word**\n\nand another After.")

    page.keyboard.press("Control+z")
    expect(editor.text).to_have_value("Before. Here. After.")


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("<div><span style='color: #111'>:root {</span></div><div>}</div>", ":root {\n}"),
        ("<p>:::choice{#a}</p><p>- (x) Yes</p><p>:::</p>", ":::choice{#a}\n\n- (x) Yes\n\n:::"),
        ("", "only plain"),
    ],
    ids=["code without structure", "Markdown that was written in a word processor", "no HTML"],
)
def test_what_is_plain_already_is_pasted_as_it_is(page: Page, html: str, plain: str) -> None:
    editor = Editor(page)

    editor.paste(html=html, plain=plain)

    expect(editor.text).to_have_value(plain)
