"""Those who decide, without JavaScript: several are certified at once, a certificate is suspended by two, and an appeal is heard."""

import secrets
from functools import cached_property
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.journeys import walking
from tests.journeys.conftest import PHONE, SCREEN
from tests.journeys.site import Site
from tests.journeys.test_access import serious_faults

DECISIONS, MEASURES, ANSWERS = "/certificates/decisions/", "/certificates/measures/", "/certificates/answers/"
TITLE, CODE = "Talking with families", "talking"
HOLDER = "Olena Marchuk"
WHY = "The declaration was signed for another post, as two of us have seen."
BECAUSE = "It was signed for this post, and the paper with the date is at the office."
PREPARE = """
from datetime import date
from django.utils import timezone
from assessments.certification.models import Credential
from assessments.certification.services import following, issuing
from tests.factories.certification import assigned, certification, declared
from training_site.people import services
from training_site.people.models import Organisation, User
from training_site.people.roles import Role
now, place = timezone.now(), Organisation.objects.get(name="Mereby district")
version = certification(issuer=place, code="{code}", decision={{"mode": "assessor", "quorum": 1}}, zone="UTC")
version.certification.titles = {{"en": "{title}"}}
version.certification.save()
for name in ("sokha", "olena"):
    learner = User.objects.get(username=name)
    assigned(version, learner, at=now)
    declared(learner, on=now.date(), entered_at=now)
    issuing.confirm_name(learner=learner, name=learner.display_name, now=now)
    following.follow(learners=[learner.pk], now=now)
for name in ("hears", "seconds"):
    person = services.register_person(
        username=name, password="{password}", first_name="Ada", last_name=name.title()
    )
    services.add_membership(user=person, role=Role.COORDINATOR, organisation=place, since=now.date(), today=now.date())
"""
CODES = """
from assessments.certification.models import Credential
print(Credential.objects.get(certification__code="{code}", holder__username="olena").code)
"""


class Desk:
    """Several people at one site, each in a browser of their own without JavaScript."""

    def __init__(self, browser: Browser, site: Site, password: str) -> None:
        self.browser, self.site, self.password = browser, site, password
        self.pages: dict[str, Page] = {}
        self.told: list[str] = []
        """What strangers were told, after each step."""

    def of(self, name: str) -> Page:
        """The browser of somebody who is signed in."""
        if name not in self.pages:
            page = self.browser.new_context(
                base_url=self.site.url, locale="en-GB", viewport=PHONE, java_script_enabled=False
            ).new_page()
            account = (name, self.password) if name in ("hears", "seconds") else self.site.account(name)
            walking.sign_in(page, *account, to="/certificates/")
            self.pages[name] = page
        return self.pages[name]

    @cached_property
    def code(self) -> str:
        """Of the certificate, once it is there."""
        return self.site.manage("shell", "-v", "0", "-c", CODES.format(code=CODE)).strip()

    def says(self) -> str:
        """What a stranger is told about the certificate."""
        page = self.browser.new_page(base_url=self.site.url)
        page.goto(f"/verify/{self.code}/")
        found = page.get_by_role("heading", level=1).inner_text()
        # The answer may be kept for some minutes: the next stranger asks anew.
        page.close()
        return found


def main(page: Page) -> Locator:
    return page.get_by_role("main")


@pytest.fixture(scope="module")
def desk(browser: Browser, site: Site) -> Any:
    password = secrets.token_urlsafe(16)
    site.manage("shell", "-v", "0", "-c", PREPARE.format(code=CODE, title=TITLE, password=password))
    found = Desk(browser, site, password)
    yield found
    for page in found.pages.values():
        page.context.close()


@pytest.fixture(scope="module")
def certified(desk: Desk) -> Desk:
    """A coordinator certifies everybody who waits for the same certificate in one act."""
    page = desk.of("coordinator")
    page.goto(f"{DECISIONS}?certification={CODE}")
    for box in main(page).get_by_role("checkbox").all():
        box.check()
    main(page).get_by_role("button", name="Award those that are ticked").click()
    assert main(page).get_by_text("Awarded.").count() == 2
    desk.told.append(desk.says())
    return desk


