"""Somebody reads what is kept about them, takes it along and asks to be forgotten; two people do it; the proof is there for whoever asks.

Without JavaScript. The people are made for the purpose, so that nobody else's journey changes.
"""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsers import PHONE
from tests.journeys import walking
from tests.journeys.looking import LOOKS, serious_faults
from tests.journeys.site import Site
from tests.journeys.walking import follow, main

PASSWORD = "a-long-way-to-walk-42"
WORD = "quillwort"
MAKE = f"""
from django.utils import timezone
from training_site.people import services
from training_site.people.models import Organisation
from training_site.people.roles import Role

today = timezone.localdate()
centre = Organisation.objects.get(name="Mereby Family Centre")
country = centre.get_root()

def person(name, role, place):
    made = services.register_person(username=name.lower(), password="{PASSWORD}", first_name=name, last_name="Quillwort")
    services.add_membership(user=made, role=role, organisation=place, since=today, today=today)

person("Ysolde", Role.LEARNER, centre)
person("Adalind", Role.ADMINISTRATOR, country)
person("Abelard", Role.ADMINISTRATOR, country)
twins = (("Tia", "Tamm"), ("Tia", "TAMM"), ("Una", "Ulm"), ("ULM", "Una"))
for number, (name, last_name) in enumerate(twins):
    made = services.register_person(username=f"twin-{{number}}", first_name=name, last_name=last_name)
    services.add_membership(user=made, role=Role.LEARNER, organisation=centre, since=today, today=today)
"""


@pytest.fixture(scope="session")
def people(site: Site) -> Site:
    """The site with a learner and two administrators."""
    site.manage("shell", "-c", MAKE)
    site.passwords.update(dict.fromkeys(("ysolde", "adalind", "abelard"), PASSWORD))
    return site


def arrive(browser: Browser, site: Site, name: str, *, to: str) -> Page:
    return walking.arrive(browser, site, name, to=to, java_script_enabled=False)


def press(page: Page, name: str) -> None:
    """Press a button that leads to another page."""
    follow(main(page).get_by_role("button", name=name))


def test_somebody_reads_the_notice_in_their_language_before_anything_else(browser: Browser, people: Site) -> None:
    context = browser.new_context(base_url=people.url, locale="uk-UA", viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto("/privacy/notice/")

    expect(page.locator("article[lang=uk] h1")).to_have_text("Повідомлення про приватність")
    follow(main(page).get_by_role("link", name="English", exact=True).first)
    expect(page.locator("article[lang=en] h1")).to_have_text("Privacy notice")


def test_somebody_takes_their_data_along_and_is_forgotten_by_two_people(browser: Browser, people: Site) -> None:
    ysolde = arrive(browser, people, "ysolde", to="/privacy/")
    press(ysolde, "Download everything")
    ysolde.get_by_label("Password").fill(PASSWORD)
    with ysolde.expect_download() as started:
        main(ysolde).get_by_role("button", name="Go on").click()
    with ZipFile(BytesIO(started.value.path().read_bytes())) as archive:
        assert WORD in archive.read("people.account.json").decode().casefold()

    ysolde.goto("/privacy/")
    follow(main(ysolde).get_by_role("link", name="Look what would happen"))
    press(ysolde, "Ask to be forgotten")
    proof = main(ysolde).get_by_role("link", name="The proof").get_attribute("href")
    assert proof is not None

    for name, button in (("adalind", "I have looked at it"), ("abelard", "Erase for good")):
        page = arrive(browser, people, name, to="/privacy/requests/")
        follow(main(page).get_by_role("link", name="Ysolde Quillwort"))
        press(page, button)

    ysolde.goto("/privacy/")
    expect(main(ysolde).get_by_role("button", name="Sign in")).to_be_visible()
    stranger = browser.new_context(base_url=people.url, viewport=PHONE, java_script_enabled=False).new_page()
    stranger.goto(proof)
    expect(main(stranger).get_by_role("heading", name="Stays, about nobody")).to_be_visible()
    assert WORD not in stranger.content().casefold()


def test_an_administrator_makes_one_of_two_accounts_after_seeing_what_would_happen(
    browser: Browser, people: Site
) -> None:
    page = arrive(browser, people, "adalind", to="/duplicates/")
    for step in ("Tia Tamm", "Keep"):
        follow(main(page).get_by_role("link", name=step).first)
    expect(main(page).get_by_role("heading", name="What would happen")).to_be_visible()
    main(page).get_by_text("Was brought by a file").click()
    press(page, "Merge")

    expect(main(page).get_by_text("was merged into this account")).to_be_visible()
    page.goto("/duplicates/")
    expect(main(page).get_by_role("link", name="Tia Tamm")).to_have_count(0)


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_the_pages_of_this_room_have_no_serious_fault(browser: Browser, people: Site, size: Any, scheme: Any) -> None:
    context = browser.new_context(base_url=people.url, locale="en-GB", viewport=size, color_scheme=scheme)
    page = context.new_page()
    walking.sign_in(page, "adalind", PASSWORD, to="/duplicates/")
    faults = serious_faults(page)
    for step in ("Una Ulm", "Keep"):
        follow(main(page).get_by_role("link", name=step).first)
        faults += serious_faults(page)
    for address in ("/duplicates/merged/", "/privacy/notice/?in=km"):
        page.goto(address)
        faults += serious_faults(page)

    assert faults == []
