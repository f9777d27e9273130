"""Numbers of case files, at an organisation, an authority or a court."""

import re
from collections.abc import Collection, Iterator

from training_site.identifiers.edges import NOT_GOING_ON, NOT_WITHIN
from training_site.identifiers.findings import Country, Finding, Kind
from training_site.identifiers.reading import Reading
from training_site.identifiers.vocabulary import pattern

_LONG_ENOUGH = 5
"""A number behind "case" without the word "number" is one of a few cases, unless it is as long as this."""
_PART = "[A-ZА-ЯІЇЄҐ0-9]{1,8}"
_STANDARD = re.compile(r"(?:CRC|CRPD|CEDAW|ISO|IEC|RES|A|E|S|ST|HRC|CCPR|EU|EC|COM)[/-]")
"""How the symbols of the United Nations, the European Union and of standards begin."""

_LETTERS_AND_YEAR = re.compile(
    rf"{NOT_WITHIN}[A-ZА-ЯІЇЄҐ][A-ZА-ЯІЇЄҐ&]{{0,6}}(?:[/-]{_PART}){{0,3}}[/-](?:19|20)\d\d(?:[/-]{_PART}){{0,2}}{NOT_GOING_ON}"
)
_COURTS = {
    Country.UKRAINE: re.compile(rf"{NOT_WITHIN}\d{{3}}/\d{{1,5}}/\d\d{NOT_GOING_ON}"),
    Country.NETHERLANDS: re.compile(
        rf"{NOT_WITHIN}C/\d\d/\d{{4,6}}(?: ?/ ?[A-Z]{{2}} [A-Z]{{2}} \d\d-\d{{1,5}})?{NOT_GOING_ON}"
        rf"|{NOT_WITHIN}[A-Z]{{2}} [A-Z]{{2}} \d\d-\d{{1,5}}{NOT_GOING_ON}"
    ),
}
_ANNOUNCED = re.compile(
    rf"(?P<file>{pattern('files')})[ .:]{{0,2}}(?P<word>(?:№|#|{pattern('numbers')})[.:]?)?[ :]{{0,2}}"
    rf"(?P<number>(?:[A-ZА-ЯІЇЄҐ]{{1,5}}[/-])?\d\w*(?:[/-]\w+){{0,5}}){NOT_GOING_ON}",
    re.IGNORECASE,
)


def cases(reading: Reading, countries: Collection[Country]) -> Iterator[Finding]:
    """Numbers of case files: letters with a year, the form of a court, or announced by the word for a case or file."""
    for country, form in _COURTS.items():
        for match in reading.around_digits(form) if country in countries else ():
            yield Finding(match.start(), match.end(), Kind.CASE_NUMBER, country)
    for match in reading.around_digits(_LETTERS_AND_YEAR):
        if not _STANDARD.match(match[0]):
            yield Finding(match.start(), match.end(), Kind.CASE_NUMBER)
    for match in reading.around_digits(_ANNOUNCED):
        certain = match["word"] or match["file"].casefold().endswith(("nummer", "លេខយោង"))
        if certain or len(match["number"]) >= _LONG_ENOUGH:
            yield Finding(match.start("number"), match.end("number"), Kind.CASE_NUMBER)
