"""A coordinator brings somebody without e-mail by a file and prints a slip; that person opens the account and learns. No JavaScript."""

from playwright.sync_api import Browser, expect

from tests.browsers import PHONE
from tests.journeys import walking
from tests.journeys.looking import serious_faults
from tests.journeys.site import Site
from tests.journeys.walking import follow

FILE = {"name": "people.csv", "mimeType": "text/csv", "buffer": "first_name;last_name\nNadia;Orlova\n".encode("utf-16")}
STRONG = "seven-quiet-lanterns"


def test_from_a_row_of_a_file_to_the_first_lesson(browser: Browser, site: Site) -> None:
    desk = walking.arrive(browser, site, "coordinator", to="/cohorts/", java_script_enabled=False)
    follow(desk.get_by_role("link", name="Mereby, second intake"))
    follow(desk.get_by_role("link", name="By a file"))
    desk.get_by_label("The file").set_input_files(FILE)
    follow(desk.get_by_role("button", name="Look at it"))
    expect(desk.get_by_text("Read as UTF-16, separated by semicolons.")).to_be_visible()
    follow(desk.get_by_role("button", name="Carry out"))
    expect(desk.get_by_text("Carried out").first).to_be_visible()
    follow(desk.get_by_role("link", name="To the people"))
    follow(desk.get_by_role("link", name="Print a slip for 1 person"))
    follow(desk.get_by_role("button", name="Make the slips"))
    username, code = desk.locator("dd b").all_inner_texts()

    context = browser.new_context(base_url=site.url, viewport=PHONE, locale="en-GB")
    page = context.new_page()
    page.goto("/start/")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Code on your slip").fill(code.lower())
    page.get_by_label("A password of your own").fill(STRONG)
    assert serious_faults(page) == []
    follow(page.get_by_role("button", name="Open my account"))
    expect(page.get_by_role("heading", name="Where do you work?")).to_be_visible()
    for each in (desk.context, context):
        each.close()
