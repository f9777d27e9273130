"""A stranger with a certificate in hand: without an account, a cookie or JavaScript, and in the end without a network."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsers import PHONE
from tests.journeys.looking import LOOKS, serious_faults
from tests.journeys.site import Site
from tests.journeys.test_weight import KILO, _weigh
from tests.journeys.walking import follow

ISSUED = (
    "from assessments.certification.models import Credential as C; "
    "row = C.objects.order_by('issued_at')[0]; print(row.code, row.token, row.name, sep='\\n')"
)


@pytest.fixture(scope="module")
def issued(site: Site) -> tuple[str, str, str]:
    """The code, the token and the name on a certificate of the demo."""
    code, token, name = site.manage("shell", "--verbosity=0", "-c", ISSUED).strip().splitlines()[-3:]
    return code, token, name


@pytest.fixture
def stranger(browser: Browser, base_url: str) -> Iterator[Page]:
    context = browser.new_context(base_url=base_url, viewport=PHONE, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_code_typed_from_paper_leads_to_the_truth(stranger: Page, issued: tuple[str, str, str]) -> None:
    code, _token, name = issued
    stranger.goto("/verify/")
    stranger.get_by_label("Code on the certificate").fill(f"{code[:4]}-{code[4:8]} {code[8:]}".lower())
    follow(stranger.get_by_role("button", name="Check"))

    expect(stranger).to_have_url(re.compile(f"/verify/{code}/$"))
    expect(stranger.get_by_role("heading", level=1)).to_have_text(re.compile("^Valid"))
    expect(stranger.get_by_text(name, exact=True)).to_be_visible()
    assert stranger.context.cookies() == []


def test_a_code_nobody_has_is_not_found(stranger: Page) -> None:
    stranger.goto("/verify/")
    stranger.get_by_label("Code on the certificate").fill("made up")
    follow(stranger.get_by_role("button", name="Check"))

    expect(stranger.get_by_role("heading", level=1)).to_have_text("Not found")
    assert stranger.context.cookies() == []


def test_the_answer_fits_into_ten_kilobytes(stranger: Page, issued: tuple[str, str, str]) -> None:
    weight = _weigh(stranger, f"/verify/{issued[0]}/")

    assert weight.html + weight.css + weight.js <= 10 * KILO, weight
    assert weight.js == 0
    assert not weight.foreign


def test_the_answer_is_never_wider_than_a_phone(stranger: Page, issued: tuple[str, str, str]) -> None:
    for width in (320, 360):
        stranger.set_viewport_size({"width": width, "height": 740})
        for address in ("/verify/", f"/verify/{issued[0]}/", "/verify/nonsense/", "/verify/offline/"):
            stranger.goto(address)
            assert stranger.locator("html").evaluate("html => html.scrollWidth") <= width, address


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_axe_finds_nothing_serious(
    browser: Browser, base_url: str, issued: tuple[str, str, str], size: Any, scheme: Any
) -> None:
    context = browser.new_context(base_url=base_url, viewport=size, color_scheme=scheme, bypass_csp=True)
    page, faults = context.new_page(), []
    for address in ("/verify/", "/verify/?code=", f"/verify/{issued[0]}/", "/verify/nonsense/", "/verify/offline/"):
        page.goto(address)
        faults += serious_faults(page)
    page.goto(f"/verify/{issued[0]}/")
    follow(page.get_by_role("link", name="What this certificate asks for"))
    faults += serious_faults(page)
    context.close()

    assert not faults, "\n".join(faults)


def test_the_page_that_was_saved_checks_the_square_code_without_a_network(
    browser: Browser, base_url: str, issued: tuple[str, str, str], tmp_path: Path
) -> None:
    code, token, name = issued
    context = browser.new_context(base_url=base_url, viewport=PHONE)
    page = context.new_page()
    page.goto(f"/verify/{code}/#{token}")
    follow(page.get_by_role("link", name="A page to save"))
    with page.expect_download() as download:
        page.get_by_role("link", name="Save it on this device").click()
    download.value.save_as(tmp_path / "saved.html")

    context.set_offline(True)
    page.goto(f"file://{tmp_path / 'saved.html'}")
    page.get_by_label("What the square code says").fill(f"{base_url}/verify/{code}/#{token}")
    page.get_by_role("button", name="Check").click()

    expect(page.locator("#answer").get_by_role("heading", name="Genuine")).to_be_visible()
    expect(page.locator("#answer").get_by_text(name, exact=True)).to_be_visible()
    context.close()
