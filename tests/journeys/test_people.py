"""A coordinator moves a learner, and the old mentor no longer sees them; a coordinator writes to learners and sees why one was not told.

Both without JavaScript. The people are made for the purpose, so that nobody else's journey changes.
"""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import walking
from tests.journeys.looking import LOOKS, faults_unfolded
from tests.journeys.site import Site
from tests.journeys.walking import follow, main

PASSWORD = "a-long-way-to-walk-42"
MAKE = f"""
from datetime import timedelta
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
    services.add_membership(user=made, role=role, organisation=place, since=today - timedelta(days=30), today=today)
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
    site.passwords.update(dict.fromkeys(("maya", "milo", "nora", "noor"), PASSWORD))
    return site


def arrive(browser: Browser, site: Site, name: str, *, to: str, **how: Any) -> Page:
    return walking.arrive(browser, site, name, to=to, **{"java_script_enabled": False, **how})


def choose(page: Page, label: str, text: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.select_option(field.locator("option", has_text=text).first.get_attribute("value"))


def test_the_old_mentor_of_somebody_who_moves_no_longer_sees_them(browser: Browser, walkers: Site) -> None:
    administrator = arrive(browser, walkers, "administrator", to="/organisations/")
    for step in ("Tavenia North", "Mereby district", "Make an organisation below it"):
        follow(main(administrator).get_by_role("link", name=step).first)
    administrator.get_by_label("Name").fill("Mereby Outreach")
    administrator.get_by_label("Kind").select_option("organisation")
    follow(main(administrator).get_by_role("button", name="Make it"))
    expect(administrator.get_by_role("heading", name="Mereby Outreach")).to_have_count(1)

    mentor = arrive(browser, walkers, "milo", to="/mentoring/")
    expect(main(mentor).get_by_text("Maya Walker").first).to_be_visible()

    coordinator = arrive(browser, walkers, "coordinator", to="/organisations/")
    coordinator.get_by_label("Find somebody by name").fill("maya")
    follow(main(coordinator).get_by_role("button", name="Find"))
    follow(main(coordinator).get_by_role("link", name="Maya Walker"))
    follow(main(coordinator).get_by_role("link", name="Move"))
    choose(coordinator, "Where to", "Mereby Outreach")
    follow(main(coordinator).get_by_role("button", name="Move"))
    expect(main(coordinator).get_by_text("Maya Walker goes on in Mereby Outreach")).to_have_count(1)
    expect(main(coordinator).get_by_text("Over")).to_have_count(1)

    mentor.goto("/mentoring/")
    expect(main(mentor).locator("h3 a", has_text="Maya Walker")).to_have_count(0)


def test_a_coordinator_writes_to_learners_and_sees_why_one_was_not_told(browser: Browser, walkers: Site) -> None:
    noor = arrive(browser, walkers, "noor", to="/notices/hours/")
    noor.get_by_label("Messages that coordinators write").uncheck()
    follow(main(noor).get_by_role("button", name="Save"))
    noor.wait_for_url("**/notices/")

    coordinator = arrive(browser, walkers, "coordinator", to="/organisations/")
    follow(main(coordinator).get_by_role("link", name="Write to many"))
    follow(main(coordinator).get_by_role("link", name="Write to many"))
    choose(coordinator, "To whom", "Mereby Evening School")
    follow(main(coordinator).get_by_role("button", name="Look who is told"))
    expect(coordinator.get_by_role("heading", name="1 person is told.")).to_have_count(1)
    follow(main(coordinator).get_by_role("button", name="Send it"))
    coordinator.wait_for_url("**/deliveries/")
    line = coordinator.locator(".line", has_text="Noor Walker")
    expect(line).to_contain_text("Not told: wants no messages that go to many")

    nora = arrive(browser, walkers, "nora", to="/notices/")
    follow(main(nora).get_by_role("button", name="Open").first)
    nora.wait_for_url("**/notices/messages/**")
    expect(main(nora).get_by_text("Hello Nora Walker")).to_have_count(1)


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_axe_finds_nothing_serious_where_people_are_looked_after(
    browser: Browser, walkers: Site, size: Any, scheme: Any
) -> None:
    faults: list[str] = []

    page = arrive(browser, walkers, "administrator", to="/organisations/", **_look(size, scheme))
    faults += faults_unfolded(page)
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
        faults += faults_unfolded(page)
    page.context.close()

    page = arrive(browser, walkers, "coordinator", to="/notices/write/", **_look(size, scheme))
    faults += faults_unfolded(page)
    main(page).get_by_role("button", name="Look who is told").click()
    expect(page.get_by_label("To whom", exact=True)).to_be_focused()
    faults += faults_unfolded(page)
    choose(page, "To whom", "Mereby Family Centre")
    follow(main(page).get_by_role("button", name="Look who is told"))
    faults += faults_unfolded(page)
    for address in ("/notices/sent/", "/notices/hours/"):
        page.goto(address)
        faults += faults_unfolded(page)
    page.context.close()

    assert not faults, "\n".join(faults)


def _look(size: Any, scheme: Any) -> dict[str, Any]:
    return {"viewport": size, "color_scheme": scheme, "java_script_enabled": True}
