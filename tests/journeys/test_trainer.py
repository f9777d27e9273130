"""A trainer edits a lesson in the editor: sees it as learners will, is told each mistake with its line, publishes; answers stay."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.browsers import SCREEN
from tests.journeys import walking
from tests.journeys.site import Site
from tests.journeys.walking import follow

LESSON = "The rights behind the work"
QUESTION = "f-22"


def _trainer(browser: Browser, site: Site) -> Page:
    return walking.arrive(browser, site, "trainer", to="/admin/", viewport=SCREEN)


def _open_editor(page: Page) -> None:
    walking.open_step(page, LESSON)
    follow(page.get_by_role("link", name="Edit this page"))
    page.locator("textarea[name=body]").wait_for()


def _publish(page: Page) -> None:
    page.get_by_role("button", name="More actions").click()
    follow(page.locator("button[name=action-publish]"))


def test_a_trainer_is_told_each_mistake_with_its_line_and_a_learners_answer_survives_the_edit(
    browser: Browser, site: Site, page: Page
) -> None:
    walking.sign_up(page)
    walking.choose_pathway(page)
    walking.open_step(page, LESSON)
    form = walking.activity(page, QUESTION)
    form.locator("input[name=answer]").first.check()
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_role("status")).to_contain_text(re.compile("Right|Not yet|Partly"))
    said = form.get_by_role("status").inner_text()

    trainer = _trainer(browser, site)
    _open_editor(trainer)
    text = trainer.locator("textarea[name=body]")
    good = text.input_value()
    broken_line = good.count("\n") + 3
    text.fill(good + "\n\n:::choise{#new}\n\nWho decides?\n\n- (x) The court\n\n:::\n")
    _publish(trainer)
    trainer.get_by_role("button", name=re.compile(rf"line {broken_line}\b.*:::choise")).click()
    expect(text).to_be_focused()
    assert text.evaluate("text => text.value.slice(text.selectionStart, text.selectionEnd)") == ":::choise{#new}"

    trainer.locator("textarea[name=body]").fill(good + "\n\nA sentence that the trainer added.\n")
    _publish(trainer)
    expect(trainer.get_by_text(re.compile("published", re.IGNORECASE)).first).to_be_visible()

    page.reload()
    expect(page.get_by_text("A sentence that the trainer added.")).to_be_visible()
    expect(form.get_by_role("status")).to_have_text(said, use_inner_text=True)


def test_the_preview_is_made_by_the_renderer_of_the_site(browser: Browser, site: Site) -> None:
    trainer = _trainer(browser, site)
    _open_editor(trainer)

    trainer.locator("textarea[name=body]").fill(
        "Before.\n\n:::choice{#preview}\n\nWho decides?\n\n- (x) The court\n- ( ) A neighbour\n\n:::\n"
    )
    trainer.get_by_role("button", name="Toggle preview").click()
    preview = trainer.frame_locator("iframe#w-preview-iframe")

    expect(preview.locator("#preview").get_by_text("Who decides?")).to_be_visible(timeout=20_000)
    expect(preview.locator("#preview input[type=radio]")).to_have_count(2)
