"""Names and places in Khmer, which has neither capitals nor spaces between words.

A name is found where something introduces it: the word "named", a title, a relation, the word for a village. It ends at a space, at a
sign, or where a word begins that no name runs into. A name that nothing introduces is found if it is a common given name, or if it is
on the organisation's list.
"""

from dataclasses import dataclass
from functools import cache

from training_site.identifiers.findings import Kind
from training_site.identifiers.khmer import Syllable, syllables, touching
from training_site.identifiers.local import Span
from training_site.identifiers.matching import ORDINARY, in_syllables, khmer_tree
from training_site.identifiers.reading import Reading
from training_site.identifiers.terms import Terms
from training_site.identifiers.vocabulary import khmer_words, table, wording

_LONGEST_NAME = 7
_SHORT_STRETCH = 4
_LONGEST_SECOND_NAME = 4
"""In syllables; a longer stretch without an end is a sentence and no name."""
_CALLED, _TITLE, _RELATION, _PLACE, _END, _NAME = "called", "title", "relation", "place", "end", "name"


def khmer_spans(reading: Reading) -> list[Span]:
    """Names and places behind words that introduce them, and given names that are no other word."""
    signs = syllables(reading.text)
    if not signs:
        return []
    line = _Line(reading, signs, [sign.folded for sign in signs])
    spans: list[Span] = []
    at = 0
    while at < len(signs):
        end, value = _introductions().longest(line.folded, at, line.touches)
        name_end = line.name_behind(end, value) if value and value != ORDINARY and line.may_begin(at, value) else end
        if name_end > end:
            spans.append((signs[end].start, signs[name_end - 1].end, Kind.PLACE if value == _PLACE else Kind.NAME))
        at = max(name_end, at + 1)
    spans.extend((start, end, Kind.NAME) for start, end, _value in in_syllables(_given_names(), reading))
    return spans


@dataclass(frozen=True)
class _Line:
    """The syllables of a text, with what stands between them."""

    reading: Reading
    signs: list[Syllable]
    folded: list[str]

    def touches(self, index: int) -> bool:
        """Whether syllable `index` and the next stand side by side."""
        return touching(self.reading.text, self.signs[index], self.signs[index + 1])

    def begins_word(self, index: int) -> bool:
        """Whether nothing touches syllable `index` from before."""
        return index == 0 or not self.touches(index - 1)

    def may_begin(self, index: int, value: str) -> bool:
        """Whether an introduction may begin here. A relation is short and hides in words, so it needs a space or a word's end."""
        return value != _RELATION or self.begins_word(index) or self._ends_a_word(index)

    def name_behind(self, begin: int, value: str) -> int:
        """The end of the name that begins with syllable `begin`; `begin` if there is none."""
        if begin >= len(self.signs) or not self._follows(begin):
            return begin
        if _introductions().longest(self.folded, begin, self.touches)[1] not in {"", ORDINARY}:
            return begin  # another introduction: the name stands behind that one
        end = self._run(begin, _LONGEST_NAME)
        if end == begin or (end - begin == 1 and len(self.folded[begin]) == 1):
            return begin  # nothing, or one bare letter: a pseudonym
        if value in {_CALLED, _TITLE} and end < len(self.signs) and not self.touches(end - 1) and self._spaced(end):
            second = self._run(end, _LONGEST_SECOND_NAME)
            return max(end, second)
        return end

    def _run(self, begin: int, longest: int) -> int:
        """The end of the name within the syllables that touch, from `begin` on; `begin` if there is none."""
        stop = begin + 1
        while stop < len(self.signs) and stop - begin <= longest and self.touches(stop - 1):
            stop += 1
        if self._ending(begin) > begin:
            return begin
        ends = [at for at in range(begin + 1, stop) if self._ending(at) > at]
        if stop - begin <= _SHORT_STRETCH:  # a syllable of the name may look like a word, unless words go on to the end
            return next((at for at in ends if self._all_ends(at, stop)), stop)
        whole = stop if stop - begin <= longest else begin
        return ends[0] if ends else whole

    def _ending(self, at: int) -> int:
        """The end of the word at `at` that no name runs into; `at` if there is none."""
        end, value = _ends().longest(self.folded, at, self.touches)
        return end if value == _END else at

    def _all_ends(self, at: int, stop: int) -> bool:
        while at < stop and (end := self._ending(at)) > at:
            at = end
        return at >= stop

    def _follows(self, begin: int) -> bool:
        return not begin or self.touches(begin - 1) or self._spaced(begin)

    def _spaced(self, index: int) -> bool:
        return self.reading.plain[self.signs[index - 1].end : self.signs[index].start] in {" ", ""}

    def _ends_a_word(self, index: int) -> bool:
        """Whether one of the words that end a name ends before syllable `index`."""
        return any(self._ending(begin) == index for begin in range(max(0, index - 3), index))


@cache
def _introductions() -> Terms:
    known = khmer_words()
    tables = ((ORDINARY, known.ordinary), (_CALLED, known.named), (_TITLE, known.titles), (_RELATION, known.relations))
    return khmer_tree((*tables, (_PLACE, known.places)))


@cache
def _given_names() -> Terms:
    return khmer_tree(((ORDINARY, khmer_words().ordinary), (_NAME, table("given_names")["KHMER"].split())))


@cache
def _ends() -> Terms:
    known = khmer_words()
    offered = (offer for offers in wording("khmer").instead.values() for offer in offers)
    return khmer_tree(((_END, (*known.ends, *offered)), (_NAME, known.unbroken)))
