"""Which letters of a name the bundled fonts cannot draw, and why: it is said before a certificate is issued, not found on the paper."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from assessments.certification.printing import khmer
from assessments.certification.printing.fonts import FAMILIES
from assessments.certification.printing.graphemes import REGIONAL, clusters

INVISIBLE_BUT_USEFUL = frozenset("\u200b\u200c\u200d\u2060")
"""Where a Khmer line may break, and which letters do not join."""
CONTROLS = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
PICTURES = (
    range(0x1F000, 0x1FB00),
    range(0x2600, 0x27C0),
    range(0x2B00, 0x2C00),
    range(0xFE00, 0xFE10),
    REGIONAL,
    range(0x20E3, 0x20E4),
)
DOTTED_CIRCLE = "\N{DOTTED CIRCLE}"


class Reason(StrEnum):
    """Why a letter is refused."""

    CONTROL = "control"
    PRIVATE = "private"
    RIGHT_TO_LEFT = "right_to_left"
    PICTURE = "picture"
    LOOSE = "loose"
    """A sign that stands on no letter, or out of order: a dotted circle would be printed."""
    NO_GLYPH = "no_glyph"


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Letters that are refused for one reason, each once, in the order of the text."""

    reason: Reason
    letters: tuple[str, ...]


def missing(text: str) -> tuple[str, ...]:
    """The letters that none of the bundled fonts can draw, each once: grapheme clusters, in the order of the text."""
    return tuple(dict.fromkeys(letter for letter in clusters(text) if not _is_drawn(letter)))


def refusals(text: str) -> tuple[Refusal, ...]:
    """Why a text cannot be printed; empty when it can."""
    found: dict[Reason, dict[str, None]] = {}
    for letter in clusters(text):
        if reason := _reason(letter):
            found.setdefault(reason, {})[letter] = None
    return tuple(Refusal(reason=reason, letters=tuple(letters)) for reason, letters in found.items())


def _reason(letter: str) -> Reason | None:
    categories = {unicodedata.category(character) for character in letter if character not in INVISIBLE_BUT_USEFUL}
    if "Co" in categories:
        return Reason.PRIVATE
    if any(_has(letter, pictures) for pictures in PICTURES):
        return Reason.PICTURE
    if categories & CONTROLS:
        return Reason.CONTROL
    if any(unicodedata.bidirectional(character) in RIGHT_TO_LEFT for character in letter):
        return Reason.RIGHT_TO_LEFT
    if _is_loose(letter):
        return Reason.LOOSE
    return None if _is_drawn(letter) else Reason.NO_GLYPH


def _has(letter: str, codes: range) -> bool:
    """Whether a character of the letter lies in a range of code points."""
    return any(ord(character) in codes for character in letter)


def _is_loose(letter: str) -> bool:
    visible = "".join(character for character in letter if character not in INVISIBLE_BUT_USEFUL)
    if not visible:
        return False
    base = unicodedata.category(visible[0])
    carries_nothing = len(visible) == 1 and not base.startswith("M")
    if DOTTED_CIRCLE in visible or not (carries_nothing or base.startswith(("L", "N"))):
        return True
    return khmer.is_khmer(letter) and not khmer.is_in_order(letter)


def _is_drawn(letter: str) -> bool:
    """Whether one family has a shape for all of a letter, composed or taken apart: two fonts cannot share one."""
    forms = [frozenset(map(ord, form)) for form in (letter, *_forms(letter))]
    return any(form <= drawn for drawn in _drawn() for form in forms)


def _forms(letter: str) -> tuple[str, str]:
    return unicodedata.normalize("NFC", letter), unicodedata.normalize("NFD", letter)


@lru_cache(maxsize=1)
def _drawn() -> tuple[frozenset[int], ...]:
    """For each family, the code points that all its weights have."""
    # Not with the module: reading fonts is needed when somebody confirms a name, and never to show a page.
    from fontTools.ttLib import TTFont

    def of_one(file: str) -> frozenset[int]:
        with TTFont(file, lazy=True) as font:
            return frozenset(font.getBestCmap())

    return tuple(frozenset.intersection(*(of_one(str(file)) for file in files)) for files in FAMILIES.values())
