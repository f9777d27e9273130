"""Telephone numbers, by the numbering plan of each country (ITU-T E.164). README.md names the sources."""

import re
from collections.abc import Collection, Iterator

from training_site.identifiers.edges import NOT_BEFORE_LETTER, NOT_BEHIND_LETTER
from training_site.identifiers.findings import Country, Finding, Kind
from training_site.identifiers.reading import Reading
from training_site.identifiers.vocabulary import pattern

_CODES = {
    Country.CAMBODIA: "855",
    Country.ZAMBIA: "260",
    Country.KENYA: "254",
    Country.UKRAINE: "380",
    Country.NETHERLANDS: "31",
}
_PLANS: dict[Country, tuple[tuple[str, int], ...]] = {
    Country.CAMBODIA: (("[1-9]", 9), ("[1-9]", 8)),
    Country.ZAMBIA: (("[579]", 9), ("21[1-8]", 9)),
    Country.KENYA: (("7", 9), ("1[01]", 9), ("[2-6]", 9)),
    Country.UKRAINE: (("[3-9]", 9),),
    Country.NETHERLANDS: (("[1-9]", 9),),
}
"""How numbers begin behind the trunk prefix 0, and how many digits they have without it; longer ones first."""

_GAP = r"[ .()/-]{0,3}"
"""What people write between the digits."""


def _digits(begin: str, count: int) -> str:
    first = re.findall(r"\[[^]]+\]|\d", begin)
    return _GAP.join([*first, *[r"\d"] * (count - len(first))])


def _at_home(plan: tuple[tuple[str, int], ...]) -> re.Pattern[str]:
    forms = "|".join(_digits(begin, count) for begin, count in plan)
    return re.compile(rf"{NOT_BEHIND_LETTER}(?<![.,+-])\(?0{_GAP}(?:{forms}){NOT_BEFORE_LETTER}")


_HOME = {country: _at_home(plan) for country, plan in _PLANS.items()}
_ABROAD = re.compile(
    rf"{NOT_BEHIND_LETTER}(?:\+|(?<![.,/+-])00){_GAP}(?:\(0\){_GAP})?[1-9](?:{_GAP}(?:\(0\){_GAP})?\d){{7,14}}(?!\d)"
)
_ANNOUNCED = re.compile(
    rf"{pattern('telephones')}[.:]? ?(?:{pattern('numbers')}[.:]? ?)?(?P<number>\d(?:{_GAP}\d){{5,13}})(?!\d)",
    re.IGNORECASE,
)


def phones(reading: Reading, countries: Collection[Country]) -> Iterator[Finding]:
    """Numbers in the international form, in the national form of one of `countries`, or announced as a telephone."""
    for match in reading.around_digits(_ABROAD):
        yield Finding(match.start(), match.end(), Kind.PHONE, _country_of(match[0], countries))
    at_home: dict[tuple[int, int], list[Country]] = {}
    for country in countries:
        for match in reading.around_digits(_HOME[country]):
            at_home.setdefault(match.span(), []).append(country)
    for (start, end), owners in sorted(at_home.items(), key=lambda entry: entry[0][0] - entry[0][1]):
        yield Finding(start, end, Kind.PHONE, owners[0] if len(owners) == 1 else None)
    for match in reading.around_digits(_ANNOUNCED):
        yield Finding(match.start("number"), match.end("number"), Kind.PHONE)


def _country_of(number: str, countries: Collection[Country]) -> Country | None:
    digits = re.sub(r"\D", "", number).removeprefix("00")
    return next((country for country in countries if digits.startswith(_CODES[country])), None)
