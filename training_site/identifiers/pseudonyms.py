"""What could stand in the place of a finding: "Child A, 7–9", a type of place, "month n of follow-up".

The same person gets the same letter throughout a text, in the script of the text; a letter that the writer already uses is skipped.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from training_site.identifiers.ages import ADULT, band, near_age
from training_site.identifiers.findings import Finding, Kind
from training_site.identifiers.khmer import syllables
from training_site.identifiers.reading import Reading
from training_site.identifiers.spelling import stem
from training_site.identifiers.vocabulary import khmer_words, wording, words

_PERSONS = frozenset({Kind.NAME, Kind.INITIALS})
_LAST_WORD = re.compile(r"([^\W\d_]+)\.? \Z")
_LOOK_BACK = 30
_DIGITS = re.compile(r"\d+")
_BEFORE_AGE = re.compile(r"[(,\d]")
_AGE_WORDS = re.compile(r" (?:aged?|віком|вік)?\s*\Z|អាយុ.*", re.DOTALL)
_WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def pseudonym(number: int, *, language: str = "english", adult: bool = False) -> str:
    """The pseudonym of a person, counted from 0: "Child A", "Child B", … "Child AA"."""
    known = wording(language)
    return f"{known.adult if adult else known.child} {_letter(number, known.letters)}"


def with_offers(reading: Reading, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of one text, in order, each with what could stand there instead."""
    language = language_of(reading)
    persons = _Persons(reading, language)
    return tuple(
        replace(
            finding,
            offers=persons.offers(finding) if finding.kind in _PERSONS else wording(language).instead[finding.kind],
        )
        for finding in findings
    )


def language_of(reading: Reading) -> str:
    """The language a text is written in, by its letters and, in Latin letters, by its small words."""
    khmer = len(re.findall("[\u1780-\u17d3]", reading.text))
    cyrillic = len(re.findall("[\u0400-\u04ff]", reading.text))
    latin = len(re.findall("[A-Za-z]", reading.text))
    if khmer > max(cyrillic, latin):
        return "khmer"
    if cyrillic > latin:
        return "ukrainian"
    dutch, english = wording("dutch").often, wording("english").often
    leaning = sum((word.folded in dutch) - (word.folded in english) for word in reading.words)
    return "dutch" if leaning > 0 else "english"


class _Persons:
    """The persons of one text so far, by the words of their names."""

    def __init__(self, reading: Reading, language: str) -> None:
        self._plain = reading.plain
        self._language = language
        self._numbers: dict[frozenset[str], int] = {}
        self._by_word: dict[str, int] = {}
        """The first person with this word in the name."""
        self._grown: set[int] = set()
        """Who was called an adult once stays one."""
        self._next = 0
        both = f"{re.escape(wording(language).child)}|{re.escape(wording(language).adult)}"
        letters = wording(language).letters
        self._taken = frozenset(re.findall(f"(?:{both}) ([{letters}]{{1,3}})(?![^\\W\\d_])", reading.plain))

    def offers(self, finding: Finding) -> tuple[str, ...]:
        """The pseudonyms for one mention of a person, with the age band first where the age is replaced as well."""
        written = self._plain[finding.start : finding.end]
        before = self._plain[max(0, finding.start - _LOOK_BACK) : finding.start]
        tied = _DIGITS.search(written)
        age = int(tied[0]) if tied else near_age(self._plain, finding.start, finding.end)
        number = self._number(written)
        adult = age >= ADULT if age is not None else number in self._grown or _names_an_adult(before)
        if adult:
            self._grown.add(number)
        first, second = (pseudonym(number, language=self._language, adult=grown) for grown in (adult, not adult))
        if age is None:
            return first, second
        banded = f"{first}, {band(age)}"
        return (banded, first) if tied else (first, banded)

    def _number(self, written: str) -> int:
        """The number of the person with this name: a first name or a surname alone is that of the person who had it before."""
        parts = _parts(written)
        number = self._numbers.get(parts)
        if number is None and len(parts) == 1:
            number = self._by_word.get(next(iter(parts)))
        if number is None:
            alone = (self._numbers.get(frozenset({part})) for part in sorted(parts))
            number = next((each for each in alone if each is not None), None)
        if number is None:
            number = self._unused()
        self._numbers[parts] = number
        for part in parts:
            self._by_word.setdefault(part, number)
        return number

    def _unused(self) -> int:
        while _letter(self._next, wording(self._language).letters) in self._taken:
            self._next += 1
        self._next += 1
        return self._next - 1


def _letter(number: int, letters: str) -> str:
    name = ""
    while number >= 0:
        number, letter = divmod(number, len(letters))
        name, number = letters[letter] + name, number - 1
    return name


def _parts(written: str) -> frozenset[str]:
    """The words of a name, without an age, so that two mentions of a person compare the same."""
    name = _AGE_WORDS.sub("", _BEFORE_AGE.split(written)[0])
    signs = "".join(sign.folded for sign in syllables(name))
    return frozenset({signs} if signs else (stem(part) for part in _WORDS.findall(name))) or frozenset({name})


@cache
def _adults() -> frozenset[str]:
    return words().titles | words().adult_relations


def _names_an_adult(before: str) -> bool:
    """Whether a title or a relation that only an adult has stands before a name."""
    if before.rstrip().endswith((*khmer_words().titles, *khmer_words().adult_relations)):
        return True
    match = _LAST_WORD.search(before)
    return match is not None and match[1].casefold() in _adults()
