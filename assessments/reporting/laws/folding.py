"""The rounds of one person towards one certification, folded to where they stand; and the places they are counted in. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from assessments.certification.laws.cycles import HELD as HELD_STATES
from assessments.certification.laws.cycles import LAPSED, OPEN, RENEWED
from assessments.reporting.laws.counting import DECISION, LEARNER
from assessments.reporting.laws.statuses import FAILED, HELD, REVOKED, SUSPENDED, WAY

STEP = 4
"""How many letters of a path one level of the tree takes."""
ISSUED = {**dict.fromkeys((*HELD_STATES, LAPSED, RENEWED), HELD), "suspended": SUSPENDED, "revoked": REVOKED}


class Round(NamedTuple):
    """A round, without anything else."""

    pk: UUID
    number: int
    state: str
    opened_on: date
    due_on: date | None
    completed_on: date | None
    window_opens_on: date | None
    expires_on: date | None


class Position(NamedTuple):
    """Where somebody stands."""

    phase: str
    shown: Round
    """The round in which something can happen next."""
    working: Round | None
    """The one that is open."""
    certified: Round | None
    """The one that was certified last."""


def position(rounds: Sequence[Round]) -> Position | None:
    """From the rounds in order; None for somebody who is asked for nothing and holds nothing."""
    working = next((each for each in rounds if each.state in OPEN), None)
    certified = next((each for each in reversed(rounds) if each.completed_on and each.state in ISSUED), None)
    if certified is not None:
        phase = ISSUED[certified.state]
        anew = phase == REVOKED and working is not None and working.number > certified.number
        return Position(WAY if anew else phase, working or certified, working, certified)
    if working is not None:
        return Position(WAY, working, working, None)
    if rounds and rounds[-1].state == FAILED:
        return Position(FAILED, rounds[-1], None, None)
    return None


class Unmet(NamedTuple):
    """A requirement of the round at work that is not met yet."""

    waits_for: str
    code: str


def turn(working: Round | None, unmet: Iterable[Unmet]) -> Unmet:
    """Whose turn it is in a round, and at which requirement; nobody's where nothing is open."""
    if working is None or working.state == "on_leave":
        return Unmet("", "")
    if working.state in ("ready", "deferred"):
        return Unmet(DECISION, "")
    return next((one for one in unmet if one.waits_for), Unmet(LEARNER, ""))


def shared(path: str, earlier: Iterable[str]) -> int:
    """How much of a path lies in units where the person is counted already, for another place where they learn."""
    return max((_common(path, other) for other in earlier), default=0)


def units(path: str, shared_length: int) -> list[str]:
    """The paths of the units in which a row is counted: its own and those above it, but for those that are shared."""
    return [path[:end] for end in range(STEP, len(path) + 1, STEP) if end > shared_length]


def _common(one: str, other: str) -> int:
    length = 0
    while length < min(len(one), len(other)) and one[length : length + STEP] == other[length : length + STEP]:
        length += STEP
    return length