@pytest.fixture(scope="module")
def suspended(certified: Desk) -> Desk:
    """One proposes to suspend a certificate, another confirms it."""
    page = certified.of("coordinator")
    page.goto(f"{MEASURES}?q=Marchuk")
    main(page).get_by_role("link", name=f"{HOLDER}: {TITLE}").click()
    page.get_by_label("Suspend").check()
    page.get_by_label("Reason").select_option("evidence_invalid")
    page.get_by_label("What it rests on").fill(WHY)
    main(page).get_by_role("button", name="Propose it").click()
    assert main(page).get_by_role("button", name="Confirm").count() == 0
    certified.told.append(certified.says())

    page = certified.of("lead")
    page.goto(MEASURES)
    main(page).get_by_role("link", name=HOLDER).click()
    main(page).get_by_role("button", name="Confirm").click()
    assert main(page).get_by_text("Confirmed", exact=True).count() >= 1
    certified.told.append(certified.says())
    return certified


def test_several_are_certified_in_one_act_and_strangers_see_it(certified: Desk) -> None:
    assert certified.told[0] == "Valid"


def test_two_people_suspend_a_certificate_and_the_public_page_says_so(suspended: Desk) -> None:
    assert suspended.told == ["Valid", "Valid", "Suspended"], "a proposal changes nothing"


def test_the_holder_appeals_is_heard_by_somebody_else_and_it_counts_again(suspended: Desk) -> None:
    page = suspended.of("olena")
    page.goto("/certificates/")
    main(page).locator("a[href*='/certificates/held/']", has_text=TITLE).first.click()
    page.get_by_role("link", name="Appeal against this").click()
    page.locator("textarea").fill(BECAUSE)
    main(page).get_by_role("button").last.click()

    page = suspended.of("hears")
    page.goto(ANSWERS)
    main(page).get_by_role("link", name=HOLDER).click()
    page.get_by_label("The learner is right").check()
    page.locator("textarea").fill(BECAUSE)
    main(page).get_by_role("button", name="Answer").click()
    assert suspended.says().startswith("Suspended"), "one person alone changes nothing"

    page = suspended.of("seconds")
    page.goto(MEASURES)
    main(page).get_by_role("link", name=HOLDER).click()
    main(page).get_by_role("button", name="Confirm").click()
    assert suspended.says().startswith("Valid")


@pytest.mark.parametrize(
    ("size", "scheme"), [pytest.param(PHONE, "dark", id="a phone"), pytest.param(SCREEN, "light", id="a screen")]
)
def test_axe_finds_nothing_serious_where_it_is_decided(
    browser: Browser, site: Site, suspended: Desk, size: Any, scheme: Any
) -> None:
    context = browser.new_context(base_url=site.url, locale="en-GB", viewport=size, color_scheme=scheme)
    page = context.new_page()
    walking.sign_in(page, *site.account("coordinator"), to="/certificates/")
    faults: list[str] = []
    for address in _rooms(suspended, page):
        page.goto(address)
        page.locator("main details").evaluate_all("all => all.forEach(each => { each.open = true })")
        faults += serious_faults(page)
        if not page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"):
            faults.append(f"{address} is wider than the window")
    context.close()

    assert not faults, "\n".join(faults)


def _rooms(desk: Desk, page: Page) -> list[str]:
    """Every page of the room, and one of each kind that it leads to."""
    page.goto(f"{MEASURES}?q=Marchuk")
    certificate = main(page).get_by_role("link", name=f"{HOLDER}: {TITLE}").get_attribute("href") or ""
    page.goto("/certificates/rounds/?q=Marchuk")
    rounds = [link.get_attribute("href") or "" for link in main(page).get_by_role("link", name=HOLDER).all()[:1]]
    return [
        DECISIONS,
        MEASURES,
        ANSWERS,
        "/certificates/import/",
        certificate,
        *rounds,
        *(f"{each}leave/" for each in rounds),
    ]
