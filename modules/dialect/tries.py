"""What a try is worth: how often a learner may answer, and what each wrong try costs.

The score of an answer says how right it is; its mark says what it earns under a policy. A policy is stored with every
attempt as a short text that names its version, so that an old mark can be explained after the rules have changed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

VERSION = 1
_SPELLING = re.compile(
    r"(?P<behaviour>[a-z]+)-(?P<version>\d+)(?: tries=(?P<tries>\d+) penalty=(?P<penalty>\d+(?:/\d+)?))?"
)


class Behaviour(StrEnum):
    """When an answer is marked and whether it can be given again."""

    INTERACTIVE = "interactive"
    """Marked at once; a wrong answer may be tried again, each wrong try costs the penalty."""
    DEFERRED = "deferred"
    """The last saved answer is marked when everything is handed in."""
    IMMEDIATE = "immediate"
    """Marked at once, and final."""


@dataclass(frozen=True, kw_only=True)
class Policy:
    """How the tries of one activity are marked."""

    behaviour: Behaviour
    tries: int = 1
    penalty: Fraction = Fraction(0)
    version: int = VERSION

    def __str__(self) -> str:
        name = f"{self.behaviour}-{self.version}"
        if self.behaviour is Behaviour.INTERACTIVE:
            return f"{name} tries={self.tries} penalty={self.penalty}"
        return name

    def mark(self, scores: Sequence[Fraction]) -> Fraction | None:
        """The mark after the tries with these scores, oldest first; None while no mark is due.

        Interactive: the first right try or the last one counts, less the penalty for each try before it.
        Deferred: the last one. Immediate: the first.
        """
        if not scores:
            return None
        if self.behaviour is Behaviour.DEFERRED:
            return scores[-1]
        if self.behaviour is Behaviour.IMMEDIATE:
            return scores[0]
        for earlier, score in enumerate(scores[: self.tries]):
            if score >= 1 or earlier == self.tries - 1:
                return max(Fraction(0), score - earlier * self.penalty)
        return None

    def settled(self, scores: Sequence[Fraction]) -> bool:
        """Whether no further try is open. A deferred answer stays open until it is handed in, which is not seen here."""
        return self.behaviour is not Behaviour.DEFERRED and self.mark(scores) is not None

    def tries_left(self, scores: Sequence[Fraction]) -> int:
        """How many more tries are open after those with these scores."""
        if self.behaviour is Behaviour.DEFERRED:
            return 1
        return 0 if self.settled(scores) else self.tries - len(scores)


DEFERRED = Policy(behaviour=Behaviour.DEFERRED)
IMMEDIATE = Policy(behaviour=Behaviour.IMMEDIATE)


def interactive(*, tries: int, penalty: Fraction) -> Policy:
    """The policy of practice in a lesson."""
    return Policy(behaviour=Behaviour.INTERACTIVE, tries=tries, penalty=penalty)


def read_policy(text: str) -> Policy:
    """The policy that `str()` wrote; ValueError for any other text."""
    match = _SPELLING.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return Policy(
        behaviour=Behaviour(match["behaviour"]),
        tries=int(match["tries"] or 1),
        penalty=Fraction(match["penalty"] or 0),
        version=int(match["version"]),
    )
