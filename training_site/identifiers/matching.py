"""Where terms of a tree stand in a text: word by word in Latin and Cyrillic letters, syllable by syllable in Khmer."""

from collections.abc import Iterable, Iterator

from training_site.identifiers.khmer import Syllable, syllables, touching
from training_site.identifiers.reading import Reading, Word
from training_site.identifiers.spelling import forms
from training_site.identifiers.terms import Terms

ORDINARY = "ordinary"
"""The value of a term that only keeps shorter ones from being found within it."""
_JOINED = frozenset({" ", "-", "'", "  "})


def steps(term: str) -> tuple[bool, list[frozenset[str]]]:
    """Whether a term is in letters (and not in Khmer), and its steps in a tree: the forms of each word, or the syllables."""
    if spelt := Reading(term).words:
        return True, [forms(word.text) for word in spelt]
    return False, [frozenset({sign.folded}) for sign in syllables(term)]


def khmer_tree(terms: Iterable[tuple[str, Iterable[str]]]) -> Terms:
    """A tree of Khmer words, given as values with their words."""
    tree = Terms()
    for value, table in terms:
        for term in table:
            tree.add(steps(term)[1], value)
    return tree


def in_words(terms: Terms, reading: Reading) -> Iterator[tuple[tuple[Word, ...], str]]:
    """The words of each term that stands in the text, the longest where several begin, with its value."""
    index, spellings = 0, reading.spellings
    while index < len(spellings):
        end, value = index, ""
        if terms.begins(spellings[index]):
            end, value = terms.longest(spellings, index, lambda at: reading.gap(at) in _JOINED)
        if value:
            yield reading.words[index:end], value
        index = max(end, index + 1)


def in_syllables(terms: Terms, reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Where each Khmer term begins and ends in the text, with its value; a space may stand within a name."""
    signs = syllables(reading.text)
    folded = [sign.folded for sign in signs]
    index = 0
    while index < len(folded):
        end, value = terms.longest(folded, index, lambda at: _joined(reading, signs, at))
        if value == ORDINARY and " " in reading.plain[signs[index].start : signs[end - 1].end]:
            end, value = terms.longest(folded, index, lambda at: touching(reading.text, signs[at], signs[at + 1]))
        if value and value != ORDINARY:
            yield signs[index].start, signs[end - 1].end, value
        index = max(end, index + 1)


def _joined(reading: Reading, signs: list[Syllable], index: int) -> bool:
    """Whether syllable `index` and the next can be of one name: side by side, or with one space between."""
    one, other = signs[index], signs[index + 1]
    return touching(reading.text, one, other) or reading.plain[one.end : other.start] == " "
