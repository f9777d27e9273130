"""What answers are worth, between percentages of other systems and the policies of the dialect."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from assessments.interop.codecs.items import Answer
from modules.dialect.attributes import NO_ATTRS, Attrs
from modules.dialect.credit import SLACK

_NEAR = Fraction(1, 10**5)
"""Other systems write a third as 33.33333 per cent."""


def percent(share: Fraction) -> str:
    """The share in per cent, with five decimals at most."""
    scaled = round(share * 10**7)
    whole, rest = divmod(abs(scaled), 10**5)
    decimals = f".{rest:05d}".rstrip("0").rstrip(".")
    return f"{'-' if scaled < 0 else ''}{whole}{decimals}"


def credit(share: Fraction) -> Attrs:
    """The share as an attribute of a bullet; none for nothing."""
    return Attrs({"credit": f"{percent(share)}%"}) if share else NO_ATTRS


def is_full(share: Fraction) -> bool:
    """Whether it is the whole mark."""
    return share >= 1 - SLACK


def policy(answers: Sequence[Answer]) -> tuple[Attrs, bool]:
    """The policy that gives several answers what they are worth: its attribute, and whether options must name their credits."""
    good = [answer.worth for answer in answers if answer.worth > 0]
    bad = [answer.worth for answer in answers if answer.worth <= 0]
    even = Fraction(1, len(good)) if good else Fraction(1)
    if all(_near(share, even) for share in good):
        if all(_near(share, -even) for share in bad):
            return NO_ATTRS, False
        if not any(bad):
            return Attrs({"credit": "weights"}), False
    return Attrs({"credit": "weights"}), True


def even(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """Several answers of which the right ones share the mark and wrong ticks take it away, as the dialect does unless told."""
    right = sum(answer.right for answer in answers) or 1
    return tuple(replace(answer, share=Fraction(1 if answer.right else -1, right)) for answer in answers)


def _near(share: Fraction, other: Fraction) -> bool:
    return abs(share - other) <= _NEAR
