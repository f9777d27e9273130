"""Says before a site is put to work whether certificates can be made into PDFs here, and what to install when they cannot."""

from typing import Any

from django.core.checks import CheckMessage, register
from django.core.checks import Warning as Warned

from assessments.certification.printing import pdf


@register(deploy=True)
def pdfs_can_be_made(**_kwargs: Any) -> list[CheckMessage]:
    """Certificates are pages first, so a site without the libraries works; but whoever runs it should know.

    Asked by `check --deploy` alone: loading the libraries would cost every command a third of a second.
    """
    try:
        pdf.library()
    except pdf.PrintingUnavailable:
        return [
            Warned(
                "Certificates cannot be made into PDFs on this machine; their pages still print from a browser.",
                hint=f"Install what WeasyPrint needs, in Debian and Ubuntu: {pdf.INSTALL}",
                id="certification.W001",
            )
        ]
    return []
