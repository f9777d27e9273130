"""Which questions a sitting asks, drawn by chance that can be repeated: a stored seed gives the same paper for ever. Pure.

A draw wants so many questions of an outcome or a tag. Questions that somebody has not seen come first, then those seen least; among
equals the seed decides. Draws whose questions overlap do not starve each other: taking the candidates in that order and keeping each that
still leaves room for a complete assignment is the best there is (the sets that can be assigned form a matroid).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A question that may be drawn."""

    key: str
    outcome: str = ""
    tags: frozenset[str] = frozenset()
    bank: str = ""
    difficulty: str = ""
    thinking: str = ""
    critical: bool = False
    """Whether a child's safety hangs on it."""


@dataclass(frozen=True, kw_only=True)
class Draw:
    """So many questions of one kind; what is empty does not matter."""

    number: int
    key: str = ""
    """The one question that is meant."""
    outcome: str = ""
    tags: frozenset[str] = field(default=frozenset())
    bank: str = ""
    difficulty: str = ""
    thinking: str = ""
    critical: bool = False
    """Whether only questions will do on which a child's safety hangs."""

    def wants(self, candidate: Candidate) -> bool:
        """Whether the question is one of these."""
        named = ("key", "outcome", "bank", "difficulty", "thinking")
        fits = all(getattr(self, name) in ("", getattr(candidate, name)) for name in named)
        return fits and self.tags <= candidate.tags and (candidate.critical or not self.critical)


class TooFew(Exception):
    """There are not enough questions for a draw."""

    def __init__(self, draw: Draw, found: int) -> None:
        super().__init__(f"{found} of {draw.number}")
        self.draw, self.found = draw, found


def drawn(
    draws: Sequence[Draw], pool: Collection[Candidate], *, seed: str, seen: Mapping[str, int]
) -> tuple[tuple[str, ...], ...]:
    """The keys of the questions of each draw, none of them twice. `seen` says how often somebody was asked each. Raises TooFew."""
    places = [draw for draw in draws for _place in range(draw.number)]
    held: dict[int, Candidate] = {}
    for candidate in sorted(pool, key=lambda one: (seen.get(one.key, 0), _chance(seed, one.key))):
        if len(held) == len(places):
            break
        _find_place(candidate, places, held, set())
    found, first = [], 0
    for draw in draws:
        keys = tuple(held[at].key for at in range(first, first + draw.number) if at in held)
        if len(keys) < draw.number:
            raise TooFew(draw, len(keys))
        found.append(keys)
        first += draw.number
    return tuple(found)


def _find_place(candidate: Candidate, places: Sequence[Draw], held: dict[int, Candidate], tried: set[int]) -> bool:
    """Give the candidate a place, moving others where they find another one."""
    for at, draw in enumerate(places):
        if at in tried or not draw.wants(candidate):
            continue
        tried.add(at)
        if at not in held or _find_place(held[at], places, held, tried):
            held[at] = candidate
            return True
    return False


def _chance(seed: str, key: str) -> bytes:
    return sha256(f"{seed}\n{key}".encode()).digest()
