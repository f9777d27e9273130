"""A learner asks for a word and enters a paper on a phone without JavaScript; the mentor says yes, the coordinator saw the original."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys import walking
from tests.journeys.looking import LOOKS, serious_faults, too_wide
from tests.journeys.site import Site
from tests.journeys.walking import follow

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


@pytest.fixture(scope="module")
def asked(browser: Browser, site: Site, pair: tuple[str, str]) -> str:
    """The address of a question, asked by the learner, who has entered a paper too."""
    page = walking.arrive(browser, site, pair[0], to=f"{WAY}paper/registered/", java_script_enabled=False)
    page.get_by_label("What it is").fill("Registration as a social worker")
    page.get_by_label("Who issued it").fill("Chamber of social work")
    page.get_by_label("Date on it").fill("2026-03-02")
    follow(page.get_by_role("button", name="Enter it"))
    expect(page.get_by_text("Waits until somebody has looked at the original")).to_be_visible()
    page.goto(f"{WAY}word/visits/")
    expect(page.get_by_text(STATEMENT)).to_be_visible()
    follow(page.get_by_role("button", name="Ask for their word"))
    expect(page.get_by_text("it waits for their word")).to_be_visible()
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
        page = walking.arrive(browser, site, name, to=WAITING, viewport=size, color_scheme=scheme)
        for address in addresses:
            page.goto(address)
            faults += serious_faults(page) + too_wide(page)
        page.context.close()

    assert not faults, "\n".join(faults)


def test_the_mentor_says_yes_and_the_learner_reads_it(
    browser: Browser, site: Site, pair: tuple[str, str], asked: str
) -> None:
    page = walking.arrive(browser, site, pair[1], to="/mentoring/", java_script_enabled=False)
    follow(page.get_by_role("link", name="that wait for you"))
    follow(page.get_by_role("link", name="Your word"))
    expect(page.get_by_text(STATEMENT)).to_be_visible()
    page.get_by_label("Yes, I vouch for it").check()
    page.get_by_label("In a sentence").fill(REASON)
    follow(page.get_by_role("button", name="Answer"))
    expect(page.get_by_text("What you have said")).to_be_visible()
    page.context.close()

    page = walking.arrive(browser, site, pair[0], to=asked, java_script_enabled=False)
    expect(page.get_by_text("Yes: it is vouched for.")).to_be_visible()
    expect(page.get_by_text(REASON)).to_be_visible()
    page.context.close()
