"""One spelling for each Khmer syllable, so that words that look the same compare the same.

Unicode normalisation does not do this: all Khmer vowels have combining class 0. The order followed here is that of the
published description of the Khmer encoding structure (Unicode Technical Note 61): base, robat, subscripts (the one of
RO last), register shifter, vowels (before, below, above, after the base), signs.
"""

import re
import unicodedata

COENG = "\u17d2"
_RO = "\u179a"
_SHIFTERS = "\u17c9\u17ca"
_ABOVE = "\u17b7-\u17ba"

_BASE, _ROBAT, _SUBSCRIPT, _SUBSCRIPT_RO, _SHIFTER, _BEFORE, _BELOW, _OVER, _AFTER, _SIGN, _FINAL_SIGN = range(11)
_RANKS = {
    "\u17cc": _ROBAT,
    **dict.fromkeys("\u17c9\u17ca", _SHIFTER),
    **{chr(code): _BEFORE for code in range(0x17BE, 0x17C6)},
    **dict.fromkeys("\u17bb\u17bc\u17bd", _BELOW),
    **dict.fromkeys("\u17b7\u17b8\u17b9\u17ba", _OVER),
    "\u17b6": _AFTER,
    **dict.fromkeys("\u17c7\u17c8", _FINAL_SIGN),
}
"""Where a mark stands in its syllable; marks that are not named here are signs."""

_INVISIBLE_VOWELS = re.compile("[\u17b4\u17b5]")
_SPLIT_SUBSCRIPT = re.compile("(\u17d2)([\u17b6-\u17d1\u17d3\u17dd]+)(?=[\u1780-\u17b3])")
"""What NFC leaves of ATTHACAN + COENG: the two swapped, and the subscript cut from its sign."""
_SYLLABLE = re.compile("([\u1780-\u17b3])((?:\u17d2[\u1780-\u17b3]|[\u17b6-\u17d1\u17d3\u17dd])+)")
_PIECE = re.compile("\u17d2?.", re.DOTALL)
_SHIFTER_TYPED_AS_U = re.compile(f"([\u1780-\u17b3](?:\u17cc)?(?:\u17d2[\u1780-\u17b3])*)\u17bb(?=[{_ABOVE}])")
_TAKES_TRIISAP = frozenset("\u179f\u17a0\u17a2")
"""SA, HA and QA: first-series letters that a shifter moves to the second; the others that take one take MUUSIKATOAN."""
_TAKES_MUUSIKATOAN = frozenset("\u1784\u1789\u1794\u1798\u1799\u179a\u179c")
_TWO_PART_VOWELS = (("\u17c1\u17b8", "\u17be"), ("\u17c1\u17b6", "\u17c4"))


def reorder(text: str) -> str:
    """`text` with every Khmer syllable in the one order, and its look-alike spellings folded; other text unchanged."""
    if not re.search("[\u1780-\u17ff]", text):
        return text
    text = _SPLIT_SUBSCRIPT.sub(r"\2\1", _INVISIBLE_VOWELS.sub("", text))
    return _SYLLABLE.sub(_in_order, text)


def clusters(text: str) -> tuple[str, ...]:
    """The signs a reader counts: a letter with its marks, and in Khmer with its subscripts.

    The rule is one of several in use: a character opens a cluster unless it is a combining mark or stands after COENG.
    """
    found: list[str] = []
    for character in text:
        joins = unicodedata.category(character).startswith("M") or (found and found[-1].endswith(COENG))
        if found and joins:
            found[-1] += character
        else:
            found.append(character)
    return tuple(found)


def _in_order(syllable: re.Match[str]) -> str:
    base, marks = syllable.groups()
    marks = marks.replace("\u17d2\u178a", "\u17d2\u178f")  # subscript DA and subscript TA are one glyph
    ordered = base + "".join(sorted(_PIECE.findall(marks), key=_rank))
    for parts, whole in _TWO_PART_VOWELS:
        ordered = ordered.replace(parts, whole)
    return _SHIFTER_TYPED_AS_U.sub(_as_shifter, ordered)


def _rank(piece: str) -> int:
    if piece.startswith(COENG):
        return _SUBSCRIPT_RO if piece.endswith(_RO) else _SUBSCRIPT
    return _RANKS.get(piece, _SIGN)


def _as_shifter(stack: re.Match[str]) -> str:
    """A shifter below a vowel that stands above is drawn as the vowel U, and so often typed as it."""
    base = stack[1][0]
    if base in _TAKES_TRIISAP:
        return stack[1] + "\u17ca"
    return stack[1] + "\u17c9" if base in _TAKES_MUUSIKATOAN else stack[0]
