"""A holder on a phone hides competencies and makes a link; whoever is given it opens it elsewhere, without JavaScript, until it is ended."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsers import PHONE
from tests.journeys import walking
from tests.journeys.looking import LOOKS, serious_faults, too_wide
from tests.journeys.site import Site
from tests.journeys.walking import follow

SKILL = "Listens to a child without leading."
PREPARE = f"""
import secrets
from django.utils import timezone
from assessments.certification.models import Certification
from tests.factories import certification as make
from tests.factories.people import LearnerFactory
now, password = timezone.now(), secrets.token_urlsafe(12)
version = Certification.objects.get(code="safe-contact").versions.get()
learner = LearnerFactory(in_organisation=version.certification.issuer)
learner.set_password(password)
learner.save()
cycle = make.certified(version=version, learner=learner, on=timezone.localdate())
row = make.credential(cycle=cycle, name="Sofia Iliescu", language="en", competencies=["{SKILL}"], now=now)
print(learner.username, password, row.pk, row.code, row.name, sep="\\n")
"""
"""Somebody in the demo who has a certificate with a competency on it."""


@dataclass(frozen=True, kw_only=True)
class Issued:
    """The certificate, and who holds it."""

    holder: str
    """The user name."""
    pk: str
    code: str
    name: str


@pytest.fixture(scope="module")
def issued(site: Site) -> Issued:
    user, password, pk, code, name = site.manage("shell", "-v", "0", "-c", PREPARE).strip().splitlines()[-5:]
    site.passwords[user] = password
    return Issued(holder=user, pk=pk, code=code, name=name)


def stranger(browser: Browser, site: Site, **look: Any) -> Page:
    """A browser in which nobody is signed in."""
    return browser.new_context(base_url=site.url, locale="en-GB", java_script_enabled=False, **look).new_page()


def test_what_is_hidden_from_everybody_is_shown_to_whoever_has_the_link(
    browser: Browser, site: Site, issued: Issued
) -> None:
    holder = walking.arrive(
        browser, site, issued.holder, to=f"/certificates/held/{issued.pk}/", java_script_enabled=False
    )
    follow(holder.get_by_role("link", name="Who sees what"))
    holder.get_by_label("It is hidden").check()
    follow(holder.get_by_role("button", name="Save"))
    holder.get_by_label("Show the competencies to whoever has the link").check()
    follow(holder.get_by_role("button", name="Make a link"))
    link = holder.locator("a[href*='/shared/']").first.get_attribute("href") or ""
    shared = f"/shared/{link.rstrip('/').rpartition('/')[2]}/"

    page = stranger(browser, site, viewport=PHONE)
    page.goto(f"/verify/{issued.code}/")
    expect(page.get_by_text(SKILL)).to_have_count(0)
    page.goto(shared)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Valid"))
    expect(page.get_by_text(issued.name, exact=True)).to_be_visible()
    expect(page.get_by_text(SKILL)).to_be_visible()
    assert page.context.cookies() == []

    follow(holder.get_by_role("button", name="End this link").first)
    page.goto(shared)
    expect(page.get_by_role("heading", level=1)).to_have_text("This link is not open")
    for each in (page, holder):
        each.context.close()


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_axe_finds_nothing_serious(browser: Browser, site: Site, issued: Issued, size: Any, scheme: Any) -> None:
    faults: list[str] = []
    sharing = f"/certificates/held/{issued.pk}/sharing/"
    page = walking.arrive(browser, site, issued.holder, to=sharing, viewport=size, color_scheme=scheme, bypass_csp=True)
    follow(page.get_by_role("button", name="Make a link"))
    shared = (page.locator("a[href*='/shared/']").first.get_attribute("href") or "").rstrip("/").rpartition("/")[2]
    for address in (sharing, f"/shared/{shared}/", "/shared/nonsense/"):
        page.goto(address)
        faults += serious_faults(page) + too_wide(page)
    page.context.close()

    assert not faults, "\n".join(faults)
