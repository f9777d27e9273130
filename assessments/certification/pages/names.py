"""The name for certificates, set as it will be printed."""

from dataclasses import dataclass

from django.urls import reverse

from assessments.certification.models import Credential
from assessments.certification.printing.certificate import NAME_SIZES
from assessments.certification.printing.graphemes import clusters
from assessments.certification.printing.names import objections


@dataclass(frozen=True, kw_only=True)
class NamePage:
    """The page."""

    name: str
    """As it is set; "" where there is none yet."""
    size: str
    """The class of the name, as on the certificate."""
    objections: tuple[str, ...]
    """Which letters cannot be printed, and what to do."""
    waiting: int
    """How many certificates wait for it."""
    corrects: str
    """The name on the certificate that is corrected; "" where none is."""
    title: str
    """Of that certificate."""
    action: str


def name_page(name: str, *, waiting: int = 0, corrects: Credential | None = None) -> NamePage:
    """The page about a name; no query but for the title of the certificate."""
    name = " ".join(name.split())
    letters = len(clusters(name))
    return NamePage(
        name=name,
        size=next((size for most, size in NAME_SIZES if letters <= most), "longest"),
        objections=tuple(objections(name)) if name else (),
        waiting=waiting,
        corrects=corrects.name if corrects else "",
        title=str(corrects.snapshot.get("title", "")) if corrects else "",
        action=reverse("certification:correct", args=[corrects.pk]) if corrects else reverse("certification:name"),
    )
