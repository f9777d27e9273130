"""Whether certificates can be printed on this machine."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.certification.printing import pdf
from training_site.operations.health import Check, Finding


def printing() -> Finding:
    """Whether the libraries that set a certificate are there."""
    try:
        pdf.library()
    except pdf.PrintingUnavailable as error:
        return Finding(well=False, text=str(error))
    return Finding(well=True, text=_("Certificates can be printed."))


PRINTING = Check("certification.pdf", gettext_lazy("Printing"), printing)
