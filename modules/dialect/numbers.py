"""Numbers as people write them, and the numbers an author accepts.

Everything is an exact `Fraction`, so no comparison needs a margin for rounding: 0.1 + 0.2 is 0.3 here.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from modules.dialect.text import normalise

_LONGEST = 100
_LARGEST_EXPONENT = 400
_SPELLINGS = str.maketrans(
    {
        **dict.fromkeys("\u2212\u2013", "-"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad"),
        "\u066b": ".",
        "\u066c": " ",
    }
)
_NUMBER = re.compile(
    r"(?P<sign>[+-]?) ?"
    r"(?P<mantissa>\d{1,3}(?: \d{3})+(?:[.,]\d*)?(?![\d.,])|[\d.,]*\d[\d.,]*)"
    r"(?:(?:[eE]| ?[x\u00d7*] ?10 ?(?:\^|\*\*) ?)(?P<exponent>[+-]?\d{1,4}))?"
    r" ?(?P<unit>\D*)"
)
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_COULD_BE_GROUPED = re.compile(r"[1-9]\d{0,2},\d{3}")


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A number with the unit that was written after it (empty: none)."""

    readings: tuple[Fraction, ...]
    """The value; a second one where the comma may separate thousands: `1,500`."""
    unit: str

    @property
    def value(self) -> Fraction:
        """The first reading, in which a comma is a decimal comma."""
        return self.readings[0]


class Tolerance(StrEnum):
    """How far from its number an author's tolerance reaches."""

    NOMINAL = "nominal"
    """By a fixed amount."""
    RELATIVE = "relative"
    """By a share of the number."""
    GEOMETRIC = "geometric"
    """By a factor: `1` reaches from half the number to twice the number."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """The numbers an author accepts, both ends included."""

    low: Fraction
    high: Fraction
    example: str
    """One of them, as the author wrote it."""

    def accepts(self, value: Fraction) -> bool:
        """Whether `value` is one of them."""
        return self.low <= value <= self.high


def parse_quantity(text: str) -> Quantity | None:
    """The number in `text`, in any script's digits, with its unit; None where there is no number."""
    match = _NUMBER.fullmatch(_in_ascii(text)) if len(text) <= _LONGEST else None
    if match is None:
        return None
    exponent = int(match["exponent"] or 0)
    values = _mantissas(match["mantissa"].replace(" ", ""))
    if abs(exponent) > _LARGEST_EXPONENT or not values:
        return None
    factor = (-1 if match["sign"] == "-" else 1) * Fraction(10) ** exponent
    return Quantity(readings=tuple(value * factor for value in values), unit=match["unit"].strip())


def parse_number(text: str) -> Fraction | None:
    """The number that `text` is, without a unit; None if it is something else."""
    quantity = parse_quantity(text)
    return quantity.value if quantity and not quantity.unit else None


def is_ambiguous(text: str) -> bool:
    """Whether the comma in `text` may be read in two ways."""
    quantity = parse_quantity(text)
    return quantity is not None and len(quantity.readings) > 1


def readings(text: str, *, unit: str = "") -> tuple[Fraction, ...]:
    """The values a learner may have meant by `text`: none if it is no number or names another unit than `unit`."""
    quantity = parse_quantity(text)
    if quantity is None or (quantity.unit and normalise(quantity.unit) != normalise(unit)):
        return ()
    return quantity.readings


def parse_target(text: str) -> Target | None:
    """What `n`, `n ± t`, `n +- t%` or `lo..hi` accepts; None for any other text."""
    low, dots, high = text.partition("..")
    if dots:
        return _between(low, high)
    number, _, tolerance = text.replace("+-", "±").partition("±")
    value = parse_number(number)
    if value is None or ("±" in text.replace("+-", "±") and not tolerance.strip()):
        return None
    kind = Tolerance.RELATIVE if tolerance.rstrip().endswith("%") else Tolerance.NOMINAL
    reach = parse_number(tolerance.rstrip().removesuffix("%")) if tolerance else Fraction(0)
    if reach is None or reach < 0:
        return None
    return around(value, reach / 100 if kind is Tolerance.RELATIVE else reach, kind, example=number.strip())


def around(value: Fraction, reach: Fraction, kind: Tolerance, *, example: str) -> Target:
    """What lies within `reach` of `value`; a relative reach is a share (0.1 for ten per cent), a geometric one a factor less 1."""
    if kind is Tolerance.GEOMETRIC:
        ends = sorted((value / (1 + reach), value * (1 + reach)))
        return Target(low=ends[0], high=ends[1], example=example)
    margin = abs(value) * reach if kind is Tolerance.RELATIVE else reach
    return Target(low=value - margin, high=value + margin, example=example)


def _between(low: str, high: str) -> Target | None:
    first, last = parse_number(low), parse_number(high)
    if first is None or last is None or first > last or high.startswith("."):
        return None
    return Target(low=first, high=last, example=low.strip())


def _in_ascii(text: str) -> str:
    spelled = text.translate(_SPELLINGS)
    digits = "".join(str(unicodedata.decimal(character, character)) for character in spelled)
    return " ".join(digits.split())


def _mantissas(written: str) -> tuple[Fraction, ...]:
    """The values of digits with points and commas: one, two where a comma is unclear, none where they make no number."""
    marks = "".join(character for character in written if character in ".,")
    if len(marks) < 2:
        decimal = _decimal(written.replace(",", "."))
        return (decimal, Fraction(written.replace(",", ""))) if _COULD_BE_GROUPED.fullmatch(written) else (decimal,)
    whole, mark, rest = written.rpartition(marks[-1])
    if marks.count(marks[-1]) > 1:
        whole, mark, rest = written, "", ""
    grouped = _GROUPED.fullmatch(whole)
    if grouped is None or grouped[1] == mark:
        return ()
    return (_decimal(f"{whole.replace(grouped[1], '')}.{rest}"),)


def _decimal(written: str) -> Fraction:
    whole, _, rest = written.partition(".")
    return Fraction(int(f"{whole}{rest}" or 0), 10 ** len(rest))
