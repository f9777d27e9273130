"""Results and questions as pictures: where dots and columns stand, worked out here so that a template only draws them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments.marking.analysis.tally import Tally
from assessments.marking.analysis.verdicts import ASKS_FOR_ACTION, Verdict
from assessments.reporting.laws.suppression import Node, shown
from assessments.reporting.pages.question_words import NOTHING, few_text, percent_text

BANDS = 10
HEIGHT, ROOM, STEP = 160, 34, 100
LEAST = 2
WIDE, HIGH, EDGE = 1000, 420, 60
"""Of the map of questions, and of the margin around it."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """How many came into one tenth of the points."""

    text: str
    short: str
    number_text: str
    x: int
    y: int
    height: int
    is_hidden: bool


@dataclass(frozen=True, kw_only=True)
class Dot:
    """A question on the map: the further right the easier, the higher the better it tells people apart."""

    number: str
    x: int
    y: int
    css: str


def columns(tally: Tally, points: Fraction) -> tuple[Column, ...]:
    """The results in tenths of the points; a tenth with fewer than five people is hidden, and whatever would give it away."""
    numbers = _bands(tally, points)
    safe = shown(
        Node(
            key="all", number=tally.number, children=[Node(key=str(at), number=n) for at, n in enumerate(numbers) if n]
        )
    )
    most = max((safe.get(str(at)) or 0 for at in range(BANDS)), default=0)
    return tuple(_column(at, number, safe, most) for at, number in enumerate(numbers))


def dots(placed: Iterable[tuple[str, Fraction, float | None, Sequence[Verdict]]]) -> tuple[Dot, ...]:
    """Number, facility, discrimination and verdicts of each question → its dot; none where nothing can be said of it."""
    return tuple(
        Dot(
            number=number,
            x=EDGE + round(float(facility) * (WIDE - 2 * EDGE)),
            y=HIGH - EDGE - round((tells + 1) / 2 * (HIGH - 2 * EDGE)),
            css="is-bad" if ASKS_FOR_ACTION & set(said) else "is-good",
        )
        for number, facility, tells, said in placed
        if tells is not None
    )


def _bands(tally: Tally, points: Fraction) -> list[int]:
    numbers = [0] * BANDS
    for total, people in tally.totals.items():
        share = tally.in_marks(total) / points if points else Fraction(0)
        numbers[min(BANDS - 1, max(0, int(share * BANDS)))] += people
    return numbers


def _column(at: int, number: int, safe: Mapping[str, int | None], most: int) -> Column:
    seen = safe.get(str(at)) if number else 0
    height = max(LEAST, HEIGHT * seen // most) if seen and most else 0
    text = f"{percent_text(Fraction(at, BANDS))} {NOTHING} {percent_text(Fraction(at + 1, BANDS))}"
    return Column(
        text=text,
        short=str(at * 100 // BANDS),
        number_text=few_text() if seen is None else str(seen),
        x=at * STEP,
        y=ROOM + HEIGHT - height,
        height=height,
        is_hidden=seen is None,
    )
