"""What merging does to each ledger: every app says so for itself, in `AppConfig.ready()`.

A Part foresees, in numbers, what moves, stays and collides, says what stands in the way, and does what it has foreseen. What moves ends on
the closed account and begins on the kept one, by the same acts as if somebody had done both by hand. What was done or signed stays
where it is, and is followed by those who read it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model, Q
from django.utils.functional import Promise

from training_site.people.models import User


@dataclass(frozen=True, kw_only=True)
class Merging:
    """Whose accounts become one, by whom, when."""

    account: User
    """Is closed."""
    person: User
    """Is kept."""
    by: User
    now: datetime


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """What merging would do to one ledger of the account that is closed."""

    moves: int = 0
    stays: int = 0
    collides: int = 0
    """What the kept account has as well: it ends, and nothing begins."""

    def __bool__(self) -> bool:
        return bool(self.moves or self.stays or self.collides)


Foresee = Callable[[User, User], Foreseen]
Obstacles = Callable[[User, User], Iterator[str]]
"""Of the account that is closed and the one that is kept."""


def no_obstacles(_account: User, _person: User) -> Iterator[str]:
    """Nothing stands in the way."""
    yield from ()


Judgements = Iterable[tuple[type[Model], str, str]]
"""Tables, each with its columns for about whom and by whom."""


def judged_each_other(judgements: Judgements, one: User, other: User) -> bool:
    """Whether one of the two has judged the other: as one person, they would turn out to have judged themself."""
    return any(
        model._default_manager.filter(Q(**{about: one, by: other}) | Q(**{about: other, by: one})).exists()
        for model, about, by in judgements
    )


@dataclass(frozen=True, kw_only=True)
class Part:
    """One ledger."""

    key: str
    """For good, beginning with its app: "cohorts.members"."""
    title: str | Promise
    moves: str | Promise = ""
    """What becomes of what moves, in a sentence."""
    stays: str | Promise = ""
    collides: str | Promise = ""
    foresee: Foresee
    obstacles: Obstacles = no_obstacles
    move: Callable[[Merging], None] | None = None


registered: dict[str, Part] = {}
"""In the order in which they are done: roles first, because others ask for them; the account last."""


def register(*parts: Part) -> None:
    """Make parts known. Raises ValueError where two claim one key."""
    for part in parts:
        if registered.setdefault(part.key, part) != part:
            raise ValueError(f"Two parts have the key {part.key}.")


def in_order() -> list[Part]:
    """Roles, what lies above, the account."""
    below = ("people.roles", "people.account")
    others = [part for key, part in registered.items() if key not in below]
    return [registered[below[0]], *others, registered[below[1]]]
