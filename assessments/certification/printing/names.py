"""What is said to somebody whose name cannot be printed as it was typed."""

import unicodedata

from django.utils.translation import gettext as _

from assessments.certification.printing.glyphs import Reason, Refusal, refusals

VISIBLE = ("L", "M", "N", "P", "S")


def objections(text: str) -> list[str]:
    """Sentences that name the letters that cannot be printed, one for each reason; empty when all can be."""
    return [_sentence(refusal) for refusal in refusals(text)]


def _sentence(refusal: Refusal) -> str:
    letters = ", ".join(map(_shown, refusal.letters))
    return {
        Reason.CONTROL: _(
            "There are invisible control characters in it: %s. Please type it again instead of pasting it."
        ),
        Reason.PRIVATE: _("Only some computers can show %s. Please type it again with ordinary letters."),
        Reason.RIGHT_TO_LEFT: _(
            "%s is written from right to left, which certificates cannot do yet. Please use Latin, Cyrillic or Khmer letters."
        ),
        Reason.PICTURE: _("Pictures do not belong on a certificate: %s. Please take them out."),
        Reason.LOOSE: _(
            "A sign in %s stands on no letter, or in the wrong order. Please type it again, the letter first."
        ),
        Reason.NO_GLYPH: _("The fonts of the certificate have no shape for %s. Please write it another way."),
    }[refusal.reason] % letters


def _shown(letter: str) -> str:
    """The letter itself, or its code where there is nothing to see."""
    if any(unicodedata.category(character).startswith(VISIBLE) for character in letter):
        return f"“{letter}”"
    return " ".join(f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip() for character in letter)
