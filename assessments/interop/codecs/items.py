"""A question whatever format it came in: the middle between every format and the lesson dialect.

An `Item` has a stem, answers and notes; a format reads bytes into a `Reading` of them. `into_dialect` makes an activity of
an item, `out_of_dialect` makes items of an activity; what an activity is, only `modules.dialect` says.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from assessments.interop.codecs.sentences import Said

Format = Literal["plain", "moodle", "html", "markdown"]
"""How a text is marked up; `moodle` is plain text in which tags and line ends count."""

Severity = Literal["error", "warning"]
GapKind = Literal["text", "select", "number", "right", "wrong"]
"""What is filled in; and of marked words those to find and those to leave."""


class Kind(StrEnum):
    """What a learner does with an item."""

    CHOICE = "choice"
    TRUE_FALSE = "truefalse"
    SHORT = "short"
    NUMBER = "number"
    MATCH = "match"
    ORDER = "order"
    SORT = "sort"
    BLANKS = "blanks"
    ESSAY = "essay"
    MARK = "mark"
    CARDS = "cards"
    PANELS = "accordion"
    HOTSPOTS = "hotspots"
    SCENARIO = "scenario"
    VIDEO = "video"
    QUIZ = "quiz"
    """Questions that belong together."""
    TEXT = "text"
    """Something to read."""
    CATEGORY = "category"
    """The name of a place in the other system."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where something stands: a line, a path inside the file, or both."""

    line: int = 0
    path: str = ""

    def __str__(self) -> str:
        return ", ".join(part for part in (self.path, f"line {self.line}" if self.line else "") if part)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What is wrong in a file, where, and what to do about it. An error keeps its item out."""

    code: str
    place: Place
    message: Said
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}[{self.code}]: {self.message}"


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text and how it is marked up."""

    text: str
    format: Format = "plain"


NO_TEXT = Text(text="")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An option, an accepted answer, a pair, a step or a card."""

    text: Text
    """Of a number, in the dialect's notation: `10`, `10 ± 1`, `9..11`, `*`."""
    right: bool = True
    share: Fraction | None = None
    """What it is worth, where the file says so."""
    feedback: Text | None = None
    partner: Text | None = None
    """The other side of a pair, the group of something to sort, the back of a card."""
    fixed: bool = False
    """Whether it keeps its place when the answers are mixed."""
    where: tuple[Fraction, Fraction] | None = None
    """Of something in a picture: how far from the left and from the top, in percent."""

    @property
    def worth(self) -> Fraction:
        """The share of the mark it earns."""
        return Fraction(int(self.right)) if self.share is None else self.share


@dataclass(frozen=True, kw_only=True)
class Gap:
    """A blank in a stem, in which `modules.dialect.shown.gap_mark` says where it belongs."""

    kind: GapKind
    answers: tuple[Answer, ...]
    case: bool = False
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Note:
    """What is said about the whole item, under one of the dialect's labels: HINT, EXPLAIN, CORRECT, PARTIAL, WRONG, SAMPLE."""

    label: str
    text: Text


@dataclass(frozen=True, kw_only=True)
class Move:
    """A decision, and the name of the scene it leads to."""

    text: Text
    target: str
    said: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A moment of a story; without moves it is an ending."""

    key: str
    title: Text
    text: Text = NO_TEXT
    moves: tuple[Move, ...] = ()
    score: str = ""


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A moment of a film at which something is read or asked."""

    seconds: int
    title: Text
    text: Text = NO_TEXT
    items: "tuple[Item, ...]" = ()
    pause: bool = False


@dataclass(frozen=True, kw_only=True)
class Item:
    """One question, text or category."""

    kind: Kind
    stem: Text = NO_TEXT
    answers: tuple[Answer, ...] = ()
    gaps: tuple[Gap, ...] = ()
    notes: tuple[Note, ...] = ()
    single: bool = True
    """Of a choice: whether one answer is chosen."""
    scenes: tuple[Scene, ...] = ()
    stops: tuple[Stop, ...] = ()
    inside: "tuple[Item, ...]" = ()
    """The questions of a set."""
    passes: int | None = None
    """Of a set: the percentage that passes."""
    pool: int | None = None
    """Of a set: how many of its questions are asked."""
    file: str = ""
    """The name of the picture or the film it is about."""
    description: Text = NO_TEXT
    """What the picture shows."""
    captions: str = ""
    """The name of the file with the words of a film."""
    embedded: bool = False
    """Whether the answer belongs into the stem, at `_____`."""
    bank: bool = False
    """Of blanks: whether words are put in their places; `answers` are words left over."""
    case: bool = False
    shuffle: bool = False
    points: Fraction = Fraction(1)
    penalty: Fraction | None = None
    """What a wrong try costs, where the file says something else than a third."""
    name: str = ""
    ident: str = ""
    tags: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    """Files it brings or names."""
    lost: tuple[Said, ...] = ()
    """What the reader understood and no item can hold."""
    place: Place = field(default=Place(), compare=False)

    def said(self, label: str) -> Text | None:
        """The first note under a label."""
        return next((note.text for note in self.notes if note.label == label), None)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What was read from a file. Where findings have an error without an item, nothing of that place was read."""

    items: tuple[Item, ...] = ()
    findings: tuple[Finding, ...] = ()
