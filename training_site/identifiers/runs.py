"""Words with capitals side by side, and the name-like parts of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from training_site.identifiers.reading import Reading
from training_site.identifiers.roles import NAME_LIKE, Role, role
from training_site.identifiers.vocabulary import words

QUOTED = frozenset({' "', " \u00ab", " \u201e", " \u201c"})
"""What stands before a word that is quoted."""
_JOINS = frozenset({" ", "-"})
_AFTER_INITIAL = frozenset({".", ". ", ".-"})
_PARTICLES_IN_A_ROW = 3


@dataclass(frozen=True)
class Segment:
    """Name-like words side by side: `words[first:last]` of the reading."""

    first: int
    last: int
    titled: bool
    """Whether a title or a relation stands before it."""


Run = tuple[int, int]
"""`words[first:last]` of the reading."""


def runs(reading: Reading) -> Iterator[Run]:
    """Words with capitals side by side, and the small words within a surname (van der, el) between them."""
    index = 0
    while index < len(reading.words):
        last = index + 1
        if reading.words[index].capital:
            while longer := _continued(reading, last):
                last = longer
            yield index, last
        index = last


def segments(reading: Reading, first: int, last: int) -> Iterator[Segment]:
    """The name-like parts of a run. None if the run is the title of a paper, a body or a standard."""
    if is_title(reading, first, last):
        return
    parts = [_part(reading, index, last) for index in range(first, last)]
    at, titled = _titled_before(reading, first)
    for index, part in enumerate([*parts, Role.ORDINARY], start=first):
        if part in NAME_LIKE or (part is None and (index > at or reading.words[index].capital)):
            continue
        end = index
        while end > at and not _is_name_like(parts, end - 1 - first):
            end -= 1
        if end > max(at, first):
            yield Segment(at, end, titled)
        at, titled = index + 1, part is Role.TITLE


def is_title(reading: Reading, first: int, last: int) -> bool:
    """Whether a run is the title of a paper, a body or a standard: "Best Interests Table", "methode Signs"."""
    if any(reading.words[at].capital and role(reading, reading.words[at]) is Role.THING for at in range(first, last)):
        return True
    introduced = first > 0 and reading.words[first - 1].folded in words().things_before
    return introduced and reading.gap(first - 1) in {" ", *QUOTED}


def _continued(reading: Reading, last: int) -> int:
    """The end of the run that ends before word `last`, one capital further; 0 if it ends there."""
    for at in range(last, min(last + _PARTICLES_IN_A_ROW + 1, len(reading.words))):
        word, gap = reading.words[at], reading.gap(at - 1)
        if word.capital:
            joined = gap in _JOINS or (at == last and _abbreviated(reading, at - 1, gap))
            return at + 1 if joined and not word.opens else 0
        if gap != " " or word.folded not in words().particles:
            return 0
    return 0


def _abbreviated(reading: Reading, index: int, gap: str) -> bool:
    """Whether the full stop behind a word is that of an initial or of a title."""
    word = reading.words[index]
    return gap in _AFTER_INITIAL and (len(word.text) <= 2 or role(reading, word) is Role.TITLE)


def _part(reading: Reading, index: int, last: int) -> Role | None:
    """The part a word of a run plays; None for the small words of a surname, whichever letter they begin with."""
    word, known = reading.words[index], words()
    small = word.folded in known.particles and not word.opens and index + 1 < last
    if small or not word.capital:
        return None
    if word.opens and last - index > 1 and _only_opens(word.folded):
        return Role.ORDINARY
    return role(reading, word)


def _only_opens(folded: str) -> bool:
    """Whether a word has its capital from the sentence, before a capital that is a name: "Visited Sokha"."""
    known = words()
    return folded in known.openers or folded.endswith(tuple(known.verb_endings))


def _is_name_like(parts: list[Role | None], at: int) -> bool:
    return at >= 0 and parts[at] in NAME_LIKE


def _titled_before(reading: Reading, first: int) -> tuple[int, bool]:
    """Where the surname that opens a run begins, its small words included, and whether a title stands before it."""
    known, at = words(), first
    while at and first - at < _PARTICLES_IN_A_ROW and reading.words[at - 1].folded in known.particles:
        if reading.gap(at - 1) != " ":
            break
        at -= 1
    if at < first and not _is_titled(reading, at, known.titles):
        at = first  # "het zusje van Tygo" is no surname
    titled = _is_titled(reading, at, known.titles | known.relations | known.called)
    return at, titled


def _is_titled(reading: Reading, at: int, titles: frozenset[str]) -> bool:
    return at > 0 and reading.words[at - 1].folded in titles and reading.gap(at - 1) in {" ", ". ", *QUOTED}
