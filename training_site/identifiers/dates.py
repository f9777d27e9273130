"""Dates that tell when something happened to a child.

Two of day, month and year together make a date: "12 March", "March 2024". One alone does not, because "in March" and
"in 2009" are how people write about seasons and laws; only behind a word for birth does a year alone. Days in figures
need all three, or a word that announces a day ("on 12/03"). The programme asks for "month n of follow-up" instead.
"""

import re
from collections.abc import Iterator

from training_site.identifiers.findings import Finding, Kind
from training_site.identifiers.reading import Reading
from training_site.identifiers.vocabulary import pattern, phrases, table

_MONTH = pattern("months") + r"(?:\.(?= ?\d))?"
_ENGLISH_MONTH = "|".join(month.capitalize() for month in phrases(table("english")["months"]))
_D, _M, _Y = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_DAY = rf"(?<![\w.,/+:-]){_D}(?:st|nd|rd|th|e|ste|de|-го|-е)?"
_YEAR = rf",? ?(?:of )?(?:ឆ្នាំ ?)?{_Y}(?!\w)(?:(?: року| рік| р\.)(?!\w))?"

_IN_WORDS = re.compile(
    rf"{_DAY},?(?: of| day of)? ?(?:ខែ ?)?{_MONTH}(?:{_YEAR})?"  # 12 March, the 12th of March 2024
    rf"|(?:ខែ ?)?{_MONTH}{_YEAR}",  # March 2024
    re.IGNORECASE,
)
_DAY_LAST = re.compile(rf"(?<!\w)(?:{_ENGLISH_MONTH})\.? {_D}(?:st|nd|rd|th)?(?![\w%]|[.:]\d)(?:,? {_Y}(?!\w))?")
"""March 12, 2024."""
_IN_FIGURES = re.compile(
    rf"(?<![\w.,/-])(?:{_D}(?P<sign> ?[./-] ?){_M}(?P=sign)(?:{_Y}|\d\d)|{_M}/{_D}/{_Y}|{_Y}(?P<other>[./-]){_M}(?P=other){_D})"
    r"(?!\w|[./-]\d)(?: року| р\.)?"
)
_ANNOUNCED = re.compile(
    r"(?:(?<!\w)(?:on|dated|date:?|op|d\.d\.|від)|ថ្ងៃទី) ?(?P<date>(?:0[1-9]|[12]\d|3[01])[./-](?:0[1-9]|1[0-2]))(?!\w|[./%-]\d)",
    re.IGNORECASE,
)
_BIRTH = re.compile(
    rf"{pattern('born')}(?: (?:in|the|year|om|у|в|at)){{0,3}}:? ?(?P<date>{_Y})(?!\w)"
    rf"|(?<![\w./-])(?P<ukrainian>{_Y}) (?:року|р\.) народження",
    re.IGNORECASE,
)


def dates(reading: Reading) -> Iterator[Finding]:
    """Days, and months with a year, in words of the four languages and in figures; years of birth."""
    for form in (_IN_FIGURES, _IN_WORDS, _DAY_LAST):
        for match in reading.around_digits(form):
            if not _is_verb(match[0]):
                yield Finding(match.start(), match.end(), Kind.DATE)
    for form in (_ANNOUNCED, _BIRTH):
        for match in reading.around_digits(form):
            group = match.lastgroup or "date"
            yield Finding(match.start(group), match.end(group), Kind.DATE)


def _is_verb(found: str) -> bool:
    """Whether the English verb "may" or "march" was taken for a month: months have a capital there."""
    return re.search(r"(?<!\w)(?:may|march)(?!\w)", found) is not None
