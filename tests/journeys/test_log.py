"""The log in a real browser: written without JavaScript, saved while typing with it, and never kept by the browser."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import walking
from tests.journeys.looking import LOOKS, serious_faults, too_wide
from tests.journeys.site import Site
from tests.journeys.test_mentoring_session import open_form
from tests.journeys.test_weight import KILO, _weigh
from tests.journeys.walking import follow, main

WRITE = "/mentoring/log/write/"
HONEST = "I looked at my notes while the grandmother spoke."
NAMED = "Dara Sok (8) waited at the door, and I rang 0977 123 456."
TICKS = ("nothing_identifying", "neighbour_test", "child_test", "no_danger")
KEPT_BY_THE_BROWSER = """async () => {
    const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
    for (const name of await caches.keys())
        for (const request of await (await caches.open(name)).keys())
            found.push(request.url, await (await (await caches.open(name)).match(request)).text());
    for (const { name } of await indexedDB.databases()) found.push(await new Promise((done) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = async () => {
            const stores = [...opening.result.objectStoreNames];
            const texts = await Promise.all(stores.map((store) => new Promise((read) => {
                const all = opening.result.transaction(store).objectStore(store).getAll();
                all.onsuccess = () => read(JSON.stringify(all.result));
            })));
            done(texts.join());
        };
    }));
    return found.join();
}"""


def write(page: Page, words: str) -> None:
    """Fill in what has to be filled in, and save."""
    page.goto(WRITE)
    page.fill("[name=what_happened]", words)
    for tick in TICKS:
        page.check(f"[name={tick}]")
    follow(page.get_by_role("button", name="Save"))


@pytest.fixture
def learner(page: Page) -> Page:
    walking.sign_up(page)
    walking.choose_pathway(page)
    return page


def test_an_entry_is_written_without_javascript_and_the_writer_decides_about_names(plain_page: Page) -> None:
    walking.sign_up(plain_page)
    write(plain_page, NAMED)

    expect(plain_page.get_by_text("Could somebody be recognised?")).to_be_visible()
    expect(plain_page.locator("[name=what_happened]")).to_have_value(NAMED)
    plain_page.get_by_role("group", name="0977 123 456").get_by_label("Keep as it is").check()
    follow(plain_page.get_by_role("button", name="Save"))

    expect(plain_page.get_by_role("heading", level=1)).to_contain_text("Entry of")
    for kept in ("Child A, 7", "waited at the door", "0977 123 456"):
        expect(main(plain_page)).to_contain_text(kept)
    expect(main(plain_page)).not_to_contain_text("Dara Sok")


def test_what_is_typed_is_saved_to_the_server_and_nowhere_in_the_browser(learner: Page) -> None:
    learner.goto(WRITE)
    learner.fill("[name=what_happened]", HONEST)
    expect(learner.locator("[data-saved]")).to_contain_text("Saved")

    assert HONEST not in learner.evaluate(KEPT_BY_THE_BROWSER)
    learner.goto("/mentoring/log/")
    expect(learner.get_by_text("Not finished yet")).to_be_visible()
    follow(learner.get_by_role("link", name=" 20").first)
    expect(learner.get_by_text(HONEST)).to_be_visible()
    assert HONEST not in learner.evaluate(KEPT_BY_THE_BROWSER)


def test_whom_to_call_shows_while_somebody_types_about_a_danger(learner: Page) -> None:
    learner.goto(WRITE)
    hint = learner.get_by_text("If a child may be in danger, call now.")
    learner.fill("[name=what_happened]", HONEST)
    expect(learner.locator("[data-saved]")).to_contain_text("Saved")
    expect(hint).to_be_hidden()

    learner.fill("[name=what_happened]", f"{HONEST} He said that he will kill her.")

    expect(hint).to_be_visible()


def test_a_commitment_of_a_lesson_waits_in_the_log(plain_page: Page) -> None:
    walking.sign_up(plain_page)
    walking.choose_pathway(plain_page)
    walking.open_step(plain_page, "What reintegration means")
    lesson = plain_page.url
    plain_page.get_by_label("What I will try this week").fill("I will leave my notebook in the bag.")
    follow(plain_page.get_by_role("button", name="Keep it"))
    expect(plain_page).to_have_url(lesson)

    plain_page.goto("/mentoring/log/")
    follow(plain_page.get_by_role("button", name="I tried it"))

    expect(plain_page.get_by_text("Tried", exact=True)).to_be_visible()


def test_what_a_lesson_asks_for_this_week_is_on_the_agenda_of_the_next_session(browser: Browser, site: Site) -> None:
    page = walking.arrive(browser, site, "learner", java_script_enabled=False)
    walking.open_step(page, "The rights behind the work")
    offered = page.get_by_label("What I will try this week").input_value()
    assert offered
    follow(page.get_by_role("button", name="Keep it"))
    page.context.close()

    desk = walking.arrive(browser, site, "mentor", to="/mentoring/")
    open_form(desk)
    agenda = desk.get_by_label("From a lesson").evaluate_all("all => all.map((each) => each.value)")
    desk.context.close()

    assert offered in agenda


@pytest.mark.parametrize("address", [WRITE, "/mentoring/log/"], ids=["form", "list"])
def test_a_page_of_the_log_is_light(learner: Page, address: str) -> None:
    write(learner, HONEST)
    weight = _weigh(learner, address)

    assert weight.html + weight.css + weight.js <= 20 * KILO, weight
    assert not weight.foreign


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_axe_finds_nothing_serious_in_the_log(browser: Browser, base_url: str, size: Any, scheme: Any) -> None:
    context = browser.new_context(base_url=base_url, viewport=size, color_scheme=scheme)
    page = context.new_page()
    walking.sign_up(page)
    walking.choose_pathway(page)
    page.goto("/mentoring/log/")
    faults = serious_faults(page)
    page.goto(WRITE)
    for folded in page.locator("summary").all():
        folded.click()
    faults += serious_faults(page)
    follow(page.get_by_role("button", name="Save"))
    faults += serious_faults(page)
    write(page, f"{NAMED} I am afraid that he will kill her.")
    faults += serious_faults(page)
    follow(page.get_by_role("button", name="Save"))
    faults += serious_faults(page)
    follow(page.get_by_role("link", name="Delete"))
    faults += serious_faults(page)
    for address in ("/mentoring/log/", "/mentoring/log/export/"):
        page.goto(address)
        faults += serious_faults(page)
        faults += too_wide(page)
    context.close()

    assert not faults, "\n".join(faults)
