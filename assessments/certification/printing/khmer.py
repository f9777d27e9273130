"""Whether the signs of a Khmer letter stand in an order that can be set, or a dotted circle would be printed where one is out of place."""

import re

# A base; small letters under it; then vowels before, below, above and after, with the signs between them. The order is the one that
# HarfBuzz, which sets our text, knows as a syllable; tests ask HarfBuzz itself.
CONSONANT = "[\u1780-\u17b3]"
ROBAT = "[\u17c9\u17ca\u17cc]"
JOINER = "[\u200c\u200d]"
COENG = "\u17d2"
# Possessive: a heap of signs is not tried in every possible grouping.
SIGNS = "(?:[\u200c\u200d]*+[\u17c6\u17cb\u17cd-\u17d1])*+"
VOWELS = (
    f"(?:[\u17c1-\u17c3]?{SIGNS}[\u17bb-\u17bd]?{SIGNS}(?:{JOINER}?[\u17b7-\u17ba])?{SIGNS}\u17b6?"
    f"|\u17be{SIGNS}\u17b6?|[\u17bf\u17c0\u17c4\u17c5])"
)
SYLLABLE = re.compile(
    f"{CONSONANT}(?:{JOINER}?{ROBAT})?{ROBAT}?(?:{COENG}{CONSONANT}(?:{JOINER}?{ROBAT})?)*"
    f"{SIGNS}{VOWELS}{SIGNS}(?:{COENG}{CONSONANT})?[\u17c7\u17c8\u17d3\u17dd]*"
)


def is_khmer(letter: str) -> bool:
    """Whether a letter, or what stands on it, is Khmer."""
    return any("\u1780" <= character <= "\u17d3" or character == "\u17dd" for character in letter)


def is_in_order(letter: str) -> bool:
    """Whether a letter with its signs, one of `graphemes.clusters`, can be set as it stands; what has no sign always can."""
    return len(letter) == 1 or bool(SYLLABLE.fullmatch(letter))
