"""Rounds of practice: how the tries of one person at one activity fold into where they stand. Pure.

A round begins with the first try, and again with the first try after the round before was settled (a right answer or the last
try) or after the activity was edited. Nothing is ever closed: who wants to practise again begins a new round.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from modules.dialect.tries import read_policy


class Try(Protocol):
    """What a round needs to know of an attempt."""

    @property
    def version_id(self) -> str:
        """Digest of the version that was answered."""

    @property
    def policy(self) -> str:
        """How its tries are marked."""

    @property
    def score(self) -> Fraction | None:
        """0 to 1; None where nothing is scored."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where somebody stands in the current round."""

    tries: int
    """Tries made in this round."""
    left: int
    """Tries still open in it."""
    settled: bool
    mark: Fraction | None
    """What the round earned; None while it is open or where nothing is scored."""


def latest_round(attempts: Iterable[Try]) -> Sequence[Try]:
    """The tries of the current round, oldest first."""
    current: list[Try] = []
    for attempt in attempts:
        if current and (current[-1].version_id != attempt.version_id or standing(current).settled):
            current = []
        current.append(attempt)
    return current


def standing(tries: Sequence[Try]) -> Standing:
    """Where a person stands after these tries of one round (at least one). What is not scored is settled by any answer."""
    scores = [attempt.score for attempt in tries if attempt.score is not None]
    if not scores:
        return Standing(tries=len(tries), left=0, settled=True, mark=None)
    policy = read_policy(tries[0].policy)
    settled = policy.settled(scores)
    return Standing(tries=len(tries), left=policy.tries_left(scores), settled=settled, mark=policy.mark(scores))


def finished_rounds(attempts: Iterable[Try], *, version: str) -> int:
    """How many rounds at this version were settled."""
    finished: int = 0
    current: list[Try] = []
    for attempt in attempts:
        if attempt.version_id != version:
            continue
        current.append(attempt)
        if standing(current).settled:
            finished, current = finished + 1, []
    return finished
