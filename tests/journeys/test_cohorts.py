"""A coordinator brings somebody without e-mail by a file and prints a slip; that person opens the account and learns. No JavaScript."""

from playwright.sync_api import Browser, Page

from tests.journeys import walking
from tests.journeys.conftest import PHONE
from tests.journeys.site import Site
from tests.journeys.test_access import serious_faults

FILE = {"name": "people.csv", "mimeType": "text/csv", "buffer": "first_name;last_name\nNadia;Orlova\n".encode("utf-16")}
STRONG = "seven-quiet-lanterns"


def test_from_a_row_of_a_file_to_the_first_lesson(browser: Browser, site: Site, plain_page: Page) -> None:
    walking.sign_in(plain_page, *site.account("coordinator"), to="/cohorts/")
    plain_page.get_by_role("link", name="Mereby, second intake").click()
    plain_page.get_by_role("link", name="By a file").click()
    plain_page.get_by_label("The file").set_input_files(FILE)
    plain_page.get_by_role("button", name="Look at it").click()
    plain_page.get_by_text("Read as UTF-16, separated by semicolons.").wait_for()
    plain_page.get_by_role("button", name="Carry out").click()
    plain_page.get_by_text("Carried out").first.wait_for()
    plain_page.get_by_role("link", name="To the people").click()
    plain_page.get_by_role("link", name="Print a slip for 1 person").click()
    plain_page.get_by_role("button", name="Make the slips").click()
    username, code = plain_page.locator("dd b").all_inner_texts()

    context = browser.new_context(base_url=site.url, viewport=PHONE, locale="en-GB")
    page = context.new_page()
    page.goto("/start/")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Code on your slip").fill(code.lower())
    page.get_by_label("A password of your own").fill(STRONG)
    assert serious_faults(page) == []
    page.get_by_role("button", name="Open my account").click()
    page.get_by_role("heading", name="Where do you work?").wait_for()
    context.close()
