"""A list that apps add to while the site starts: the kinds of notices, the jobs of a tick."""

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Things by name, in the order in which apps brought them."""

    def __init__(self, name_of: Callable[[T], str]) -> None:
        self._name_of = name_of
        self._things: dict[str, T] = {}
        self.twice: list[str] = []
        """Names that two things claim, for the system check; the first one stays."""

    def __iter__(self) -> Iterator[T]:
        return iter(self._things.values())

    def add(self, thing: T) -> None:
        """Take a thing in. The same object once more, as when an app is made ready twice, changes nothing."""
        name = self._name_of(thing)
        if self._things.setdefault(name, thing) is not thing:
            self.twice.append(name)

    def get(self, name: str) -> T | None:
        """The thing of this name."""
        return self._things.get(name)
