"""The letters of a file: which encoding it has, found out or refused, never guessed into words that nobody wrote.

Windows-1251 gives every byte some letter, so that it fits everything. It is believed only where what comes out is written as Cyrillic is
written: no word mixes its letters with Latin ones, hardly any puts a capital behind a small letter, and there are vowels as in any language.
"""

import codecs
import re

from training_site.tables.unreadable import Unreadable

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with a mark"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
CYRILLIC = "Windows-1251"
WORD = re.compile(r"[^\W\d_]+")
LETTER = re.compile(r"[\u0400-\u04ff]")
VOWELS = frozenset("аеєиіїоуюяыэё")
SHORTEST_SPELLED = 3
"""Letters that a word must have before it says anything about a language."""
LEAST_VOWELS, MOST_VOWELS = 0.25, 0.65
LONGEST_HEAP = 5
"""More consonants than this in a row are no word."""
MOST_ODD = 0.1
"""Names of firms are written as they like."""
SAMPLE = 20_000


def decode(data: bytes, *, cyrillic: bool = False) -> tuple[str, str]:
    """The text and the name of its encoding. `cyrillic`: whether Windows-1251 is understood as well.

    Raises Unreadable: empty, encoding, not_text.
    """
    text, name = _decoded(data, cyrillic=cyrillic)
    if not text.strip():
        raise Unreadable("empty")
    if "\0" in text:
        raise Unreadable("not_text")
    return text, name


def _decoded(data: bytes, *, cyrillic: bool) -> tuple[str, str]:
    encoding, name = next(((code, said) for mark, code, said in MARKS if data.startswith(mark)), _unmarked(data))
    try:
        return data.decode(encoding), name
    except UnicodeDecodeError as error:
        text = _as_cyrillic(data) if cyrillic and encoding == "utf-8" else None
        if text is None:
            raise Unreadable("encoding") from error
        return text, CYRILLIC


def _unmarked(data: bytes) -> tuple[str, str]:
    """UTF-16 without a mark shows by nothing standing in every other byte of a heading in Latin letters."""
    top = data[:40]
    if len(top) >= 8 and len(data) % 2 == 0:
        if not any(top[1::2]) and all(top[::2]):
            return "utf-16-le", "UTF-16"
        if not any(top[::2]) and all(top[1::2]):
            return "utf-16-be", "UTF-16"
    return "utf-8", "UTF-8"


def _as_cyrillic(data: bytes) -> str | None:
    try:
        text = data.decode("cp1251")
    except UnicodeDecodeError:
        return None
    words = [word for word in WORD.findall(text) if LETTER.search(word)][:SAMPLE]
    spelled = [word for word in words if len(word) >= SHORTEST_SPELLED]
    if not spelled or not all(LETTER.match(letter) for word in words for letter in word):
        return None
    odd = sum(not _is_written_so(word) for word in words)
    letters = "".join(spelled).lower()
    share = sum(letter in VOWELS for letter in letters) / len(letters)
    return text if odd <= len(words) * MOST_ODD and LEAST_VOWELS <= share <= MOST_VOWELS else None


def _is_written_so(word: str) -> bool:
    """Whether it is written small, in capitals, or with a capital in front, and can be spoken."""
    if word[1:] not in (word[1:].lower(), word[1:].upper()) or (word[0].islower() and not word.islower()):
        return False
    heap = 0
    for letter in word.lower():
        heap = 0 if letter in VOWELS else heap + 1
        if heap > LONGEST_HEAP:
            return False
    return True
