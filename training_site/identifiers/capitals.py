"""Names by their capitals, in Latin and Cyrillic letters.

In the middle of a sentence a capital is a name unless it is a word everybody knows. Where a sentence opens, every word
has a capital: there a single word is a name only if something else says so. Two capitals side by side are a name unless
one of them is the word for a paper or a body ("Best Interests Table").
"""

import re
from collections.abc import Sequence

from training_site.identifiers.evidence import is_pseudonym, is_sure
from training_site.identifiers.findings import Kind
from training_site.identifiers.local import Span
from training_site.identifiers.reading import Reading
from training_site.identifiers.roles import Role, role
from training_site.identifiers.runs import QUOTED, Run, Segment, is_title, segments
from training_site.identifiers.spelling import stem
from training_site.identifiers.vocabulary import words

_NUMBERED = re.compile(r" ?(?:№|no\.|nr\.) ?\d{1,4}", re.IGNORECASE)
"""Schools have numbers for names."""
_SAINT = "свят"


def capital_spans(reading: Reading, found_runs: Sequence[Run]) -> list[Span]:
    """Where capitals look like a name, a place or initials, in order; the runs are those of `runs(reading)`."""
    found: list[Span] = []
    unsure: list[Segment] = []
    stems: set[str] = set()
    for first, last in found_runs:
        if building := _building(reading, first, last):
            found.append(building)
            continue
        for segment in segments(reading, first, last):
            if is_sure(reading, segment):
                found.append(_span(reading, segment))
                stems.update(_stems(reading, segment))
            elif not is_pseudonym(reading, segment):
                unsure.append(segment)
    # What is a name once in this text is one everywhere in it.
    found.extend(_span(reading, each) for each in unsure if stem(reading.words[each.first].text) in stems)
    return sorted(found)


def _stems(reading: Reading, segment: Segment) -> set[str]:
    """By what another mention is known: the words of a name, or its one initial."""
    parts = [word for word in reading.words[segment.first : segment.last] if word.capital]
    spelt = [word for word in parts if role(reading, word) is not Role.INITIAL]
    return {stem(word.text) for word in (spelt or (parts if len(parts) == 1 else []))}


def title_spans(reading: Reading, found_runs: Sequence[Run]) -> list[tuple[int, int]]:
    """Where the titles of papers, bodies and standards stand: a town in one of them is nobody's home."""
    titles = ((first, last) for first, last in found_runs if is_title(reading, first, last))
    return [(reading.words[first].start, reading.words[last - 1].end) for first, last in titles]


def _building(reading: Reading, first: int, last: int) -> Span | None:
    """A school, church, home or the like that has a name, if the run is one."""
    known, all_words = words(), reading.words
    while last - first > 1 and all_words[first].opens and role(reading, all_words[first]) is Role.ORDINARY:
        first += 1
    named = any(role(reading, all_words[at]) is Role.UNKNOWN for at in range(first, last))
    if not named or is_title(reading, first, last):
        return None
    begin, end = all_words[first].start, all_words[last - 1].end
    if any(all_words[at].folded in known.named_buildings for at in range(first, last)):
        number = _NUMBERED.match(reading.plain, end)
        return begin, number.end() if number else end, Kind.PLACE
    if first and all_words[first - 1].folded in known.buildings_before and _introduces(reading, first - 1):
        return all_words[first - 1].start, end, Kind.PLACE
    if _is_house_of(reading, first):
        return all_words[first - 2].start, end, Kind.PLACE
    if reading.gap(last - 1) == " " and all_words[last].folded in known.buildings_after:
        return begin, all_words[last].end, Kind.PLACE
    return None


def _is_house_of(reading: Reading, first: int) -> bool:
    """Whether "House of", "Home of" or the like stands before word `first`."""
    if first < 2 or reading.gap(first - 1) != " " or reading.gap(first - 2) != " ":
        return False
    house, of = reading.words[first - 2 : first]
    return of.folded == "of" and house.capital and house.folded in words().named_buildings


def _introduces(reading: Reading, index: int) -> bool:
    """Whether word `index` introduces the name behind it: a Dutch school does; a Ukrainian one by quotes or a saint."""
    gap, following = reading.gap(index), reading.words[index + 1].folded
    return gap in QUOTED or (gap == " " and (reading.words[index].text.isascii() or following.startswith(_SAINT)))


def _span(reading: Reading, segment: Segment) -> Span:
    parts = reading.words[segment.first : segment.last]
    begin, end = parts[0].start, parts[-1].end + (role(reading, parts[-1]) is Role.INITIAL)
    if all(role(reading, word) is Role.INITIAL for word in parts if word.capital):
        return begin, end, Kind.INITIALS
    return begin, end, Kind.PLACE if not segment.titled and _is_placed(reading, segment) else Kind.NAME


def _is_placed(reading: Reading, segment: Segment) -> bool:
    """Whether the words around a segment are those around a place: "in …", "village of …", "… district"."""
    known, first = words(), segment.first
    before = reading.words[first - 1].folded if first and reading.gap(first - 1) in {" ", *QUOTED} else ""
    behind = reading.words[segment.last].folded if reading.gap(segment.last - 1) == " " else ""
    village_of = before == "of" and first > 1 and reading.words[first - 2].folded in known.place_words_after
    return before in known.place_words_before or behind in known.place_words_after or village_of
