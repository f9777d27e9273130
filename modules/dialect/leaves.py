"""The small pieces activities are made of. Every `text` is raw Markdown; `line` is where it stood and never counts in equality."""

from dataclasses import dataclass, field

from modules.dialect.attributes import NO_ATTRS, Attrs


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """A piece of an activity that knows its line."""

    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class Reply(Leaf):
    """Something the activity says back; `label` is HINT, EXPLAIN, CORRECT, … or empty for feedback at an answer."""

    text: str
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Item(Leaf):
    """One bullet: what the learner acts on."""

    text: str
    key: str = ""
    box: str = ""
    """`( )`, `(x)`, `[ ]`, `[x]`, `=`, `!=`, or empty for a plain bullet."""
    attrs: Attrs = NO_ATTRS
    replies: tuple[Reply, ...] = ()
    children: tuple["Item", ...] = ()

    @property
    def right(self) -> bool:
        """Whether the box is ticked."""
        return self.box in {"(x)", "[x]"}

    @property
    def said(self) -> tuple[str, ...]:
        """The feedback as Markdown leaves."""
        return tuple(reply.text for reply in self.replies)


@dataclass(frozen=True, kw_only=True)
class Gap(Leaf):
    """A blank in a running text: `kind` is `text`, `select` or `number`; a word to find (`right`) or to leave (`wrong`)."""

    kind: str
    answers: tuple[str, ...]
    """What is accepted, as written: words for text, the right options for select, one or more number keys for number."""
    options: tuple[str, ...] = ()
    """Every option in source order, for select."""
    key: str = ""
    attrs: Attrs = NO_ATTRS


@dataclass(frozen=True, kw_only=True)
class Pair(Leaf):
    """A left side and the right side that belongs to it."""

    left: str
    right: str
    key: str = ""
    attrs: Attrs = NO_ATTRS
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Key(Leaf):
    """One line of an answer key: what is accepted (`right`) or expected and wrong."""

    accept: tuple[str, ...]
    right: bool
    attrs: Attrs = NO_ATTRS
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Group(Leaf):
    """A group and the items that belong into it."""

    title: str
    items: tuple[Item, ...]
    key: str = ""
    attrs: Attrs = NO_ATTRS


@dataclass(frozen=True, kw_only=True)
class Spot(Leaf):
    """A place in a picture: how far from the left and from the top, how large, in percent as written; and what is there."""

    x: str
    y: str
    item: Item
    r: str = ""


@dataclass(frozen=True, kw_only=True)
class Section(Leaf):
    """A heading and what stands under it."""

    title: str
    text: str
    key: str = ""
    attrs: Attrs = NO_ATTRS


@dataclass(frozen=True, kw_only=True)
class Checkpoint(Leaf):
    """A moment of a recording: its time as written, what stands there, and how many activities."""

    at: str
    title: str
    text: str
    holds: int
    key: str = ""
    attrs: Attrs = NO_ATTRS

    @property
    def seconds(self) -> int:
        """The time from the beginning."""
        seconds = 0
        for number in self.at.split(":"):
            seconds = seconds * 60 + int(number)
        return seconds


@dataclass(frozen=True, kw_only=True)
class Move(Leaf):
    """A decision in a scene: a link to the scene it leads to, and what is said about it."""

    text: str
    target: str
    key: str
    attrs: Attrs = NO_ATTRS
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Scene(Leaf):
    """A moment of a scenario; without moves it is an ending."""

    title: str
    text: str
    key: str
    moves: tuple[Move, ...] = ()
    attrs: Attrs = NO_ATTRS


LEAVES: tuple[type[Leaf], ...] = (Reply, Item, Gap, Pair, Key, Group, Spot, Section, Checkpoint, Move, Scene)
