"""The names and places an organisation knows: staff, children, institutions, communes.

The list is sensitive. It never appears in a representation, an exception or a finding.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from training_site.identifiers.findings import Kind
from training_site.identifiers.matching import ORDINARY, in_syllables, in_words, steps
from training_site.identifiers.reading import Reading, Word
from training_site.identifiers.terms import Terms
from training_site.identifiers.vocabulary import khmer_words, words

Span = tuple[int, int, Kind]

_SHORT = 4
"""A shorter name counts only with a capital: written small it is most often another word."""


@dataclass(frozen=True, repr=False)
class LocalList:
    """Names and places, ready to be looked for. Make one with `LocalList.of`."""

    names: tuple[str, ...]
    places: tuple[str, ...]
    _words: Terms = field(compare=False)
    _syllables: Terms = field(compare=False)

    @classmethod
    def of(cls, names: Iterable[str] = (), places: Iterable[str] = ()) -> "LocalList":
        """A list of these terms, each of one word or several, in any of the scripts. Empty terms are left out."""
        kept = {Kind.NAME: _cleaned(names), Kind.PLACE: _cleaned(places)}
        by_word, by_syllable = Terms(), Terms()
        for kind, terms in kept.items():
            for term in terms:
                lettered, path = steps(term)
                if path:
                    (by_word if lettered else by_syllable).add(path, kind)
        if by_syllable:
            for ordinary in khmer_words().ordinary:
                by_syllable.add(steps(ordinary)[1], ORDINARY)
        return cls(kept[Kind.NAME], kept[Kind.PLACE], by_word, by_syllable)

    def __repr__(self) -> str:
        """How many terms, and none of them."""
        return f"<LocalList: {len(self.names)} names, {len(self.places)} places>"

    def spans(self, reading: Reading) -> Iterator[Span]:
        """Where terms of the list stand in a text."""
        if self._words:
            for found, value in in_words(self._words, reading):
                if _is_meant(found):
                    yield found[0].start, found[-1].end, Kind(value)
        if self._syllables:
            for start, end, value in in_syllables(self._syllables, reading):
                yield start, end, Kind(value)


def _cleaned(terms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.strip() for term in terms if term.strip()))


def _is_meant(found: tuple[Word, ...]) -> bool:
    """Whether a term is itself and not an ordinary word that is spelt like it: Gift, Sem, Hope."""
    if len(found) > 1 or found[0].capital:
        return True
    known, first = words(), found[0].folded
    return not (first in known.ordinary or first in known.also_names or len(first) < _SHORT)
