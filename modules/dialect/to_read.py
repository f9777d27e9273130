"""Activities that are only read: nothing is asked, so that nothing is right."""

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from modules.dialect.document import Activity
from modules.dialect.outcome import Outcome
from modules.dialect.shown import Answer, Panel


@dataclass(frozen=True, kw_only=True)
class ToRead(Activity):
    """Titled texts to read; there is nothing to answer."""

    scored: ClassVar[bool] = False
    needs_id: ClassVar[bool] = False

    @abstractmethod
    def panels(self) -> tuple[Panel, ...]:
        """What is read, each text with its title."""

    def inner_leaves(self) -> Iterator[str]:
        """Titles and texts."""
        for panel in self.panels():
            yield from (panel.title, panel.text)

    def grade(self, answer: Answer) -> Outcome:
        """Noted: there is nothing to answer."""
        del answer
        return Outcome.noted()

    def solution(self) -> None:
        """There is none."""
