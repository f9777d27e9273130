"""An order that depends on a seed alone: the same on every machine and in every version of Python."""

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


def shuffled(
    things: Iterable[T], seed: str, *, key: Callable[[T], str], fixed: Callable[[T], bool] | None = None
) -> tuple[T, ...]:
    """The things in the order the seed gives them by their keys; where `fixed` is true a thing keeps its place."""
    here = list(things)
    free = [at for at, thing in enumerate(here) if not (fixed and fixed(thing))]
    mixed = sorted((here[at] for at in free), key=lambda thing: sha256(f"{seed}\n{key(thing)}".encode()).digest())
    for at, thing in zip(free, mixed, strict=True):
        here[at] = thing
    return tuple(here)
