"""What stands in memory for a text of people: whoever prints it sees that it is sealed, and nothing else."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")
SHOWN = "\u2039sealed\u203a"


class Unsealed:
    """A text that was assigned to a row and is not saved yet. It shows itself to nobody and is never pickled."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return SHOWN

    def __reduce__(self) -> str:
        raise TypeError("Save the row first: a text that is not sealed yet is not pickled.")

    def __copy__(self) -> "Unsealed":
        return self

    def __deepcopy__(self, _memo: dict[int, Any]) -> "Unsealed":
        return self


class Sealed(Generic[T]):
    """What a sealed attribute shows: true when there is something to open, and the text for `.opened()` alone."""

    __slots__ = ("_held", "_open")

    def __init__(self, held: bytes | Unsealed | None, open_it: Callable[[], T]) -> None:
        self._held, self._open = held, open_it

    def opened(self) -> T:
        """The text ("" for none), or the JSON value (None for none). Raises BrokenSeal and UnknownKey."""
        return self._open()

    def __bool__(self) -> bool:
        return self._held is not None

    def __repr__(self) -> str:
        return SHOWN if self else ""

    def __html__(self) -> str:
        return repr(self)

    def __reduce__(self) -> str:
        raise TypeError("Pickle the row, or open this: what is sealed is not pickled by itself.")
