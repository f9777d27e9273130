"""Names that were written when the text was saved in the background come into the text box, and nothing typed meanwhile is lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.browsers import needs_chromium
from tests.modules.editing.in_a_browser import Editor

pytestmark = [pytest.mark.browser, needs_chromium]

SENT = ":::choice\n\n- (x) One\n- ( ) Two\n\n:::\n"
KEPT = ":::choice{#one}\n\n- (x) One {#one}\n- ( ) Two {#two}\n\n:::\n"


def saves(editor: Editor) -> None:
    """Wagtail begins to save in the background, and says what it sends."""
    editor.text.evaluate(
        """text => text.form.dispatchEvent(
            new CustomEvent("w-autosave:save", { bubbles: true, detail: { formData: new FormData(text.form) } })
        )"""
    )


def is_answered(editor: Editor, updates: dict[str, str] | None) -> None:
    """What the server has answered."""
    editor.text.evaluate(
        """(text, field_updates) => text.form.dispatchEvent(
            new CustomEvent("w-autosave:success", { bubbles: true, detail: { data: { field_updates } } })
        )""",
        updates,
    )


def test_what_was_kept_is_taken_over_where_nobody_is_at_work(page: Page) -> None:
    editor = Editor(page, SENT)
    editor.text.evaluate("text => text.addEventListener('input', () => { text.dataset.heard = 'yes'; })")

    saves(editor)
    is_answered(editor, {"body-as-kept": KEPT})

    expect(editor.text).to_have_value(KEPT)
    expect(editor.text).to_have_attribute("data-heard", "yes")


def test_while_somebody_is_at_work_it_waits_until_the_editor_is_left(page: Page) -> None:
    editor = Editor(page, SENT)
    editor.choose(0)
    saves(editor)
    is_answered(editor, {"body-as-kept": KEPT})
    expect(editor.text).to_have_value(SENT)

    page.get_by_role("button", name="Bold").focus()
    expect(editor.text).to_have_value(SENT)
    page.evaluate("document.activeElement.blur()")

    expect(editor.text).to_have_value(KEPT)


def test_what_was_typed_meanwhile_stays(page: Page) -> None:
    editor = Editor(page, SENT)
    saves(editor)
    editor.choose(0)
    page.keyboard.type("More. ")
    is_answered(editor, {"body-as-kept": KEPT})
    page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(50)

    expect(editor.text).to_have_value("More. " + SENT)


def test_an_answer_that_says_nothing_of_the_text_changes_nothing(page: Page) -> None:
    editor = Editor(page, SENT)
    for updates in ({}, {"comments-INITIAL_FORMS": "1"}, None):
        saves(editor)
        is_answered(editor, updates)

    expect(editor.text).to_have_value(SENT)
