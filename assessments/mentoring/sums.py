"""Sums over people that nobody can be picked out of: every number is about five people or more. Pure.

Groups that are too small are put together with one another, and with the next smallest, until what is shown, what is put together,
and so every difference between a total and its parts is about five people at least. With fewer than five altogether nothing is shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
FEWEST = 5


@dataclass(frozen=True, kw_only=True)
class Cell(Generic[T]):
    """One group that is shown; `name` is empty for the groups that were put together."""

    name: str
    members: tuple[T, ...]


def cells(groups: Mapping[str, Sequence[T]], *, fewest: int = FEWEST) -> tuple[Cell[T], ...]:
    """The groups that may be shown, in the order given, those put together last; none for fewer than so many altogether."""
    if sum(len(members) for members in groups.values()) < fewest:
        return ()
    smallest_first = sorted(groups, key=lambda name: (len(groups[name]), name))
    together: list[str] = [name for name in smallest_first if len(groups[name]) < fewest]
    others = smallest_first[len(together) :]
    while together and sum(len(groups[name]) for name in together) < fewest:
        together.append(others.pop(0))
    shown = [Cell(name=name, members=tuple(groups[name])) for name in groups if name not in together]
    merged = tuple(member for name in groups if name in together for member in groups[name])
    return (*shown, Cell(name="", members=merged)) if merged else tuple(shown)
