"""A day as people write it, where it can mean one day only.

Five ways: 2026-03-05, 2026/03/05, 05.03.2026, 05/03/2026 and "5 March 2026". A stroke leaves open which number is the month, so that
05/03/2026 is refused and 25/03/2026 is not; a year has four digits.
"""

import re
from datetime import date

YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[ T]00:00(?::00)?)?")
DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
EITHER_FIRST = re.compile(r"(\d{1,2})([-/])(\d{1,2})\2(\d{4})")
IN_WORDS = re.compile(r"(\d{1,2})\.?\s+([^\W\d_]{3,12})\.?,?\s+(\d{4})")
MONTHS = (
    ("january", "jan", "januari", "січня"),
    ("february", "feb", "februari", "лютого"),
    ("march", "mar", "maart", "березня"),
    ("april", "apr", "квітня"),
    ("may", "mei", "травня"),
    ("june", "jun", "juni", "червня"),
    ("july", "jul", "juli", "липня"),
    ("august", "aug", "augustus", "серпня"),
    ("september", "sep", "sept", "вересня"),
    ("october", "oct", "oktober", "okt", "жовтня"),
    ("november", "nov", "листопада"),
    ("december", "dec", "грудня"),
)
NAMED = {name: number for number, names in enumerate(MONTHS, start=1) for name in names}


class NoDay(Exception):
    """The text is no day."""


class TwoDays(Exception):
    """The text may mean one of two days."""


def read(text: str) -> date:
    """The day that a text means. Raises NoDay, TwoDays."""
    text = text.strip()
    if found := YEAR_FIRST.fullmatch(text):
        return _day(found[1], found[3], found[4])
    if found := DAY_FIRST.fullmatch(text):
        return _day(found[3], found[2], found[1])
    if found := EITHER_FIRST.fullmatch(text):
        return _either(found[4], found[1], found[3])
    if (found := IN_WORDS.fullmatch(text)) and (month := NAMED.get(found[2].casefold())):
        return _day(found[3], str(month), found[1])
    raise NoDay(text)


def _either(year: str, first: str, second: str) -> date:
    if int(first) > 12 or first.lstrip("0") == second.lstrip("0"):
        return _day(year, second, first)
    if int(second) > 12:
        return _day(year, first, second)
    raise TwoDays(f"{first}/{second}/{year}")


def _day(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise NoDay(f"{year}-{month}-{day}") from error
