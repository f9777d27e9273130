"""What a requirement found out about one learner on one day: a state, a code with its values, and who has to act next. Pure.

There are no sentences here: a code and its values are put into words by another room, in every language.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

NOT_STARTED, IN_PROGRESS, MET, WAIVED, FAILED, EXPIRED = (
    "not_started",
    "in_progress",
    "met",
    "waived",
    "failed",
    "expired",
)
STATES = (NOT_STARTED, IN_PROGRESS, MET, WAIVED, FAILED, EXPIRED)
NOBODY, LEARNER, MENTOR, LINE_MANAGER, ASSESSOR, MODERATOR, COORDINATOR, LEAD = (
    "",
    "learner",
    "mentor",
    "line_manager",
    "assessor",
    "moderator",
    "coordinator",
    "lead",
)
PEOPLE = (LEARNER, MENTOR, LINE_MANAGER, ASSESSOR, MODERATOR, COORDINATOR, LEAD)
OTHERS = PEOPLE[1:]
"""Everybody who can vouch for a learner."""

Params = Mapping[str, str | int]


class Referring(Protocol):
    """A fact that names where it was read."""

    @property
    def ref(self) -> str:
        """Empty where nobody said."""


class Dated(Referring, Protocol):
    """A fact of one day."""

    @property
    def on(self) -> date:
        """The day of the act."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What one requirement found."""

    state: str
    """One of STATES."""
    met_on: date | None
    """The day of the act by which it was met, or of the waiver; None while it is not met, and where no act has a day."""
    code: str
    """What to say about it."""
    params: Params
    """The values of the sentence: whole numbers, keys, codes of indicators with commas between."""
    waits_for: str = NOBODY
    """Who has to act next: one of PEOPLE, or nobody."""
    evidence: tuple[str, ...] = ()
    """References of the facts it rests on, in order."""

    @property
    def counts(self) -> bool:
        """Whether nothing more is asked for."""
        return self.state in (MET, WAIVED)


def met(code: str, on: date | None, rests_on: Iterable[Referring] = (), **params: str | int) -> Finding:
    """A requirement that is met since the day of an act, resting on these facts."""
    return Finding(state=MET, met_on=on, code=code, params=params, evidence=references(rests_on))


def met_first(code: str, acts: Sequence[Dated], **params: str | int) -> Finding:
    """A requirement for which one act is enough: met on the day of the earliest of these."""
    earliest = min(act.on for act in acts)
    return met(code, earliest, [act for act in acts if act.on == earliest], **params)


def unmet(state: str, code: str, waits_for: str, rests_on: Iterable[Referring] = (), **params: str | int) -> Finding:
    """A requirement that is not met, and who has to act."""
    return Finding(
        state=state, met_on=None, code=code, params=params, waits_for=waits_for, evidence=references(rests_on)
    )


def references(rests_on: Iterable[Referring]) -> tuple[str, ...]:
    """The references of some facts, each once, in an order of their own."""
    return tuple(sorted({fact.ref for fact in rests_on if fact.ref}))
