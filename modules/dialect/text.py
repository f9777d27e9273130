"""What two texts must share to count as the same answer.

`normalise` is for comparing, never for storing or showing. It undoes what keyboards do (order of marks, invisible
characters, kinds of quotes and dashes) and keeps what makes another word: the Kyrgyz letters with a bar or a tail, the
difference of e and yo unless the author waives it, and every compatibility character such as a half or a square.
"""

import re
import unicodedata

from modules.dialect.khmer import reorder

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_PUNCTUATION = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02b9\u02bb\u02bc\u02bd\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "\u2026": "...",
    }
)
"""Quotes of every language to the two of ASCII (the letters of Uzbek and Ukrainian that look like one among them)."""

_MARKS = "[\u0300-\u036f]*"
_E_WITH_MARKS = re.compile(f"[\u0435\u0415]{_MARKS}")
_S_OR_T_WITH_MARKS = re.compile(f"[sStT]{_MARKS}")
_DIAERESIS, _CEDILLA, _COMMA_BELOW = "\u0308", "\u0327", "\u0326"
_LOOK_ALIKES = dict(zip("аеорсхАЕОРСХ", "aeopcxAEOPCX", strict=True))

_WILDCARD = "\ufdd0"
"""A noncharacter: no keyboard makes it, and no step of normalising touches it."""


_ASTERISK = re.compile(r"\\?\*")
_BESIDE_SPACE = re.compile(r"(?<=\s)\*|(?<!\\)\*(?=\s)")


def normalise(text: str, *, case: bool = False, yo: bool = False, look_alikes: bool = True) -> str:
    """The form of `text` that is compared. Idempotent.

    `case` keeps capitals apart; `yo` makes Cyrillic yo equal to ie; `look_alikes` reads an answer that is one Cyrillic
    letter as the Latin letter that looks the same.
    """
    # Invisible characters go first: what stands between two marks would hide their order.
    text = reorder(_INVISIBLE.sub("", text))
    text = unicodedata.normalize("NFD", text)
    if not case:
        text = unicodedata.normalize("NFD", text.casefold())
    text = _S_OR_T_WITH_MARKS.sub(lambda match: match[0].replace(_CEDILLA, _COMMA_BELOW), text)
    if yo:
        text = _E_WITH_MARKS.sub(lambda match: match[0].replace(_DIAERESIS, ""), text)
    text = reorder(unicodedata.normalize("NFC", text).translate(_PUNCTUATION))
    text = " ".join(text.split())
    return _LOOK_ALIKES.get(text, text) if look_alikes else text


def matches(pattern: str, text: str, *, case: bool = False, yo: bool = False) -> bool:
    r"""Whether `text` is what the author's `pattern` says: `*` stands for any text, also none; `\*` for an asterisk."""
    if not has_wildcard(pattern):
        literal = pattern.replace("\\*", "*")
        return normalise(literal, case=case, yo=yo) == normalise(text, case=case, yo=yo)
    marked = _ASTERISK.sub(lambda star: "*" if star[0] == r"\*" else _WILDCARD, pattern)
    first, *middle, last = normalise(marked, case=case, yo=yo, look_alikes=False).split(_WILDCARD)
    return _fits(normalise(text, case=case, yo=yo, look_alikes=False), first, middle, last)


def has_wildcard(pattern: str) -> bool:
    """Whether an asterisk of the pattern stands for something else than itself."""
    return "*" in pattern.replace("\\*", "")


def example(pattern: str) -> str:
    """A text that fits the pattern: short, but with something in the place of an asterisk that stands beside a space."""
    filled = _BESIDE_SPACE.sub("-", pattern)
    shortest = _ASTERISK.sub(lambda star: "*" if star[0] == r"\*" else "", filled)
    return shortest if shortest.strip() else "-"


def _fits(text: str, first: str, middle: list[str], last: str) -> bool:
    """Whether the pieces stand in `text` in order, the first at its start, the last at its end: linear, no backtracking."""
    end = len(text) - len(last)
    if not text.startswith(first) or not text.endswith(last) or end < len(first):
        return False
    place = len(first)
    for piece in middle:
        found = text.find(piece, place, end)
        if found < 0:
            return False
        place = found + len(piece)
    return True
