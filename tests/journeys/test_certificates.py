"""A learner meets the last requirement on a phone without JavaScript, says how the name is written, and holds a certificate."""

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import walking
from tests.journeys.looking import LOOKS, faults_unfolded
from tests.journeys.site import Site
from tests.journeys.walking import follow

LEARNER, NAME = "pieter", "Pieter de Waal"
HOME, WAY = "/certificates/", "/certificates/safe-contact/"
PREPARE = f"""
from assessments.models import QuizPage
from assessments.progress.models import LessonEvent
from assessments.progress.services import marks
from assessments.progress.selectors import module_with
from django.utils import timezone
from tests.factories.evidence import sitting
from training_site.people.models import User
learner, now = User.objects.get(username="{LEARNER}"), timezone.now()
module = module_with("reintegration/m03")
left = module.of_kind("lesson")[-1]
for step in module.steps:
    if step.kind != "quiz" and step is not left:
        marks.mark_once(learner=learner, module=module, content_key=step.content_key, kind=LessonEvent.Kind.DONE, now=now)
quiz = QuizPage.objects.get(content_key="reintegration/m03-quiz", locale__language_code="en")
sitting(learner, quiz, handed_in=True, right=99, now=now)
assert not LessonEvent.objects.filter(learner=learner, module_key=module.content_key, kind="completed").exists()
print(left.url)
"""
"""Everything of module 3 but one lesson, done by somebody who learns in the demo."""


@pytest.fixture(scope="module")
def last_step(site: Site) -> str:
    """The address of the one lesson that is missing."""
    return site.manage("shell", "-v", "0", "-c", PREPARE).strip()


@pytest.fixture(scope="module")
def certified(browser: Browser, site: Site, last_step: str) -> str:
    """The address of the certificate, after the whole way."""
    page = walking.arrive(browser, site, LEARNER, to=WAY, java_script_enabled=False)
    page.get_by_text("0 of 1 done").first.wait_for()

    _mark_as_done(page, last_step)
    page.goto(HOME)
    follow(page.get_by_role("link", name="Confirm my name"))
    page.get_by_role("textbox").fill(NAME)
    follow(page.get_by_role("button", name="Show me how it looks"))
    expect(page.locator(".sheet .name")).to_have_text(NAME)
    follow(page.get_by_role("button", name="This is my name"))
    page.wait_for_url("**/certificates/held/**")
    address = page.url.removeprefix(site.url)
    page.context.close()
    return address


def _mark_as_done(page: Page, address: str) -> None:
    page.goto(address)
    follow(page.get_by_role("button", name="Mark as done").first)


def test_the_last_step_leads_to_a_certificate_to_hold_and_to_print(
    browser: Browser, site: Site, certified: str
) -> None:
    page = walking.arrive(browser, site, LEARNER, to=certified, java_script_enabled=False)

    expect(page.locator(".name")).to_have_text(NAME)
    expect(page.get_by_role("heading", level=1)).to_have_text("Working safely with children")
    printed = page.request.get(f"{certified}pdf/")
    assert printed.headers["content-type"] == "application/pdf"
    assert printed.body().startswith(b"%PDF-")
    credential = json.loads(page.request.get(f"{certified}wallet.json").body())
    assert credential["proof"]["cryptosuite"] == "eddsa-rdfc-2022"
    follow(page.get_by_role("link", name="What strangers see"))
    page.get_by_text(NAME).first.wait_for()
    page.context.close()


def test_nobody_else_opens_it(browser: Browser, site: Site, certified: str) -> None:
    page = walking.arrive(browser, site, "coordinator", to=HOME)

    assert [page.request.get(f"{certified}{door}").status for door in ("", "pdf/", "wallet.json")] == [404] * 3
    page.context.close()


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_axe_finds_nothing_serious(browser: Browser, site: Site, certified: str, size: object, scheme: object) -> None:
    page = walking.arrive(browser, site, LEARNER, to=HOME, viewport=size, color_scheme=scheme)
    faults: list[str] = []
    for address in (
        *(HOME, WAY, "/certificates/practice-social-worker/", "/certificates/name/", "/certificates/hours/"),
        *("/certificates/requests/", "/certificates/declarations/code-of-conduct/", certified, f"{certified}correct/"),
        "/certificates/practice-social-worker/recognition/m06-done/",
    ):
        page.goto(address)
        faults += faults_unfolded(page)
    page.context.close()

    assert not faults, "\n".join(faults)
