"""The page in a real browser: on phones and screens, light and dark, read by axe, printed on one sheet."""

import dataclasses
from typing import Any

import pytest

from assessments.certification.printing.certificate import CertificateView, Way
from tests.assessments.certification.printing.certificates import (
    ALL,
    ENGLISH,
    KHMER,
    LONG_NAMES,
    labels_become,
    longer,
    stretched,
)
from tests.assessments.certification.printing.conftest import Open
from tests.assessments.certification.printing.pdf_reading import OBJECT
from tests.browsers import PHONE, SCREEN
from tests.journeys.looking import LOOKS, serious_faults

pytestmark = pytest.mark.browser
BY_LANGUAGE = [pytest.param(certificate, id=certificate.language) for certificate in ALL]
EVERYTHING = dataclasses.replace(
    ENGLISH,
    status_note="Replaced by a corrected certificate on 4 June 2026.",
    ways=(
        Way(title="Download as PDF", url="/certificates/1.pdf"),
        Way(title="For a wallet", url="/certificates/1.json"),
    ),
)
WIDTHS = (320, 360, 414, 600, 820, 1184, 1185, 1280, 1920)
BESIDE_THE_SHEET = """() => {
    const sheet = document.querySelector(".sheet").getBoundingClientRect();
    return [...document.querySelectorAll(".sheet *")].filter(element => {
        const box = element.getBoundingClientRect();
        return box.width && (box.right > sheet.right + 1 || box.left < sheet.left - 1);
    }).map(element => element.outerHTML.slice(0, 80));
}"""
A4_ACROSS = b"/MediaBox [0 0 841.91998 594.95996]"


def _long(certificate: CertificateView, monkeypatch: pytest.MonkeyPatch) -> CertificateView:
    labels_become(longer, monkeypatch, certificate.language)
    return stretched(dataclasses.replace(certificate, name=LONG_NAMES[certificate.language]))


def _sheets(made: bytes) -> list[bytes]:
    return [found[2] for found in OBJECT.finditer(made) if b"/Type /Page\n" in found[2]]


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
@pytest.mark.parametrize("certificate", [pytest.param(EVERYTHING, id="everything"), pytest.param(KHMER, id="km")])
def test_axe_finds_nothing_serious(opened: Open, certificate: CertificateView, size: Any, scheme: Any) -> None:
    assert not serious_faults(opened(certificate, size=size, scheme=scheme))


@pytest.mark.parametrize(
    "phase",
    ["identification", "tracing", "assessment", "planning", "preparation", "reunification", "follow-up", "closure"],
)
def test_axe_finds_no_pale_accent(opened: Open, phase: str) -> None:
    assert not serious_faults(opened(dataclasses.replace(ENGLISH, phase=phase)))


@pytest.mark.parametrize("certificate", BY_LANGUAGE)
def test_nothing_is_wider_than_any_screen(
    opened: Open, certificate: CertificateView, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(_long(certificate, monkeypatch))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})

        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(BESIDE_THE_SHEET) == [], width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("certificate", BY_LANGUAGE)
def test_it_prints_on_one_sheet_across_and_always_light(
    opened: Open, certificate: CertificateView, scheme: Any
) -> None:
    page = opened(certificate, size=SCREEN, scheme=scheme)
    sheets = _sheets(page.pdf(prefer_css_page_size=True))
    page.emulate_media(media="print")

    assert len(sheets) == 1
    assert A4_ACROSS in sheets[0]
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(29, 99, 80)"


@pytest.mark.parametrize("certificate", BY_LANGUAGE)
def test_a_long_name_and_texts_40_percent_longer_print_on_one_sheet(
    opened: Open, certificate: CertificateView, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(_long(certificate, monkeypatch), size=PHONE)

    assert len(_sheets(page.pdf(prefer_css_page_size=True))) == 1


def test_the_ways_on_are_not_printed(opened: Open) -> None:
    page = opened(EVERYTHING, size=SCREEN)

    assert page.get_by_role("link", name="Download as PDF").is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".ways").is_visible()


@pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["phone", "screen"])
def test_the_content_policy_has_nothing_to_refuse(opened: Open, size: Any) -> None:
    page = opened(EVERYTHING, size=size)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.reload(wait_until="load")

    assert complaints == []
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_timeout(0)
    assert complaints  # the policy is at work


def test_it_can_be_read_without_its_stylesheet(opened: Open) -> None:
    page = opened(EVERYTHING, stylesheet=False)

    assert page.get_by_role("heading", name=EVERYTHING.title).is_visible()
    assert page.get_by_text(EVERYTHING.name).is_visible()
    assert page.get_by_role("img", name="QR code").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
