"""What may happen to a thing, and when: a machine is a table, and folding a ledger gives the state. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

NEW = ""
"""The state of a thing about which nothing is written yet."""


class NotNow(Exception):
    """An event does not follow from the state a thing is in."""

    def __init__(self, machine: str, state: str, event: str) -> None:
        super().__init__(f"{machine}: {event} does not follow {state or 'nothing'}")
        self.machine, self.state, self.event = machine, state, event


@dataclass(frozen=True, kw_only=True)
class Machine:
    """The life of one kind of thing: `{event: {state before: state after}}`."""

    name: str
    moves: Mapping[str, Mapping[str, str]]

    @property
    def states(self) -> frozenset[str]:
        """Every state a stored thing can be in."""
        return frozenset(after for move in self.moves.values() for after in move.values())

    @property
    def events(self) -> frozenset[str]:
        """Everything that can happen to it."""
        return frozenset(self.moves)

    def after(self, state: str, event: str) -> str:
        """The state after an event; raises NotNow where it does not follow."""
        try:
            return self.moves[event][state]
        except KeyError:
            raise NotNow(self.name, state, event) from None

    def allows(self, state: str, event: str) -> bool:
        """Whether the event follows from the state."""
        return state in self.moves.get(event, {})


def fold(machine: Machine, events: Iterable[str]) -> str:
    """The state after these events, oldest first; raises NotNow at the first that does not follow."""
    state = NEW
    for event in events:
        state = machine.after(state, event)
    return state


def move_from(*states: str, to: str) -> dict[str, str]:
    """The same move from several states."""
    return dict.fromkeys(states, to)
