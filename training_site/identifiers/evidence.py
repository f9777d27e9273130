"""What says that a word with a capital is a name, where the capital alone does not."""

import re
from functools import cache

from training_site.identifiers.ages import tied_age
from training_site.identifiers.reading import Reading
from training_site.identifiers.roles import Role, role
from training_site.identifiers.runs import Segment
from training_site.identifiers.spelling import fold, forms
from training_site.identifiers.vocabulary import pseudonym_words, table, words

_NO_INITIALS = frozenset({"US", "USA", "UK", "UN", "EU", "DOB", "ID", "PO", "NB", "HIV"})
_NO_INITIALS_AT_FIRST = frozenset({"PS"})
_IS_AGED = re.compile(r" (?:is|was) \d{1,2}(?!\w)")
_SPEECH = frozenset({': "', ": \u201c", ": \u201e", ": \u00ab"})


def is_sure(reading: Reading, segment: Segment) -> bool:
    """Whether a segment is a name, or initials, by itself: without another mention in the text."""
    parts = [role(reading, word) for word in reading.words[segment.first : segment.last] if word.capital]
    if set(parts) == {Role.INITIAL}:
        return _are_initials(reading, segment)
    if len(parts) > 1:
        return True
    opening = reading.words[segment.first]
    return parts[0] is Role.UNKNOWN and (not opening.opens or segment.titled or _is_supported(reading, segment.first))


def is_pseudonym(reading: Reading, segment: Segment) -> bool:
    """Whether a segment is the letter of a pseudonym: "Child A.", "Family B."."""
    return segment.first > 0 and reading.words[segment.first - 1].folded in pseudonym_words()


def _are_initials(reading: Reading, segment: Segment) -> bool:
    letters = "".join(word.text for word in reading.words[segment.first : segment.last])
    opening = reading.words[segment.first]
    if (
        is_pseudonym(reading, segment)
        or letters in _NO_INITIALS
        or (opening.opens and letters in _NO_INITIALS_AT_FIRST)
    ):
        return False
    return len(letters) > 1 or tied_age(reading.plain, opening.end + 1) is not None


def _is_supported(reading: Reading, index: int) -> bool:
    """Whether something besides the capital says that word `index`, which opens a sentence, is a name."""
    word, gap = reading.words[index], reading.gap(index)
    if word.possessive or fold(word.text) in _given_names():
        return True
    if tied_age(reading.plain, word.end) or _IS_AGED.match(reading.plain, word.end):
        return True
    alone = reading.plain[max(0, word.start - 1) : word.start] == "(" and gap.startswith(")")
    if alone or gap in _SPEECH:
        return True
    return (gap == " " and _acts(reading, index)) or _is_listed(reading, index)


def _acts(reading: Reading, index: int) -> bool:
    """Whether the word behind says what a person says, does or is."""
    known, following = words(), reading.words[index + 1].folded
    if reading.words[index].folded.endswith(tuple(known.abstract_endings)):
        return False
    return following in known.person_verbs | known.states


def _is_listed(reading: Reading, index: int) -> bool:
    """Whether another name stands behind, in a list: "Kosal and Vannak", "Kosal, Vannak and I"."""
    at, gap = index + 1, reading.gap(index)
    if gap == " " and reading.words[at].folded in words().conjunctions:
        at, gap = at + 1, reading.gap(at)
    elif gap != ", ":
        return False
    if gap not in {" ", ", "}:
        return False
    other = reading.words[at]
    return other.capital and not other.opens and role(reading, other) is Role.UNKNOWN


@cache
def _given_names() -> frozenset[str]:
    """Given names that are common and no other word, in the forms they take in a sentence."""
    known = words()
    names = {name for listed in table("given_names").values() for name in listed.split()}
    return frozenset(form for name in names - known.also_names - known.ordinary for form in forms(name))
