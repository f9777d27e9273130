"""Ages in a text, and the bands that take their place."""

import re

from training_site.identifiers.vocabulary import pattern

BANDS = ((2, "0–2"), (6, "3–6"), (9, "7–9"), (12, "10–12"), (15, "13–15"), (17, "16–17"))
"""The last age of each band, and the band; who is older is in the band "18+"."""
ADULT = 18

_YEARS, _AGED = pattern("years"), pattern("aged")
_TIED = re.compile(
    rf" ?\((?:{_AGED} ?)?(\d{{1,2}})(?: ?{_YEARS})?\)"  # (7), (aged 7), (7 years)
    rf"|, (?:{_AGED} )?(\d{{1,2}}) ?{_YEARS}"  # , 7 years old
    r"|, (\d{1,2})(?=[,;)](?: |$)|\.(?: |$)|$)"  # , 7, and
    rf"|,? ?{_AGED} ?(\d{{1,2}})(?!\w)(?: ?{_YEARS})?",  # , aged 7
    re.IGNORECASE | re.MULTILINE,
)
_NEAR = re.compile(
    rf"(?<![\w-])(\d{{1,2}})[ -]?{_YEARS}|(?<![\w-])(\d{{1,2}})-year-old|{_AGED} ?(\d{{1,2}})(?![\w-])", re.IGNORECASE
)
_REACH = 50
_ENDS_SENTENCE = re.compile("[.!?\u17d4\n]")


def band(age: int) -> str:
    """The band an age falls in: 8 in "7–9"."""
    return next((name for last, name in BANDS if age <= last), "18+")


def tied_age(plain: str, at: int) -> tuple[int, int] | None:
    """An age that is tied to the name that ends at `at`, as in "Sokha (7)": where it ends, and the age."""
    match = _TIED.match(plain, at)
    return (match.end(), int(match[match.lastindex or 0])) if match else None


def near_age(plain: str, start: int, end: int) -> int | None:
    """An age in the same sentence, close to the name at `start` to `end`; one behind the name comes first."""
    behind = _ENDS_SENTENCE.split(plain[end : end + _REACH])[0]
    before = _ENDS_SENTENCE.split(plain[max(0, start - _REACH) : start])[-1]
    ages = [match for part in (behind, before) for match in _NEAR.finditer(part)]
    return int(ages[0][ages[0].lastindex or 0]) if ages else None
