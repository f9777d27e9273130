"""What a reader calls a letter, in the scripts a certificate is written in: a base and everything that stands on, under or around it."""

import unicodedata

COENG = "\N{KHMER SIGN COENG}"
ZERO_WIDTH_JOINER = "\N{ZERO WIDTH JOINER}"
JOINERS = frozenset({ZERO_WIDTH_JOINER, "\N{ZERO WIDTH NON-JOINER}"})
SKIN_TONES = range(0x1F3FB, 0x1F400)
REGIONAL = range(0x1F1E6, 0x1F200)
TAGS = range(0xE0020, 0xE0080)


def clusters(text: str) -> tuple[str, ...]:
    """The letters of a text, in order; together they are the text. A Khmer stack is one letter, and so is a joined emoji."""
    found: list[str] = []
    for character in text:
        if found and _goes_on(found[-1], character):
            found[-1] += character
        else:
            found.append(character)
    return tuple(found)


def _goes_on(cluster: str, character: str) -> bool:
    return (
        unicodedata.category(character).startswith("M")
        or character in JOINERS
        or ord(character) in SKIN_TONES
        or ord(character) in TAGS
        or _is_joined(cluster, character)
    )


def _is_joined(cluster: str, character: str) -> bool:
    """A letter under a Khmer stack, the next picture of a joined emoji, the second half of a flag."""
    if cluster[-1] == COENG:
        return unicodedata.category(character) == "Lo"
    if ord(character) in REGIONAL:
        return len(cluster) == 1 and ord(cluster) in REGIONAL
    return cluster[-1] == ZERO_WIDTH_JOINER and unicodedata.category(character) == "So"
