"""Phone numbers in a text that people wrote, each with the link that dials it.

`tel:` links as RFC 3966 has them: digits, and a plus only in front. What stands between two numbers is not guessed at: a number ends at
the first character that does not belong into one, so that "112 or 113" is two numbers and never 112113.
"""

import re
import unicodedata
from typing import NamedTuple

AREA = r"0\d{1,4}/(?=(?:[ -]?\d){5})"
"""044/123 45 67: the only place where a stroke stands inside a number; elsewhere it stands between two."""
NUMBER = re.compile(rf"(?:\+ ?)?\(?(?:{AREA})?\d(?:[ \u00a0().\-\u2010\u2011\u2013]*\d)*\)?")
EXTENSION = re.compile(r"(?:(?<![^\W\d_])(?:ext\.?|x)|#)\s*$", re.IGNORECASE)
"""What stands before an extension: that is asked for when somebody answers."""
NATIONAL_ZERO = re.compile(r"\(\s*0\s*\)")
"""+44 (0)20 …: the nought is dialled inside the country only."""


class Phone(NamedTuple):
    """A number as it was written, and the address that dials it."""

    text: str
    href: str


def numbers_in(text: str) -> tuple[Phone, ...]:
    """The phone numbers of a text, in order; digits of any script are dialled."""
    found = (match for match in NUMBER.finditer(text) if not EXTENSION.search(text[: match.start()]))
    return tuple(Phone(match.group(), f"tel:{_dialled(match.group())}") for match in found)


def _dialled(number: str) -> str:
    plus = number.startswith("+")
    if plus:
        number = NATIONAL_ZERO.sub("", number)
    digits = "".join(str(unicodedata.decimal(character)) for character in number if character.isdecimal())
    return f"+{digits}" if plus else digits
