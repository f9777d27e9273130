"""The only files that a PDF is made of: the certificate's own stylesheet and frame, and the bundled fonts. Nothing else is read or fetched."""

import mimetypes
import re
from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.staticfiles import finders

from assessments.certification.printing.fonts import FAMILIES, WEIGHTS

STATICS = frozenset({"design/css/certificate.css", "design/img/certificate-frame-a4.svg"})
DIGEST_IN_NAME = re.compile(r"\.[0-9a-f]{12}(?=\.\w+$)")


class ForeignFile(Exception):
    """A page asks for a file that is not part of a certificate."""


def font_faces() -> str:
    """The stylesheet that makes the bundled fonts known to a PDF, by names that no font of the machine has."""
    return "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("{file.as_uri()}") }}\n'
        for family, files in FAMILIES.items()
        for weight, file in zip(WEIGHTS, files, strict=True)
    )


def read(url: str, *, base: str) -> tuple[bytes, str]:
    """Return the content and the type of one of the bundled files; `base` is the site's address. Raises ForeignFile for all others."""
    file = _font(url) or _static(url, base)
    if file is None:
        raise ForeignFile(url)
    return file.read_bytes(), mimetypes.guess_type(file.name)[0] or "application/octet-stream"


def _font(url: str) -> Path | None:
    return next((file for files in FAMILIES.values() for file in files if file.as_uri() == url), None)


def _static(url: str, base: str) -> Path | None:
    """The file behind a static address of the site, also when its name carries a digest."""
    root = urljoin(base, settings.STATIC_URL)
    name = DIGEST_IN_NAME.sub("", url.removeprefix(root))
    if not url.startswith(root) or name not in STATICS:
        return None
    found = finders.find(name)
    return Path(found) if isinstance(found, str) else None
