"""A certificate as a tagged PDF (PDF/UA-1), made from its page with the bundled fonts and nothing from outside."""

import io
import logging
from contextlib import redirect_stdout
from types import ModuleType
from typing import Any

from django.utils.translation import gettext as _

from assessments.certification.printing import bundle
from assessments.certification.printing.bundle import ForeignFile

VARIANT = "pdf/ua-1"
INSTALL = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


class PrintingUnavailable(Exception):
    """The libraries that set text are not on this machine; the page itself can still be printed from a browser."""


def render(html: str, *, base: str) -> bytes:
    """Return the PDF of a page; the same page gives the same bytes.

    `base` is the site's address, `https://training.example/`, against which the addresses of the page are read. Raises PrintingUnavailable
    where the machine cannot, and ForeignFile where the page asks for anything but the certificate's own files.
    """
    weasyprint = library()
    fonts = weasyprint.text.fonts.FontConfiguration()

    def fetch(url: str) -> Any:
        try:
            content, kind = bundle.read(url, base=base)
        except ForeignFile as error:
            # Any other exception would leave a hole in the certificate and go on.
            raise weasyprint.urls.FatalURLFetchingError(url) from error
        return weasyprint.urls.URLFetcherResponse(url, body=content, headers={"Content-Type": kind})

    try:
        faces = weasyprint.CSS(string=bundle.font_faces(), font_config=fonts, url_fetcher=fetch)
        document = weasyprint.HTML(string=html, base_url=base, url_fetcher=fetch)
        written: bytes = document.write_pdf(stylesheets=[faces], font_config=fonts, pdf_variant=VARIANT)
    except weasyprint.urls.FatalURLFetchingError as error:
        raise ForeignFile(str(error)) from error
    return written


def library() -> ModuleType:
    """WeasyPrint, imported when it is first needed: it loads libraries of the system. Raises PrintingUnavailable."""
    try:
        # Where a library is missing it prints a page of advice, which is not for the output of our commands.
        with redirect_stdout(io.StringIO()):
            import weasyprint
            import weasyprint.text.fonts
            import weasyprint.urls
    except (ImportError, OSError) as error:
        raise PrintingUnavailable(
            _("PDFs cannot be made on this machine. To install what is missing: %s") % INSTALL
        ) from error
    # It warns of every rule of the stylesheet that is meant for browsers.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    return weasyprint
