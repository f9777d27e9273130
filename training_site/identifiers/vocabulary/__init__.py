"""The words the guard knows, read once from the tables beside this file.

The tables are data so that someone who knows a language can correct them without knowing Python. README.md says what each is for.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LANGUAGES = ("english", "dutch", "ukrainian")


@dataclass(frozen=True)
class Vocabulary:
    """The words of all languages that write capitals, together: a text is often in two of them."""

    ordinary: frozenset[str]
    """Words that are nobody's name, whatever letter they begin with."""
    also_names: frozenset[str]
    """Ordinary words that are names as well: Grace, Mark, Hope."""
    openers: frozenset[str]
    """Words that are no name where they open a sentence before another capital."""
    capitalised: frozenset[str]
    """Proper nouns that identify no child: days, countries, faiths, bodies known in the whole country."""
    capitalised_stems: frozenset[str]
    """The same, as the beginning of words, for a language that inflects."""
    things: frozenset[str]
    titles: frozenset[str]
    relations: frozenset[str]
    adult_relations: frozenset[str]
    """Relations only an adult has to a child."""
    person_verbs: frozenset[str]
    place_words_before: frozenset[str]
    place_words_after: frozenset[str]
    named_buildings: frozenset[str]
    buildings_before: frozenset[str]
    buildings_after: frozenset[str]
    street_words: frozenset[str]
    conjunctions: frozenset[str]
    states: frozenset[str]
    """What a person mostly does, and a thing seldom: a weak sign of a name."""
    things_before: frozenset[str]
    thing_endings: frozenset[str]
    called: frozenset[str]
    particles: frozenset[str]
    """The small words within a surname: van, der, el."""
    abstract_endings: frozenset[str]
    verb_endings: frozenset[str]
    abbreviations: frozenset[str]
    """What a full stop behind it does not end a sentence."""
    contractions: frozenset[str]


@dataclass(frozen=True)
class KhmerWords:
    """Khmer has no capitals: what stands before a name, what ends one, and what only looks like one."""

    named: tuple[str, ...]
    titles: tuple[str, ...]
    relations: tuple[str, ...]
    adult_relations: tuple[str, ...]
    places: tuple[str, ...]
    ends: tuple[str, ...]
    unbroken: tuple[str, ...]
    ordinary: tuple[str, ...]


@dataclass(frozen=True)
class Wording:
    """What the guard offers, in one language."""

    child: str
    adult: str
    letters: str
    often: frozenset[str]
    """Small words by which the language is told from another in the same letters."""
    instead: dict[str, tuple[str, ...]]
    """By kind of finding."""


@cache
def table(name: str) -> dict[str, Any]:
    """The table `<name>.toml`."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words() -> Vocabulary:
    """The words of English, Dutch and Ukrainian."""
    tables = [table(language) for language in LANGUAGES]
    return Vocabulary(
        **{
            field: frozenset(word for each in tables for word in each.get(field, "").split())
            for field in Vocabulary.__dataclass_fields__
        }
    )


@cache
def khmer_words() -> KhmerWords:
    """The words of Khmer."""
    return KhmerWords(**{field: tuple(table("khmer")[field].split()) for field in KhmerWords.__dataclass_fields__})


def pattern(field: str) -> str:
    """A regular expression for the phrases of a table in all languages: whole words in letters, anywhere in Khmer."""
    listed = [phrase for language in LANGUAGES for phrase in phrases(table(language).get(field, ""))]
    khmer = phrases(table("khmer").get(field, ""))
    return rf"(?:(?<!\w)(?:{_any_of(listed)})(?!\w)|{_any_of(khmer)})"


def _any_of(listed: Iterable[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(set(listed), key=len, reverse=True))


@cache
def wording(language: str) -> Wording:
    """What is offered in a language: "english", "dutch", "ukrainian" or "khmer"."""
    entries = table("offers")[language]
    instead = {kind: tuple(offers) for kind, offers in entries.items() if isinstance(offers, list)}
    often = frozenset(entries["often"].split())
    return Wording(entries["child"], entries["adult"], entries["letters"], often, instead)


@cache
def pseudonym_words() -> frozenset[str]:
    """The words that stand before the letter of a pseudonym, in lower case: those that are offered, and a few people use."""
    offered = {word.casefold() for each in LANGUAGES for word in (wording(each).child, wording(each).adult)}
    return frozenset(offered | set(table("offers")["also"]["pseudonyms"].split()))


def phrases(text: str) -> tuple[str, ...]:
    """What a table writes with commas between: `Siem Reap, Kep` is two."""
    return tuple(phrase for phrase in (re.sub(r"\s+", " ", part).strip() for part in text.split(",")) if phrase)
