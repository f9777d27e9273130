"""British spelling, by a dictionary in this folder and the programme's own words.

`british.txt.gz` is made of SCOWL (see README.md); `spelling.en.txt` in the content folder holds what a dictionary
does not: names of countries, terms, invented first names. Languages without a dictionary here are not looked at.
"""

import gzip
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from modules.services.content_files import ContentFile, Finding
from modules.services.strict.edition import Edition

DICTIONARIES = {"en": "british.txt.gz"}
OWN = "spelling.{language}.txt"
_SKIPPED = re.compile(
    r"^:::+\w[\w-]*|\{[^}\n]*\}|\]\([^)\n]*\)|`[^`\n]*`|https?://\S+|\b[\w.-]+\.(?:[a-z]{2,4})(?:/\S*)?\b|\b\w*[0-9]\w*\b|^\w+ = (?=\")",
    re.MULTILINE,
)
"""What is no English: signs of the dialect, keys, addresses, codes."""
_WORD = re.compile(r"[^\W\d_]+(?:[\u2019'][^\W\d_]+)*")
_FOREIGN = ("dutch", "ukrainian", "khmer", "found_at", "notes", "key", "language", "planned_languages", "licence")
"""Keys whose values are in other languages, or are addresses."""


def spelling(edition: Edition) -> Iterator[Finding]:
    """Words that no dictionary here knows."""
    if edition.language not in DICTIONARIES:
        return
    for file in edition.files:
        known = all_words(file.place.folder, edition.language)
        for number, line in enumerate(file.text.split("\n"), start=1):
            for word in words_of(file, line):
                if not is_known(word, known):
                    message = f"'{word}' is not in the dictionary; mend it, or add it to {OWN.format(language=edition.language)}"
                    yield file.finding("spelling", number, message)


def words_of(file: ContentFile, line: str) -> list[str]:
    """The English words of a line of a file."""
    if not file.kind.has_body and line.startswith(_FOREIGN):
        return []
    return _WORD.findall(_SKIPPED.sub(" ", line))


def is_known(word: str, known: frozenset[str]) -> bool:
    """Whether a word, or what is left of it without 's, stands in the dictionary as it is or written small."""
    plain = word.replace("\u2019", "'")
    forms = {plain, plain.removesuffix("'s"), plain.removesuffix("'")}
    return any(form in known or form.lower() in known for form in forms)


@cache
def dictionary(language: str) -> frozenset[str]:
    """The words of a language."""
    packed = Path(__file__).with_name(DICTIONARIES[language]).read_bytes()
    return frozenset(gzip.decompress(packed).decode().split("\n"))


@lru_cache(maxsize=4)
def all_words(folder: Path, language: str) -> frozenset[str]:
    """The words of a language and those of a content folder, one on a line."""
    file = folder / OWN.format(language=language)
    own = file.read_text(encoding="utf-8").split("\n") if file.exists() else ()
    return dictionary(language).union(own)
