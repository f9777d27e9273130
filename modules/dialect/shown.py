"""What a learner is sent before answering: the form of an activity, without its key, feedback or scene targets.

An activity shows itself as parts. A part is one thing to answer: a set of options, a gap, a left side, a step.
Answers are uniform: a mapping from part key to the tuple of values chosen or typed in it.
Every `text` here is a Markdown leaf; its HTML is rendered when the document is compiled, never in a request.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Answer = Mapping[str, tuple[str, ...]]


class Widget(StrEnum):
    """The plain HTML control a part works with when there is no JavaScript."""

    RADIO = "radio"
    CHECKBOX = "checkbox"
    SELECT = "select"
    TEXT = "text"
    NUMBER = "number"
    LONG_TEXT = "long-text"


@dataclass(frozen=True, kw_only=True)
class Option:
    """One thing that can be chosen in a part."""

    key: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """One thing to answer."""

    key: str
    widget: Widget
    text: str = ""
    """What stands beside the control: a statement, a left side, a step, a question; empty when the prompt says it all."""
    options: tuple[Option, ...] = ()
    """For radio, checkbox and select; empty for what is typed."""
    hint: str = ""
    unit: str = ""
    size: int = 0
    """Expected length in characters of what is typed, rounded so that it does not give the answer away; 0 = no idea."""
    lang: str = ""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where something is in a picture: from the left, from the top, and how large, in percent."""

    key: str
    x: str
    y: str
    r: str = ""


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A titled piece of content that opens: a card, an accordion panel, a tab."""

    title: str
    text: str
    lang: str = ""
    key: str = ""
    """What an address may end with to lead here; empty where nothing leads here."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An activity as a learner may see it before answering."""

    kind: str
    id: str
    title: str
    prompt: str
    parts: tuple[Part, ...] = ()
    flow: str = ""
    """Blanks only: the running text as a Markdown leaf, with `gap_mark(n)` standing where gap n (from 0) belongs."""
    panels: tuple[Panel, ...] = ()
    lang: str = ""


def gap_mark(number: int) -> str:
    """The private-use text that stands for gap `number` in `Shown.flow`; it survives rendering and sanitising unchanged."""
    return f"\ue000{number}\ue001"
