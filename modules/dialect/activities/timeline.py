"""`:::timeline`: events in their order; what stands below one opens beneath it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from modules.dialect.frame import Frame
from modules.dialect.layout import bullets
from modules.dialect.leaves import Item
from modules.dialect.problems import Problem
from modules.dialect.sentences import say as _
from modules.dialect.shown import Panel
from modules.dialect.to_read import ToRead


@dataclass(frozen=True, kw_only=True)
class Timeline(ToRead):
    """Events to read; there is nothing to answer."""

    events: tuple[Item, ...]

    kind: ClassVar[str] = "timeline"

    @classmethod
    def parse(cls, frame: Frame) -> Self:
        """Prompt, then one bullet for each event."""
        listed = frame.listed()
        if not listed.items:
            frame.report("no-answers", frame.line, _("list the events: '- **1989** what happened'"))
        return cls(events=listed.items, **frame.common(listed.prompt))

    def body(self) -> Iterator[str]:
        """The events as bullets, what is said about them as quotes."""
        yield bullets(self.events)

    def bullets(self) -> tuple[Item, ...]:
        """The events."""
        return self.events

    def lint(self) -> Iterator[Problem]:
        """Nothing more can be wrong with it."""
        yield from ()

    def panels(self) -> tuple[Panel, ...]:
        """The events; those about which nothing is said have no text."""
        return tuple(
            Panel(title=event.text, text="\n\n".join(event.said), lang=event.attrs.get("lang", ""))
            for event in self.events
        )
