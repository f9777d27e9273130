"""A certificate, ready to print: every text translated, every date formatted. The page is the record; the PDF is made from it."""

from dataclasses import dataclass
from functools import cached_property

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from assessments.certification.printing.graphemes import clusters

TEMPLATE = "certification/certificate.html"
NAME_SIZES = ((20, ""), (28, "long"))
"""Up to so many letters, a name is set in this size; a longer one in the smallest, on up to three lines."""
MOST_LINES_AT_EASE = 13
LETTERS_OF_A_LINE = 34
LINES = (("title", 32, 11), ("after_name", 62, 7), ("level_line", 70, 6))
"""Text, letters on a line of it, and height of that line in millimetres of paper, at the ordinary size."""
NAME_LINES = {"": (20, 16), "long": (28, 13), "longest": (36, 10)}
ROOM = 68
"""Millimetres of paper for the lines above; the gaps between them, the head and the foot of the sheet take the rest."""
TALL = {"km": 1.3}
"""How much higher the lines of a script stand."""


@dataclass(frozen=True, kw_only=True)
class Signatory:
    """Who answers for the certificate."""

    name: str
    function: str


@dataclass(frozen=True, kw_only=True)
class Way:
    """Where else the holder can go from the page; never printed."""

    title: str
    url: str


@dataclass(frozen=True, kw_only=True)
class CertificateView:
    """What stands on a certificate. An empty text, or an empty tuple, is left out."""

    language: str
    """The language tag of the certificate: of its texts, and of the labels around them."""
    direction: str = "ltr"
    phase: str = "every"
    """Which of the site's accents it wears."""

    title: str
    level: str = ""
    scope: str = ""
    before_name: str
    """How the sentence begins: "This is to certify that"."""
    name: str
    """As its holder confirmed it."""
    after_name: str
    """How the sentence goes on after the name."""
    competencies: tuple[str, ...] = ()

    issuer: str
    signatories: tuple[Signatory, ...] = ()
    valid_from: str
    valid_until: str = ""
    content_version: str = ""
    status_note: str = ""
    """What has happened to it since; nothing while it simply holds."""

    serial: str
    code: str
    """In groups, as one reads it out."""
    verify_url: str
    verify_address: str
    """The same address without the code, short enough to type."""
    qr_svg: SafeString
    ways: tuple[Way, ...] = ()
    ways_language: str = ""
    """Of the titles of the ways, where it is another one."""

    @property
    def level_line(self) -> str:
        """Level and scope, as far as there are any."""
        return " · ".join(part for part in (self.level, self.scope) if part)

    @cached_property
    def name_size(self) -> str:
        """The class of the name in the stylesheet."""
        letters = len(clusters(self.name))
        return next((size for most, size in NAME_SIZES if letters <= most), "longest")

    @property
    def density(self) -> str:
        """The class of the list of competencies."""
        lines = sum(1 + len(clusters(text)) // LETTERS_OF_A_LINE for text in self.competencies)
        return "dense" if lines > MOST_LINES_AT_EASE else ""

    @property
    def fullness(self) -> str:
        """The class of a sheet that has so much to say that it says it in smaller letters."""
        lines = [*LINES, ("name", *NAME_LINES[self.name_size])]
        needed = sum(height * -(-len(clusters(getattr(self, text))) // letters) for text, letters, height in lines)
        return "full" if needed * TALL.get(self.language, 1) > ROOM else ""

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything on it that somebody wrote, for whoever asks whether it can be printed."""
        signed = (text for signatory in self.signatories for text in (signatory.name, signatory.function))
        sentence = (self.title, self.level, self.scope, self.before_name, self.name, self.after_name)
        return (*sentence, *self.competencies, self.issuer, *signed, self.status_note)


def page(certificate: CertificateView) -> str:
    """The certificate as a whole HTML page, in its own language."""
    with translation.override(certificate.language):
        return render_to_string(TEMPLATE, {"certificate": certificate})
