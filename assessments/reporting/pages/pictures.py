"""Numbers as pictures: lengths and places of a bar and of columns, worked out here so that a template only draws them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assessments.reporting.laws import statuses
from assessments.reporting.laws.counting import Numbers
from assessments.reporting.pages.words import STATUS, month_text

WIDTH = 1000
HEIGHT, ROOM = 120, 40
"""Of a column, and of what stands beside it."""
LEAST = 2
"""Nobody is drawn as nothing."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One status in the bar."""

    key: str
    text: str
    number: int
    x: int
    width: int


@dataclass(frozen=True, kw_only=True)
class Pillar:
    """One month of the forecast."""

    text: str
    short: str
    number: int
    x: int
    y: int
    height: int


def bar(found: Numbers) -> tuple[Piece, ...]:
    """Everybody in one bar, a piece for each status that somebody is in."""
    there = [(key, found.by_status[key]) for key in statuses.STATUSES if found.by_status[key] > 0]
    pieces, x = [], 0
    for (key, number), width in zip(there, _widths([number for _key, number in there]), strict=True):
        pieces.append(Piece(key=key, text=str(STATUS[key]), number=number, x=x, width=width))
        x += width
    return tuple(pieces)


def pillars(months: Sequence[tuple[date, int]]) -> tuple[Pillar, ...]:
    """A column for each month, the highest as high as there is room."""
    most = max((number for _month, number in months), default=0)
    step = WIDTH // max(len(months), 1)
    found = []
    for place, (month, number) in enumerate(months):
        height = max(LEAST, HEIGHT * number // most) if number and most else 0
        text = month_text(month)
        found.append(
            Pillar(
                text=text, short=f"{month:%m}", number=number, x=place * step, y=ROOM + HEIGHT - height, height=height
            )
        )
    return tuple(found)


def _widths(numbers: Sequence[int]) -> Iterable[int]:
    """Shares of WIDTH that fill it exactly, none of them nothing."""
    everybody = sum(numbers)
    widths = [max(LEAST, WIDTH * number // everybody) for number in numbers]
    if widths:
        widths[widths.index(max(widths))] += WIDTH - sum(widths)
    return widths
