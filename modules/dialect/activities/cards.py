"""`:::cards`: a bullet is the front of a card, the quote below it its back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from modules.dialect.checks import error
from modules.dialect.frame import Frame
from modules.dialect.layout import bullets
from modules.dialect.leaves import Item
from modules.dialect.problems import Problem
from modules.dialect.sentences import say as _
from modules.dialect.shown import Panel
from modules.dialect.to_read import ToRead


@dataclass(frozen=True, kw_only=True)
class Cards(ToRead):
    """Cards to turn; there is nothing to answer."""

    cards: tuple[Item, ...]

    kind: ClassVar[str] = "cards"

    @classmethod
    def parse(cls, frame: Frame) -> Self:
        """Prompt, then bullets with quotes."""
        listed = frame.listed()
        if not listed.items:
            frame.report("no-answers", frame.line, _("list the cards: '- front', and '  > back' on the next line"))
        return cls(cards=listed.items, **frame.common(listed.prompt))

    def body(self) -> Iterator[str]:
        """Fronts as bullets, backs as quotes."""
        yield bullets(self.cards)

    def bullets(self) -> tuple[Item, ...]:
        """The cards."""
        return self.cards

    def lint(self) -> Iterator[Problem]:
        """Every card has a back."""
        for card in self.cards:
            if not card.replies:
                yield error("no-back", card.line, _("write the back of the card as a quote below it: '  > …'"))

    def panels(self) -> tuple[Panel, ...]:
        """Front and back."""
        return tuple(Panel(title=card.text, text=_back(card), lang=card.attrs.get("lang", "")) for card in self.cards)


def _back(card: Item) -> str:
    return "\n\n".join(card.said)
