"""A text goes from its writer's phone to a trainer who does not know whose it is, and comes back marked. No JavaScript."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.factories.texts import ESSAY
from tests.journeys import walking
from tests.journeys.looking import faults_unfolded
from tests.journeys.site import Site
from tests.journeys.walking import follow, main

WORDS = "The pot was on the fire, and the mother said that the boy had gone to school."
PLANT = """
from modules.models import LessonPage, ModulePage
# The last one: other journeys complete the first.
module = ModulePage.objects.live().filter(locale__language_code="en").order_by("path").last()
lesson = LessonPage(title="A note", slug="a-note", body={body!r}, locale=module.locale)
module.add_child(instance=lesson)
lesson.save_revision().publish()
print("AT", lesson.url)
"""
TAKE_AWAY = 'from modules.models import LessonPage; LessonPage.objects.get(slug="a-note").delete()'


@pytest.fixture
def lesson(site: Site) -> Iterator[str]:
    """The path of a lesson that asks for a text."""
    printed = site.manage("shell", "-v0", "-c", PLANT.format(body=ESSAY))
    yield urlsplit(printed.split("AT ")[1].strip()).path
    site.manage("shell", "-v0", "-c", TAKE_AWAY)


def test_a_text_is_handed_in_marked_without_a_name_and_read_by_its_writer(
    browser: Browser, site: Site, lesson: str
) -> None:
    writer = walking.arrive(browser, site, "learner", to=lesson, java_script_enabled=False)
    writer.get_by_label("Your text").fill(WORDS)
    follow(writer.locator("#note").get_by_role("button", name="Save"))
    expect(writer.locator("#note")).to_contain_text("A trainer marks it")
    follow(writer.get_by_role("link", name="See what you handed in"))
    expect(main(writer)).to_contain_text(WORDS)

    trainer = walking.arrive(browser, site, "trainer", to="/marking/", java_script_enabled=False)
    expect(main(trainer)).to_contain_text("1 text waits")
    follow(trainer.get_by_role("link", name="Write the first paragraph of a case note."))
    follow(main(trainer).get_by_role("link", name=re.compile(r"^Text [0-9A-F]+$")))
    expect(main(trainer)).to_contain_text(WORDS)
    trainer.get_by_label("SEEN-SOME").check()
    follow(trainer.get_by_role("button", name="Keep and go on later"))
    expect(trainer.get_by_label("SEEN-SOME")).to_be_checked()
    follow(trainer.get_by_role("button", name="Sign", exact=True))
    expect(trainer.get_by_role("alert")).to_contain_text("Please look at this again")
    trainer.get_by_label("NEXT-SAID").check()
    trainer.get_by_label("What you say of the whole text").fill("Clear, and close to what you saw.")
    follow(trainer.get_by_role("button", name="Sign", exact=True))
    expect(main(trainer)).to_contain_text("Signed.")

    writer.reload()
    expect(main(writer)).to_contain_text("Marked: 2 of 3 points")
    expect(main(writer)).to_contain_text("Clear, and close to what you saw.")
    expect(main(writer)).to_contain_text("SAMPLE-NOTE")


@pytest.mark.looks
@pytest.mark.parametrize(("who", "at"), [("learner", ""), ("trainer", "/marking/")], ids=["the writer", "the trainer"])
def test_axe_finds_nothing_serious_where_texts_are_marked(
    browser: Browser, site: Site, lesson: str, who: str, at: str
) -> None:
    page = walking.arrive(browser, site, who, to=at or lesson)

    assert faults_unfolded(page) == []
