"""What every writer gives back: the file, and what of each item could not be written."""

from dataclasses import dataclass

from assessments.interop.codecs.items import Item, Kind, Place
from assessments.interop.codecs.sentences import Said, say


@dataclass(frozen=True, kw_only=True)
class Loss:
    """Something that the format cannot say."""

    place: Place
    name: str
    what: Said

    def __str__(self) -> str:
        return f"{self.place}: {self.name}: {self.what}"


@dataclass(frozen=True, kw_only=True)
class Written:
    """A file in another format."""

    text: str
    losses: tuple[Loss, ...] = ()


def losses(item: Item, *more: Said) -> list[Loss]:
    """What is lost of an item, one by one."""
    name = item.ident or item.name or str(item.kind)
    return [Loss(place=item.place, name=name, what=what) for what in (*item.lost, *more)]


def left_out(item: Item, why: Said) -> Loss:
    """An item that is not written at all."""
    return Loss(
        place=item.place, name=item.ident or item.name or str(item.kind), what=say("left out, because %(why)s", why=why)
    )


def unknown(item: Item) -> str:
    """The kind of an item that a format does not know."""
    return item.name if item.kind is Kind.UNKNOWN else str(item.kind)
