"""How the text of a PDF was shaped, as lines that people can compare: glyphs by name and where each was put; no place on the page, no metadata."""

import hashlib
from functools import lru_cache

from fontTools.ttLib import TTFont

from assessments.certification.printing.fonts import FAMILIES
from tests.assessments.certification.printing.pdf_reading import Document, Glyph

FILES = {
    name.replace(" ", "-") + weight: file
    for name, files in FAMILIES.items()
    for weight, file in zip(("", "-Bold"), files, strict=True)
}
"""PostScript name in a PDF → bundled font."""

STEP = 20


@lru_cache(maxsize=4)
def names(font: str) -> list[str]:
    """The names of a bundled font's glyphs, by number."""
    return TTFont(FILES[font]).getGlyphOrder()


def shaped(document: Document) -> str:
    """One line for each text that is painted at one go."""
    return "".join(_line(text) + "\n" for text in document.texts if text)


def digest(lines: str) -> str:
    return hashlib.sha256(lines.encode()).hexdigest()


def _line(text: tuple[Glyph, ...]) -> str:
    return f"{text[0].font} {text[0].size:.1f}: " + " ".join(map(_glyph, text))


def _glyph(glyph: Glyph) -> str:
    known = names(glyph.font)
    name = known[glyph.number] if glyph.number < len(known) else f"BOX{glyph.number}"
    back, rise = _coarse(glyph.before), _coarse(1000 * glyph.rise / glyph.size)
    return (f"({back:+d})" if back else "") + name + (f"^{rise}" if rise else "")


def _coarse(thousandths: float) -> int:
    """Rounded to a fiftieth of the letter's size: what the eye sees, and not how a version of the library rounds."""
    return round(thousandths / STEP) * STEP
