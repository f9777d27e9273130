"""A coordinator moves a learner, and the old mentor no longer sees them; a coordinator writes to learners and sees why one was not told.

Both without JavaScript. The people are made for the purpose, so that nobody else's journey changes.
"""

from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.journeys import walking
from tests.journeys.conftest import PHONE
from tests.journeys.site import Site
from tests.journeys.test_access import LOOKS, serious_faults

PASSWORD = "a-long-way-to-walk-42"
UNFOLD = "all => all.forEach(each => { each.open = true })"
MAKE = f"""
from django.utils import timezone
from assessments.mentoring.services import relationships
from training_site.people import services
from training_site.people.models import Organisation, User
from training_site.people.roles import Role

now = timezone.now()
today = timezone.localdate(now)
district = Organisation.objects.get(name="Mereby district")
centre = Organisation.objects.get(name="Mereby Family Centre")
school = services.create_organisation(name="Mereby Evening School", kind=Organisation.Kind.ORGANISATION, parent=district)

def person(name, role, place):
    made = services.register_person(username=name.lower(), password="{PASSWORD}", first_name=name, last_name="Walker")
    services.add_membership(user=made, role=role, organisation=place, since=today, today=today)
    return made

learner, mentor = person("Maya", Role.LEARNER, centre), person("Milo", Role.MENTOR, centre)
person("Nora", Role.LEARNER, school), person("Noor", Role.LEARNER, school)
wanted = relationships.Assignment(
    learner=learner, person=mentor, kind="reflective", organisation=centre, programme_key="reintegration", starts_on=today,
)
pair = relationships.assign(wanted, by=User.objects.get(username="coordinator"), now=now)
for one in (learner, mentor):
    pair = relationships.accept(relationship=pair, by=one, now=now)
"""


@pytest.fixture(scope="session")
def walkers(site: Site) -> Site:
    """The site with a learner and her mentor in one organisation, and two learners in another."""
    site.manage("shell", "-c", MAKE)
    return site


def arrive(browser: Browser, site: Site, name: str, *, to: str, **how: Any) -> Page:
    context = browser.new_context(
        base_url=site.url, locale="en-GB", **{"viewport": PHONE, "java_script_enabled": False, **how}
    )
    page = context.new_page()
    made = name in ("maya", "milo", "nora", "noor")
    walking.sign_in(page, *((name, PASSWORD) if made else site.account(name)), to=to)
    return page


def main(page: Page) -> Locator:
    return page.get_by_role("main")


def choose(page: Page, label: str, text: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.select_option(field.locator("option", has_text=text).first.get_attribute("value"))


def test_the_old_mentor_of_somebody_who_moves_no_longer_sees_them(browser: Browser, walkers: Site) -> None:
    administrator = arrive(browser, walkers, "administrator", to="/organisations/")
    for step in ("Tavenia North", "Mereby district", "Make an organisation below it"):
        main(administrator).get_by_role("link", name=step).first.click()
    administrator.get_by_label("Name").fill("Mereby Outreach")
    administrator.get_by_label("Kind").select_option("organisation")
    main(administrator).get_by_role("button", name="Make it").click()
    assert administrator.get_by_role("heading", name="Mereby Outreach").count() == 1

    mentor = arrive(browser, walkers, "milo", to="/mentoring/")
    assert main(mentor).get_by_text("Maya Walker").count() >= 1

    coordinator = arrive(browser, walkers, "coordinator", to="/organisations/")
    coordinator.get_by_label("Find somebody by name").fill("maya")
    main(coordinator).get_by_role("button", name="Find").click()
    main(coordinator).get_by_role("link", name="Maya Walker").click()
    main(coordinator).get_by_role("link", name="Move").click()
    choose(coordinator, "Where to", "Mereby Outreach")
    main(coordinator).get_by_role("button", name="Move").click()
    assert main(coordinator).get_by_text("Maya Walker goes on in Mereby Outreach").count() == 1
    assert main(coordinator).get_by_text("Over").count() == 1

    mentor.goto("/mentoring/")
    assert main(mentor).locator("h3 a", has_text="Maya Walker").count() == 0


def test_a_coordinator_writes_to_learners_and_sees_why_one_was_not_told(browser: Browser, walkers: Site) -> None:
    noor = arrive(browser, walkers, "noor", to="/notices/hours/")
    noor.get_by_label("Messages that coordinators write").uncheck()
    main(noor).get_by_role("button", name="Save").click()
    noor.wait_for_url("**/notices/")

    coordinator = arrive(browser, walkers, "coordinator", to="/organisations/")
    main(coordinator).get_by_role("link", name="Write to many").click()
    main(coordinator).get_by_role("link", name="Write to many").click()
    choose(coordinator, "To whom", "Mereby Evening School")
    main(coordinator).get_by_role("button", name="Look who is told").click()
    assert coordinator.get_by_role("heading", name="1 person is told.").count() == 1
    main(coordinator).get_by_role("button", name="Send it").click()
    coordinator.wait_for_url("**/deliveries/")
    line = coordinator.locator(".line", has_text="Noor Walker")
    assert "Not told: wants no messages that go to many" in line.inner_text()

    nora = arrive(browser, walkers, "nora", to="/notices/")
    main(nora).get_by_role("button", name="Open").first.click()
    nora.wait_for_url("**/notices/messages/**")
    assert main(nora).get_by_text("Hello Nora Walker").count() == 1


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_axe_finds_nothing_serious_where_people_are_looked_after(
    browser: Browser, walkers: Site, size: Any, scheme: Any
) -> None:
    faults: list[str] = []

    def look(page: Page) -> None:
        page.locator("main details").evaluate_all(UNFOLD)
        faults.extend(serious_faults(page))
        if not page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"):
            faults.append(f"{page.url} is wider than the window")

    page = arrive(browser, walkers, "administrator", to="/organisations/", **_look(size, scheme))
    look(page)
    places = main(page).get_by_role("link", name="Tavenia North").first.get_attribute("href")
    people = "/organisations/people/?q=lina"
    page.goto(people)
    person = main(page).get_by_role("link", name="Lina").first.get_attribute("href")
    page.goto(str(person))
    acts = main(page).get_by_role("link").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    doors = (places, f"{places}?when=past", f"{places}change/", f"{places}new/", f"{places}hang/", people)
    for address in (
        *doors,
        person,
        *(act for act in acts if "/memberships/" in act or "/give/" in act),
        "/operations/",
    ):
        page.goto(str(address))
        look(page)
    page.context.close()

    page = arrive(browser, walkers, "coordinator", to="/notices/write/", **_look(size, scheme))
    look(page)
    main(page).get_by_role("button", name="Look who is told").click()
    look(page)
    choose(page, "To whom", "Mereby Family Centre")
    main(page).get_by_role("button", name="Look who is told").click()
    look(page)
    for address in ("/notices/sent/", "/notices/hours/"):
        page.goto(address)
        look(page)
    page.context.close()

    assert not faults, "\n".join(faults)


def _look(size: Any, scheme: Any) -> dict[str, Any]:
    return {"viewport": size, "color_scheme": scheme, "java_script_enabled": True}
