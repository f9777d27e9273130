"""Khmer syllables and where they stand. Khmer puts no spaces between words, and one syllable can be typed in several orders.

What is compared is a syllable with its marks sorted and the look-alike spellings folded, which is enough to tell whether two are the
same (Unicode Technical Note 61 describes the order they ought to have).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_SYLLABLE = re.compile("([\u1780-\u17b3])((?:\u17d2[\u1780-\u17b3]|[\u17b4-\u17d1\u17d3\u17dd])*)")
_PIECE = re.compile("\u17d2?.", re.DOTALL)
_ABOVE = frozenset("\u17b7\u17b8\u17b9\u17ba")
_SHIFTERS = frozenset("\u17bb\u17c9\u17ca")
"""Below a vowel that stands above, both register shifters look like the vowel U and are typed as it."""
_FOLDED = ((re.compile("[\u17b4\u17b5]"), ""), (re.compile("\u17d2\u178a"), "\u17d2\u178f"))
"""Vowels without a sign; subscript DA, which looks like subscript TA."""
_TWO_PARTS = {("\u17b8", "\u17c1"): "\u17be", ("\u17b6", "\u17c1"): "\u17c4"}
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]*\\Z")


@dataclass(frozen=True, slots=True)
class Syllable:
    """A Khmer letter with its subscripts and marks: `text[start:end]`."""

    start: int
    end: int
    folded: str


def syllables(text: str) -> list[Syllable]:
    """The Khmer syllables of `text`, in order."""
    return [Syllable(match.start(), match.end(), _folded(match[1], match[2])) for match in _SYLLABLE.finditer(text)]


def touching(text: str, one: Syllable, other: Syllable) -> bool:
    """Whether nothing that can be seen stands between two syllables."""
    between = text[one.end : other.start] if other.start - one.end < 4 else "far"
    return _INVISIBLE.match(between) is not None


@lru_cache(maxsize=4096)
def _folded(base: str, marks: str) -> str:
    for pattern, instead in _FOLDED:
        marks = pattern.sub(instead, marks)
    pieces = sorted(_PIECE.findall(marks))
    if _ABOVE & set(pieces):
        pieces = ["\u17c9" if piece in _SHIFTERS else piece for piece in pieces]
    for parts, whole in _TWO_PARTS.items():
        if set(parts) <= set(pieces):
            pieces = sorted([piece for piece in pieces if piece not in parts] + [whole])
    return base + "".join(pieces)
