"""Who judges whose text: a ring, drawn by a seed. Everybody judges the next few, and so is judged by as many, and never by themself."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Task:
    """A text, by the number of its place, and the place of the writer who judges it."""

    text: int
    judge: int


def enough(waiting: int, *, each: int) -> bool:
    """Whether a ring can begin: one more than is needed, so that nobody knows that whom they judge judges them."""
    return waiting >= each + 2


def ring(number: int, *, each: int, seed: str) -> tuple[Task, ...]:
    """Who judges what among so many writers: each judges `each` texts, each text is judged by `each`. Raises ValueError for too few."""
    if number <= each:
        raise ValueError(number)
    order = sorted(range(number), key=lambda place: sha256(f"{seed} {place}".encode()).digest())
    return tuple(
        Task(text=order[(at + step) % number], judge=order[at]) for at in range(number) for step in range(1, each + 1)
    )


def shuffled_within_days(rows: Sequence[tuple[str, T]], *, seed: str) -> list[T]:
    """Rows with the day they came on, in the order in which somebody marks them: oldest day first, within a day by the seed.

    So nobody is marked first because they sit first in a list, and the order within a day tells nothing about who wrote what.
    """
    placed = [(day, sha256(f"{seed} {number}".encode()).digest(), row) for number, (day, row) in enumerate(rows)]
    return [row for _day, _place, row in sorted(placed, key=lambda one: one[:2])]
