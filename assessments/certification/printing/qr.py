"""QR codes as a drawing inside the page: attributes only, because the content policy refuses styles."""

from typing import Literal

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

Correction = Literal["l", "m", "q", "h"]
QUIET_MODULES = 4
"""The white edge that the standard asks for."""


def svg(content: str, *, title: str, correction: Correction = "q") -> SafeString:
    """Draw a QR code in black on white, also where the page is dark.

    `correction` "q" bears a quarter of it being worn off: an address on a sheet that is folded and copied. Long texts, such as a signed token,
    want "m": fewer and larger modules. `title` is what a screen reader says. Raises `segno.DataOverflowError` where the text is too long.
    """
    code = segno.make_qr(content, error=correction)
    size = code.symbol_size(border=QUIET_MODULES)[0]
    # The id of nothing, the class of nothing: the drawing can stand on any page, and more than once.
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{pixels}" height="{pixels}" role="img">'
        '<title>{title}</title><path fill="#fff" d="M0 0h{size}v{size}H0z"/><path fill="#000" d="{dark}"/></svg>',
        size=size,
        pixels=size * 4,
        title=title,
        dark=mark_safe(_dark(code)),  # noqa: S308 — letters and numbers of our own
    )


def _dark(code: segno.QRCode) -> str:
    """The dark modules as a path: each run of a row is one rectangle of height one."""
    path: list[str] = []
    for y, row in enumerate(code.matrix, start=QUIET_MODULES):
        x = 0
        while x < len(row):
            length = next((n for n, module in enumerate(row[x:]) if not module), len(row) - x)
            if length:
                path.append(f"M{x + QUIET_MODULES} {y}h{length}v1h-{length}z")
            x += length or 1
    return "".join(path)
