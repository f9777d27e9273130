"""The way as a drawing: a lane in bends with a stop for each requirement and a house at its end. Numbers for an inline SVG. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

ACROSS = 8
"""So many stops before the lane turns."""
GAP, ROW, EDGE, SIDE = 38, 46, 24, 36
"""Between two stops, between two stretches, above and below the drawing, and beside it, where the lane turns; in units of the picture."""
BEND = ROW // 2


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A mark on the lane."""

    x: int
    y: int
    state: str
    """done, next, waiting, locked or open."""


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """The picture."""

    width: int
    height: int
    lane: str
    """The path of the whole lane."""
    stops: tuple[Stop, ...]
    house: Stop
    text: str
    """What a screen reader says instead."""

    @property
    def shown_width(self) -> int:
        """How wide it is where there is room, in pixels."""
        return self.width * 3 // 2


def drawn(states: Sequence[str], *, arrived: bool, text: str) -> Drawing:
    """The picture of these stops, in order. `arrived`: the light is on in the house."""
    points = [_point(number) for number in range(len(states) + 1)]
    stops = tuple(Stop(x=x, y=y, state=state) for (x, y), state in zip(points, states, strict=False))
    x, y = points[-1]
    rows = len(states) // ACROSS + 1
    return Drawing(
        width=2 * SIDE + GAP * min(len(states), ACROSS - 1),
        height=2 * EDGE + ROW * (rows - 1),
        lane=_lane(points),
        stops=stops,
        house=Stop(x=x, y=y, state="done" if arrived else "locked"),
        text=text,
    )


def _point(number: int) -> tuple[int, int]:
    """Where a stop stands: every second stretch runs back."""
    row, column = divmod(number, ACROSS)
    if row % 2:
        column = ACROSS - 1 - column
    return SIDE + GAP * column, EDGE + ROW * row


def _lane(points: Sequence[tuple[int, int]]) -> str:
    """Straight along a stretch, a half circle where it turns."""
    x, y = points[0]
    parts = [f"M{x} {y}"]
    for number, (x, y) in enumerate(points[1:], start=1):
        if number % ACROSS:
            parts.append(f"H{x}")
        else:
            outwards = 1 if (number // ACROSS) % 2 else 0
            parts.append(f"A{BEND} {BEND} 0 0 {outwards} {x} {y}")
    return "".join(parts)
