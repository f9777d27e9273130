"""Numbers of identity papers and of bank accounts. README.md has the format of each country with its source."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from training_site.identifiers.edges import NOT_GOING_ON, NOT_WITHIN
from training_site.identifiers.findings import Country, Finding, Kind
from training_site.identifiers.reading import Reading
from training_site.identifiers.vocabulary import pattern

_LEAST_DIGITS = 4
_MONEY = re.compile(
    r" ?(?:riels?|៛|រៀល|ksh|kes|shillings?|kwacha|zmw|euro|eur|€|грн|гривень|usd|\$|dollars?|%|km|kg|people|children)",
    re.IGNORECASE,
)
_SERIES = "[А-ЯІЇЄҐ]{2} ?№? ?"


def is_bsn(digits: str) -> bool:
    """Whether nine digits pass the eleven test of the Dutch citizen service number (BSN)."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    if len(digits) != len(weights):
        return False
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0


@dataclass(frozen=True)
class _Format:
    country: Country
    pattern: re.Pattern[str]
    holds: Callable[[str], bool] = lambda _digits: True


def _format(country: Country, form: str, holds: Callable[[str], bool] = lambda _digits: True) -> _Format:
    return _Format(country, re.compile(f"{NOT_WITHIN}(?:{form}){NOT_GOING_ON}"), holds)


_FORMATS = (
    _format(Country.ZAMBIA, r"\d{6} ?/ ?\d{2} ?/ ?\d"),  # National Registration Card
    _format(Country.UKRAINE, r"(?:19|20)\d{6}-\d{5}"),  # demographic register (UNZR)
    _format(Country.UKRAINE, rf"[IІVХX]{{1,4}}-{_SERIES}\d{{6}}"),  # birth certificate
    _format(Country.UKRAINE, rf"{_SERIES}\d{{6}}"),  # passport
    _format(Country.UKRAINE, r"[1-9]\d{9}"),  # taxpayer's number (RNOKPP)
    _format(Country.UKRAINE, r"0\d{8}"),  # identity card
    _format(Country.NETHERLANDS, r"\d{9}|\d{4}\.\d{2}\.\d{3}|\d{3}\.\d{3}\.\d{3}|\d{3} \d{3} \d{3}", is_bsn),
    _format(Country.NETHERLANDS, r"[A-NP-Z]{2}[A-NP-Z0-9]{6}\d"),  # passport, identity card
    _format(Country.CAMBODIA, r"\d{9}(?:\(\d\d\))?"),  # identity card
    _format(Country.KENYA, r"[A-Z]\d{9}[A-Z]"),  # taxpayer's number (KRA PIN)
    _format(Country.KENYA, r"\d{8}|\d{14}"),  # identity card, Maisha Namba
)
_IBAN = re.compile(rf"{NOT_WITHIN}[A-Z]{{2}}\d{{2}}(?: ?[A-Z0-9]{{4}}){{2,7}}(?: ?[A-Z0-9]{{1,4}})?{NOT_GOING_ON}")
_WRITTEN = r"(?:[A-ZА-ЯІЇЄҐ]{1,5}[ -]?)?(?:№ ?)?\d\w*(?:[/-]\w+){0,5}|[A-Z]{2,6}\d[A-Z0-9]{3,10}"
_NUMBER_WORD = f"(?:№|#|{pattern('numbers')}[.:]?) ?"
_ANNOUNCED = re.compile(
    rf"{pattern('papers')}[.:]?[ :]{{0,2}}(?:{_NUMBER_WORD}){{0,2}}(?P<number>{_WRITTEN}){NOT_GOING_ON}", re.IGNORECASE
)


def accounts(reading: Reading) -> Iterator[Finding]:
    """Numbers of bank accounts (IBAN, ISO 13616)."""
    for match in reading.around_digits(_IBAN):
        yield Finding(match.start(), match.end(), Kind.IDENTITY_NUMBER)


def papers(reading: Reading, countries: Collection[Country]) -> Iterator[Finding]:
    """Numbers of identity papers: in the form of one of `countries`, or announced by the name of a paper."""
    found: dict[tuple[int, int], set[Country]] = {}
    for form in _FORMATS:
        for match in reading.around_digits(form.pattern) if form.country in countries else ():
            if form.holds(re.sub(r"\D", "", match[0])) and not _MONEY.match(reading.plain, match.end()):
                found.setdefault(match.span(), set()).add(form.country)
    for match in reading.around_digits(_ANNOUNCED):
        if sum(character.isdigit() for character in match["number"]) >= _LEAST_DIGITS:
            found.setdefault(match.span("number"), set())
    for (start, end), owners in sorted(found.items(), key=lambda entry: entry[0][0] - entry[0][1]):  # the longest first
        yield Finding(start, end, Kind.IDENTITY_NUMBER, next(iter(owners)) if len(owners) == 1 else None)
