"""What is the same for every activity that is made of an item."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypedDict

from assessments.interop.codecs.escaping import escape
from assessments.interop.codecs.items import Answer, Item, Text
from assessments.interop.codecs.sentences import Said
from assessments.interop.codecs.shares import percent
from assessments.interop.codecs.texts import leaf
from modules.dialect import leaves
from modules.dialect.attributes import NO_ATTRS, Attrs
from modules.dialect.document import DEFAULT_PENALTY
from modules.dialect.leaves import Reply


@dataclass(kw_only=True)
class Building:
    """An activity under way: texts become leaves here, and what they lose is gathered."""

    key: str
    unmarked: bool = False
    """Whether all markup is given up, because with it the dialect would read something else."""
    lost: list[Said] = field(default_factory=list)

    def leaf(self, text: Text | None) -> str:
        """A text as a leaf."""
        if self.unmarked and text is not None:
            return escape(" ".join(text.text.split()))
        read = leaf(text)
        self.lost += read.lost
        return read.text

    def replies(self, *texts: Text | None) -> tuple[Reply, ...]:
        """Feedback at an answer."""
        said = (self.leaf(text) for text in texts)
        return tuple(Reply(text=text) for text in said if text)

    def lose(self, what: Said) -> None:
        """Note what does not come along."""
        self.lost.append(what)


class Fields(TypedDict):
    """What every activity has."""

    id: str
    attrs: Attrs
    prompt: str
    hints: tuple[str, ...]
    notes: tuple[Reply, ...]


def fields(item: Item, building: Building, *, prompt: str | None = None, attrs: Attrs = NO_ATTRS) -> Fields:
    """The fields that every activity has, from what every item has."""
    found = dict(attrs)
    if item.points != 1 and item.points > 0:
        found["points"] = percent(item.points / 100)
    if item.penalty is not None and abs(item.penalty - DEFAULT_PENALTY) > Fraction(1, 10**5):
        found["penalty"] = f"{percent(item.penalty)}%"
    if item.shuffle:
        found["shuffle"] = ""
    notes = [(note.label, building.leaf(note.text)) for note in item.notes]
    return Fields(
        id=building.key,
        attrs=Attrs(found),
        prompt=building.leaf(item.stem) if prompt is None else prompt,
        hints=tuple(text for label, text in notes if label == "HINT" and text),
        notes=tuple(Reply(text=text, label=label) for label, text in notes if label != "HINT" and text),
    )


def bullet(answer: Answer, building: Building, *, box: str = "", attrs: Attrs = NO_ATTRS) -> leaves.Item:
    """An answer as a bullet with its feedback."""
    if answer.fixed:
        attrs = Attrs({**attrs, "fixed": ""})
    return leaves.Item(text=building.leaf(answer.text), box=box, attrs=attrs, replies=building.replies(answer.feedback))
