"""A learner asks for a word and enters a paper on a phone without JavaScript; the mentor says yes, the coordinator saw the original."""

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys import walking
from tests.journeys.conftest import PHONE
from tests.journeys.site import Site
from tests.journeys.test_access import LOOKS, serious_faults

WAY, WAITING = "/certificates/first-visits/", "/certificates/waiting/"
STATEMENT = "Prepares the first visit with a colleague, and leaves when the family asks for it."
REASON = "We have prepared three visits together."
PREPARE = f"""
from django.utils import timezone
from assessments.certification.models import Certification
from assessments.certification.services import assigning, publishing
from assessments.mentoring.models import Relationship
from training_site.people.models import Organisation, User
now = timezone.now()
pair = Relationship.objects.filter(kind="reflective", state="active", organisation__isnull=False).order_by("pk").first()
lead = User.objects.get(username="lead")
practice = Certification.objects.get(code="safe-contact")
tree = {{"all": [
    {{"requirement": "manual_attestation", "key": "visits", "role": "mentor", "statement": "{STATEMENT}"}},
    {{"requirement": "profile_verified", "key": "registered", "field": "registration"}},
    {{"requirement": "declaration_signed", "key": "conduct", "declaration": "code-of-conduct"}},
]}}
version = publishing.compose(
    code="first-visits",
    titles={{"en": "First visits"}},
    summaries={{"en": "May make first visits."}},
    issuer=practice.issuer,
    programme_key=practice.programme_key,
    document={{"format": 1, "paths": [{{"kind": "initial", "title": "In full", "tree": tree}}], "zone": "UTC"}},
    pathways=(),
    signatories=(),
    by=lead,
    now=now,
)
publishing.publish(version=version, revision=version.revision, by=lead, now=now)
assigning.assign(
    learner=pair.learner, certification=version.certification, organisation=practice.issuer, basis="organisation", due_on=None, now=now
)
print(pair.learner.username, pair.mentor.username)
"""


@pytest.fixture(scope="module")
def pair(site: Site) -> tuple[str, str]:
    """The user names of a learner on the way to the certificate, and of the mentor."""
    learner, mentor = site.manage("shell", "-v", "0", "-c", PREPARE).split()[-2:]
    return learner, mentor


def _signed_in(browser: Browser, site: Site, name: str, to: str, **look: object) -> Page:
    page = browser.new_context(base_url=site.url, locale="en-GB", **look).new_page()
    walking.sign_in(page, *site.account(name), to=to)
    return page


@pytest.fixture(scope="module")
def asked(browser: Browser, site: Site, pair: tuple[str, str]) -> str:
    """The address of a question, asked by the learner, who has entered a paper too."""
    page = _signed_in(browser, site, pair[0], WAY, viewport=PHONE, java_script_enabled=False)
    page.goto(f"{WAY}paper/registered/")
    page.get_by_label("What it is").fill("Registration as a social worker")
    page.get_by_label("Who issued it").fill("Chamber of social work")
    page.get_by_label("Date on it").fill("2026-03-02")
    page.get_by_role("button", name="Enter it").click()
    page.get_by_text("Waits until somebody has looked at the original").wait_for()
    page.goto(f"{WAY}word/visits/")
    page.get_by_text(STATEMENT).wait_for()
    page.get_by_role("button", name="Ask for their word").click()
    page.get_by_text("it waits for their word").wait_for()
    address = page.url.removeprefix(site.url)
    page.context.close()
    return address


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_axe_finds_nothing_serious(
    browser: Browser, site: Site, pair: tuple[str, str], asked: str, size: object, scheme: object
) -> None:
    faults: list[str] = []
    for name, addresses in (
        (pair[0], (asked, f"{WAY}paper/registered/", WAITING, "/certificates/requests/")),
        (pair[1], (WAITING, "/mentoring/")),
    ):
        page = _signed_in(browser, site, name, WAITING, viewport=size, color_scheme=scheme)
        for address in addresses:
            page.goto(address)
            faults += serious_faults(page)
            if not page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"):
                faults.append(f"{address} is wider than the window")
        page.context.close()

    assert not faults, "\n".join(faults)


def test_the_mentor_says_yes_and_the_learner_reads_it(
    browser: Browser, site: Site, pair: tuple[str, str], asked: str
) -> None:
    page = _signed_in(browser, site, pair[1], "/mentoring/", viewport=PHONE, java_script_enabled=False)
    page.get_by_role("link", name="that wait for you").click()
    page.get_by_role("link", name="Your word").click()
    page.get_by_text(STATEMENT).wait_for()
    page.get_by_label("Yes, I vouch for it").check()
    page.get_by_label("In a sentence").fill(REASON)
    page.get_by_role("button", name="Answer").click()
    page.get_by_text("What you have said").wait_for()
    page.context.close()

    page = _signed_in(browser, site, pair[0], WAY, viewport=PHONE, java_script_enabled=False)
    page.goto(asked)
    page.get_by_text("Yes: it is vouched for.").wait_for()
    page.get_by_text(REASON).wait_for()
    page.context.close()
