"""What only some machines have: PDFs, the tools that look into them, a browser. Tests are skipped without, with a line that says what to install."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route

from assessments.certification.printing import pdf
from assessments.certification.printing.certificate import CertificateView
from assessments.certification.printing.certificate import page as page_of
from tests.assessments.certification.printing.certificates import SITE
from tests.browsers import PHONE

Make = Callable[[CertificateView], bytes]
Poppler = Callable[..., bytes]
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def make() -> Make:
    """Make the PDF of a certificate."""
    try:
        pdf.library()
    except pdf.PrintingUnavailable as error:
        pytest.skip(str(error))
    return lambda certificate: pdf.render(page_of(certificate), base=SITE)


@pytest.fixture
def poppler(tmp_path: Path) -> Poppler:
    """Run one of poppler's tools on a PDF and return what it wrote."""
    if shutil.which("pdftoppm") is None:
        pytest.skip("needs the tools of poppler: apt-get install poppler-utils")
    file = tmp_path / "certificate.pdf"

    def run(content: bytes, tool: str, *options: str) -> bytes:
        file.write_bytes(content)
        to_stdout = ["-"] if tool == "pdftotext" else []
        return subprocess.run([tool, *options, str(file), *to_stdout], capture_output=True, check=True).stdout

    return run


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Open a certificate in a browser, under the site's content policy and with no way out of this process."""
    contexts = []

    def run(certificate: CertificateView, *, size: Any = PHONE, scheme: Any = "light", stylesheet: bool = True) -> Page:
        context = browser.new_context(viewport=size, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.route("**/*", lambda route: _answer(route, page_of(certificate), stylesheet=stylesheet))
        page.goto(f"{SITE}certificate/", wait_until="load")
        return page

    yield run
    for context in contexts:
        context.close()


def _answer(route: Route, html: str, *, stylesheet: bool) -> None:
    policy = "; ".join(
        f"{name} {' '.join(sources)}" for name, sources in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
    )
    name = route.request.url.removeprefix(SITE + settings.STATIC_URL.lstrip("/"))
    if route.request.url == f"{SITE}certificate/":
        route.fulfill(body=html, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": policy})
    elif (found := finders.find(name)) and (stylesheet or not name.endswith(".css")):
        route.fulfill(path=str(found))
    else:
        route.abort()
