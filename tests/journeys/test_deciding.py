"""Those who decide, without JavaScript: several are certified at once, a certificate is suspended by two, and an appeal is heard."""

import secrets
from functools import cached_property
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsers import PHONE, SCREEN
from tests.journeys import walking
from tests.journeys.looking import faults_unfolded
from tests.journeys.site import Site
from tests.journeys.walking import follow, main

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

    def __init__(self, browser: Browser, site: Site) -> None:
        self.browser, self.site = browser, site
        self.pages: dict[str, Page] = {}
        self.told: list[str] = []
        """What strangers were told, after each step."""

    def of(self, name: str) -> Page:
        """The browser of somebody who is signed in."""
        if name not in self.pages:
            self.pages[name] = walking.arrive(
                self.browser, self.site, name, to="/certificates/", java_script_enabled=False
            )
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


@pytest.fixture(scope="module")
def desk(browser: Browser, site: Site) -> Any:
    password = secrets.token_urlsafe(16)
    site.manage("shell", "-v", "0", "-c", PREPARE.format(code=CODE, title=TITLE, password=password))
    site.passwords.update(dict.fromkeys(("hears", "seconds"), password))
    found = Desk(browser, site)
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
    follow(main(page).get_by_role("button", name="Award those that are ticked"))
    expect(main(page).get_by_text("Awarded.")).to_have_count(2)
    desk.told.append(desk.says())
    return desk


@pytest.fixture(scope="module")
def suspended(certified: Desk) -> Desk:
    """One proposes to suspend a certificate, another confirms it."""
    page = certified.of("coordinator")
    page.goto(f"{MEASURES}?q=Marchuk")
    follow(main(page).get_by_role("link", name=f"{HOLDER}: {TITLE}"))
    page.get_by_label("Suspend").check()
    page.get_by_label("Reason").select_option("evidence_invalid")
    page.get_by_label("What it rests on").fill(WHY)
    follow(main(page).get_by_role("button", name="Propose it"))
    expect(main(page).get_by_role("button", name="Confirm")).to_have_count(0)
    certified.told.append(certified.says())

    page = certified.of("lead")
    page.goto(MEASURES)
    follow(main(page).get_by_role("link", name=HOLDER))
    follow(main(page).get_by_role("button", name="Confirm"))
    expect(main(page).get_by_text("Confirmed", exact=True).first).to_be_visible()
    certified.told.append(certified.says())
    return certified


def test_several_are_certified_in_one_act_and_strangers_see_it(certified: Desk) -> None:
    assert certified.told[0] == "Valid"


def test_two_people_suspend_a_certificate_and_the_public_page_says_so(suspended: Desk) -> None:
    assert suspended.told == ["Valid", "Valid", "Suspended"], "a proposal changes nothing"


def test_the_holder_appeals_is_heard_by_somebody_else_and_it_counts_again(suspended: Desk) -> None:
    page = suspended.of("olena")
    page.goto("/certificates/")
    follow(main(page).locator("a[href*='/certificates/held/']", has_text=TITLE).first)
    follow(page.get_by_role("link", name="Appeal against this"))
    page.locator("textarea").fill(BECAUSE)
    follow(main(page).get_by_role("button").last)

    page = suspended.of("hears")
    page.goto(ANSWERS)
    follow(main(page).get_by_role("link", name=HOLDER))
    page.get_by_label("The learner is right").check()
    page.locator("textarea").fill(BECAUSE)
    follow(main(page).get_by_role("button", name="Answer"))
    assert suspended.says().startswith("Suspended"), "one person alone changes nothing"

    page = suspended.of("seconds")
    page.goto(MEASURES)
    follow(main(page).get_by_role("link", name=HOLDER))
    follow(main(page).get_by_role("button", name="Confirm"))
    assert suspended.says().startswith("Valid")


@pytest.mark.looks
@pytest.mark.parametrize(
    ("size", "scheme"), [pytest.param(PHONE, "dark", id="a phone"), pytest.param(SCREEN, "light", id="a screen")]
)
def test_axe_finds_nothing_serious_where_it_is_decided(
    browser: Browser, site: Site, suspended: Desk, size: Any, scheme: Any
) -> None:
    page = walking.arrive(browser, site, "coordinator", to="/certificates/", viewport=size, color_scheme=scheme)
    faults: list[str] = []
    for address in _rooms(suspended, page):
        page.goto(address)
        faults += faults_unfolded(page)
    page.context.close()

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
