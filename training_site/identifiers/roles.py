"""What part a word with a capital can play: a title, a body known in the whole country, an ordinary word, or perhaps a name."""

from collections.abc import Callable
from enum import Enum, auto
from functools import lru_cache

from training_site.identifiers.reading import Reading, Word
from training_site.identifiers.vocabulary import words


class Role(Enum):
    """The part a word plays among words with capitals."""

    TITLE = auto()
    THING = auto()
    """A paper, a body or a standard: what stands with it is its title."""
    KNOWN = auto()
    ORDINARY = auto()
    INITIAL = auto()
    ACRONYM = auto()
    SHOUTED = auto()
    """In capitals throughout, and too long for an acronym."""
    UNKNOWN = auto()
    """Perhaps a name."""


NAME_LIKE = frozenset({Role.UNKNOWN, Role.SHOUTED, Role.INITIAL})

_LONGEST_ACRONYM = 5
_SHORTEST_STEM, _LONGEST_STEM = 3, 12
_CAPITAL_INSIDE = ("Mc", "Mac", "O'", "D'", "L'", "N'", "Ng'")


def role(reading: Reading, word: Word) -> Role:
    """The part `word`, which begins with a capital, plays."""
    if len(word.text) == 1:
        dotted = reading.plain[word.end : word.end + 1] == "."
        return Role.INITIAL if dotted else Role.ORDINARY
    return _role(word.text, word.folded)


@lru_cache(maxsize=4096)
def _role(text: str, folded: str) -> Role:
    known = words()
    tables: tuple[tuple[Role, Callable[[], bool]], ...] = (
        (Role.ORDINARY, lambda: folded.partition("'")[2] in known.contractions),
        (Role.THING, lambda: folded in known.things or folded.endswith(tuple(known.thing_endings))),
        (Role.TITLE, lambda: folded in known.titles or folded in known.relations),
        (Role.KNOWN, lambda: _is_known(folded)),
        (Role.ORDINARY, lambda: is_ordinary(folded)),
        (Role.SHOUTED, lambda: text.isupper() and len(text) > _LONGEST_ACRONYM),
        (Role.ACRONYM, lambda: any(letter.isupper() for letter in text[1:]) and not text.startswith(_CAPITAL_INSIDE)),
    )
    return next((each for each, holds in tables if holds()), Role.UNKNOWN)


def _is_known(folded: str) -> bool:
    known = words()
    if folded in known.capitalised:
        return True
    lengths = range(_SHORTEST_STEM, min(len(folded), _LONGEST_STEM) + 1)
    return any(folded[:length] in known.capitalised_stems for length in lengths)


def is_ordinary(folded: str) -> bool:
    """Whether a word, or the word it is a simple form of, is nobody's name."""
    ordinary = words().ordinary
    bases = (folded, *(folded.removesuffix(ending) for ending in ("s", "es", "ed", "d", "ing", "ly")))
    return any(base in ordinary for base in bases if len(base) > 1)
