"""Distributions as columns: where each stands, worked out here so that a template only draws them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.surveys.laws.instruments import Option

WIDE, HEIGHT, ROOM, LEAST = 1000, 160, 34, 2
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One option."""

    short: str
    """The number of a step, or a letter that the table explains."""
    number: int
    x: int
    y: int
    width: int
    middle: int
    height: int


def short_names(options: Sequence[Option]) -> dict[str, str]:
    """Option → a number or a letter."""
    letters = iter(LETTERS)
    return {option.key: option.key if option.value is not None else next(letters, "…") for option in options}


def columns(options: Sequence[Option], counts: Mapping[str, int]) -> tuple[Column, ...]:
    """A column for each option, the highest as high as there is room."""
    most = max(counts.values(), default=0)
    step = WIDE // max(len(options), 1)
    width = step * 3 // 4
    names = short_names(options)
    return tuple(
        _column(names[option.key], counts.get(option.key, 0), most, at * step + (step - width) // 2, width)
        for at, option in enumerate(options)
    )


def _column(short: str, number: int, most: int, x: int, width: int) -> Column:
    height = max(LEAST, HEIGHT * number // most) if number else 0
    return Column(
        short=short, number=number, x=x, y=ROOM + HEIGHT - height, width=width, middle=x + width // 2, height=height
    )
