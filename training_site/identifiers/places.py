"""Places every reader knows, and addresses. Smaller places are on the list an organisation keeps."""

import re
from collections.abc import Collection, Iterator
from functools import cache

from training_site.identifiers.findings import Country, Finding, Kind
from training_site.identifiers.matching import in_syllables, in_words, steps
from training_site.identifiers.reading import Reading
from training_site.identifiers.terms import Terms
from training_site.identifiers.vocabulary import phrases, table, words

_CAPITAL = "[A-ZÀ-ÖØ-Þ\u0400-\u042f\u0490][\\w'-]{1,30}"
_NUMBER = r"\d{1,4}[a-zа-я]?"
_STREET = "|".join(sorted((word.capitalize() for word in words().street_words), key=len, reverse=True))
_ADDRESS = re.compile(
    rf"(?<![\w-]){_NUMBER} (?:{_CAPITAL} ){{1,3}}(?:{_STREET})(?!\w)"
    rf"|(?<!\w)[A-Z][\w-]{{2,30}}(?:straat|weg|laan|plein|gracht|kade|dijk|singel|dreef|steeg|hof|pad) {_NUMBER}(?!\w)"
    rf"|(?:(?<=вул\. )|(?<=вулиці )|(?<=вулиця )|(?<=вулицею )|(?<=просп\. )|(?<=проспект )|(?<=пров\. ))"
    rf"{_CAPITAL}(?: {_CAPITAL}){{0,2}}(?:, ?(?:буд\. ?)?{_NUMBER})?(?!\w)"
    rf"|(?<=ផ្ទះលេខ)(?: ?){_NUMBER},? ?ផ្លូវ(?:លេខ)? ?{_NUMBER}"
)
_POSTCODE = re.compile(r"(?<![\w.-])[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}(?!\w)")


def addresses(reading: Reading, countries: Collection[Country]) -> Iterator[Finding]:
    """Streets with a number, and Dutch postcodes."""
    for match in reading.around_digits(_ADDRESS):
        yield Finding(match.end() - len(match[0].lstrip()), match.end(), Kind.PLACE)
    for match in reading.around_digits(_POSTCODE) if Country.NETHERLANDS in countries else ():
        yield Finding(match.start(), match.end(), Kind.PLACE, Country.NETHERLANDS)


def known_places(reading: Reading, countries: Collection[Country]) -> Iterator[Finding]:
    """Provinces and large towns of `countries`, where they begin with a capital."""
    lettered, khmer = _gazetteer()
    for found, value in in_words(lettered, reading):
        if found[0].capital and value in countries:
            yield Finding(found[0].start, found[-1].end, Kind.PLACE, Country(value))
    if Country.CAMBODIA in countries:
        for start, end, _value in in_syllables(khmer, reading):
            yield Finding(start, end, Kind.PLACE, Country.CAMBODIA)


@cache
def _gazetteer() -> tuple[Terms, Terms]:
    """The places of all countries, by word and by syllable."""
    lettered, khmer = Terms(), Terms()
    for country, listed in table("places").items():
        for place in phrases(listed):
            in_letters, path = steps(place)
            (lettered if in_letters else khmer).add(path, country)
    return lettered, khmer
