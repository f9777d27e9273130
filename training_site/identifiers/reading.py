"""A text as the guard reads it: a plain copy of the same length, and its words.

Every character of the plain copy stands where the original stands, so that a position in one is a position in the other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from training_site.identifiers.spelling import fold
from training_site.identifiers.vocabulary import pseudonym_words, words

_KHMER_DIGITS = {0x17E0 + digit: str(digit) for digit in range(10)}
_SPACES = dict.fromkeys([0x09, 0xA0, *range(0x2000, 0x200E), 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF], " ")
_DASHES = dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-")
_APOSTROPHES = dict.fromkeys([0x2018, 0x2019, 0x201B, 0x02B9, 0x02BC, 0x2032, 0xB4, 0x60], "'")
_PLAIN = {**_KHMER_DIGITS, **_SPACES, **_DASHES, **_APOSTROPHES, 0x17D6: ":"}
"""Digits, spaces, dashes and apostrophes to one of each; one character always stays one character."""

_REACH = 64
"""No pattern for numbers looks further than this from a digit."""

_LETTER = "[^\\W\\d_\u1780-\u17ff][\u0300-\u036f]*"
_WORD = re.compile(f"{_LETTER}(?:'?{_LETTER})*")
_OPENS_SENTENCE = re.compile('[.!?\u2026:\n\r\u2022\u17d4\u17d5|#>*"\u201c\u201e\u00ab()\\[]')
"""Signs after which a capital is no sign of a name."""
_KHMER_MARK = re.compile("[\u17b4-\u17d3]")


class Word(NamedTuple):
    """A word in Latin or Cyrillic letters."""

    start: int
    end: int
    text: str
    """As in the plain copy, a possessive 's left out."""
    folded: str
    """In lower case."""
    capital: bool
    """Whether it begins with a capital."""
    possessive: bool
    """Whether an 's was left out."""
    opens: bool
    """Whether a sentence, a line or a quotation opens with it; only asked of capitals."""


@dataclass(frozen=True)
class Reading:
    """A text and how it reads."""

    text: str

    @cached_property
    def plain(self) -> str:
        """The text with one kind of digit, space, dash and apostrophe, position for position."""
        return self.text.translate(_PLAIN)

    def around_digits(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The matches of a pattern that needs a digit: looked for only where digits are near, which most of a text is not."""
        for begin, end in self._near_digits:
            yield from pattern.finditer(self.plain, begin, end)

    @cached_property
    def _near_digits(self) -> list[tuple[int, int]]:
        near: list[tuple[int, int]] = []
        for digits in re.finditer(r"\d+", self.plain):
            begin, end = max(0, digits.start() - _REACH), digits.end() + _REACH
            if near and begin <= near[-1][1]:
                begin = near.pop()[0]
            near.append((begin, end))
        return near

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words in Latin or Cyrillic letters, in order."""
        found: list[Word] = []
        before: str | None = None
        end = 0
        for match in _WORD.finditer(self.plain):
            text, possessive = _without_possessive(match[0])
            capital = text[0].isupper()
            opens = capital and _opens(self.plain[end : match.start()], after=before)
            end_of_text = match.start() + len(text)
            found.append(Word(match.start(), end_of_text, text, text.casefold(), capital, possessive, opens))
            is_pseudonym = len(text) == 1 and (before or "").casefold() in pseudonym_words()
            before, end = "" if is_pseudonym else text, match.end()
        return tuple(found)

    @cached_property
    def spellings(self) -> list[str]:
        """Each word as it is compared with the words of a list."""
        return [fold(word.text) for word in self.words]

    def gap(self, index: int) -> str:
        """What stands between word `index` and the next; nothing at all counts as the end of a line."""
        if not 0 <= index < len(self.words) - 1:
            return "\n"
        word = self.words[index]
        return self.plain[word.end + 2 * word.possessive : self.words[index + 1].start]


def _without_possessive(written: str) -> tuple[str, bool]:
    return (written[:-2], True) if len(written) > 2 and written.endswith(("'s", "'S")) else (written, False)


def _opens(gap: str, *, after: str | None) -> bool:
    """Whether a sentence begins behind `gap`, which follows the word `after`: None before the first, "" for a pseudonym."""
    signs = len(gap)
    while signs and not (gap[signs - 1].isalnum() or _KHMER_MARK.match(gap[signs - 1])):
        signs -= 1
    if signs == 0 and after is None:
        return True
    gap = gap[signs:] if signs else gap
    if gap.startswith(".") and after and _is_abbreviated(after):
        gap = gap[1:]
    return _OPENS_SENTENCE.search(gap) is not None


def _is_abbreviated(word: str) -> bool:
    """Whether the full stop behind a word is that of an abbreviation or an initial."""
    return word.casefold() in words().abbreviations or (len(word) == 1 and word.isupper())
