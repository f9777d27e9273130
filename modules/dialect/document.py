"""The lesson as frozen dataclasses: prose and activities in reading order, and the contract every activity keeps."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar, Self

from modules.dialect.attributes import NO_ATTRS, Attrs
from modules.dialect.credit import parse_share
from modules.dialect.frame import SCORE, Frame
from modules.dialect.leaves import Item, Reply
from modules.dialect.outcome import Outcome
from modules.dialect.problems import Problem
from modules.dialect.reading import read_part
from modules.dialect.shown import Answer, Panel, Part, Shown

DEFAULT_TRIES = 2
DEFAULT_PENALTY = Fraction(1, 3)


@dataclass(frozen=True, kw_only=True)
class Prose:
    """Ordinary Markdown between activities."""

    text: str
    line: int = field(default=1, compare=False)


@dataclass(frozen=True, kw_only=True)
class Broken(Prose):
    """An activity with errors. `text` is what of its prompt can be shown; `source` is kept as it was typed."""

    source: str


@dataclass(frozen=True, kw_only=True)
class Activity(ABC):
    """One activity. Texts are raw Markdown leaves, rendered when a document is compiled.

    A kind says what it is by `kind` and `scored`, which attributes it knows besides the common ones, and how it is
    parsed, written, checked, shown, graded and solved. Nothing here raises for an activity that was parsed without errors.
    """

    id: str = ""
    title: str = ""
    attrs: Attrs = NO_ATTRS
    prompt: str = ""
    hints: tuple[str, ...] = ()
    notes: tuple[Reply, ...] = ()
    """Replies of the whole activity but the hints: EXPLAIN, CORRECT, PARTIAL, WRONG, SCORE a-b, SAMPLE."""
    line: int = field(default=0, compare=False)

    kind: ClassVar[str]
    scored: ClassVar[bool]
    holds_activities: ClassVar[bool] = False
    needs_id: ClassVar[bool] = True
    """Whether something is recorded about it, so that it must have a name."""
    attributes: ClassVar[frozenset[str]] = frozenset()
    """Attributes this kind knows besides the common ones."""
    item_attributes: ClassVar[frozenset[str]] = frozenset()
    """Attributes its bullets know."""

    @classmethod
    @abstractmethod
    def parse(cls, frame: Frame) -> Self:
        """The activity in the frame; what is wrong with its form is reported there."""

    @abstractmethod
    def body(self) -> Iterator[str]:
        """The blocks between the prompt and the hints in canonical form."""

    @abstractmethod
    def lint(self) -> Iterator[Problem]:
        """What is wrong with its meaning; an error means that it cannot be answered fairly."""

    @abstractmethod
    def grade(self, answer: Answer) -> Outcome:
        """What the answer is worth and what is said about it: pure, exact, the same every time."""

    @abstractmethod
    def solution(self) -> Answer | None:
        """An answer that is right in everything, or None where there is no such thing."""

    def parts(self, order: str = "") -> tuple[Part, ...]:
        """The parts to answer, in source order; shuffled by `order` when it is not empty."""
        del order
        return ()

    def flow(self) -> str:
        """The running text with gap marks, where there is one."""
        return ""

    def panels(self) -> tuple[Panel, ...]:
        """What opens, where there is such a thing."""
        return ()

    @abstractmethod
    def inner_leaves(self) -> Iterator[str]:
        """The Markdown leaves that only this kind has."""

    def bullets(self) -> tuple[Item, ...]:
        """Every bullet it holds, for checks that are the same for all."""
        return ()

    @property
    def children(self) -> tuple["Activity", ...]:
        """The activities inside, where it holds some."""
        return ()

    def shown(self, seed: str = "", *, shuffle: bool | None = None) -> Shown:
        """What a learner may see before answering. Shuffled by the seed where the author asks for it, or as `shuffle` says."""
        mixed = "shuffle" in self.attrs if shuffle is None else shuffle
        return Shown(
            kind=self.kind,
            id=self.id,
            title=self.title,
            prompt=self.prompt,
            parts=self.parts(seed if mixed else ""),
            flow=self.flow(),
            panels=self.panels(),
            lang=self.lang,
        )

    def read(self, form: Mapping[str, Sequence[str]]) -> Answer:
        """The answer in a form whose fields are named by part keys; raises UnreadableAnswer for what the form cannot hold.

        Fields that are no parts are ignored, parts without a value are left out.
        """
        read = ((part.key, read_part(part, form.get(part.key, ()))) for part in self.parts())
        return {key: values for key, values in read if values}

    def leaves(self) -> Iterator[str]:
        """Every Markdown leaf that may ever be shown, before or after an answer."""
        texts = (self.title, self.prompt, *self.inner_leaves(), *self.hints, *(note.text for note in self.notes))
        yield from (text for text in texts if text)

    def said(self, score: Fraction) -> tuple[str, ...]:
        """The replies about the whole answer that stand at this score."""
        return tuple(note.text for note in self.notes if _fits(note.label, score))

    @property
    def is_scored(self) -> bool:
        """Whether this one is scored; some kinds can be written without a question."""
        return self.scored

    @property
    def records(self) -> bool:
        """Whether something is recorded about this one."""
        return self.needs_id

    @property
    def points(self) -> Fraction:
        """The weight of the activity in a quiz; 1 unless the author says otherwise."""
        return _number(self.attrs.get("points"), Fraction(1))

    @property
    def tries(self) -> int:
        """How often it may be answered in a lesson."""
        written = self.attrs.get("tries", "")
        if written.isdecimal() and 1 <= len(written) <= 2:
            return int(written)
        return DEFAULT_TRIES if self.is_scored else 1

    @property
    def penalty(self) -> Fraction:
        """What each wrong try costs, as a share of the mark."""
        return _number(self.attrs.get("penalty"), DEFAULT_PENALTY)

    @property
    def lang(self) -> str:
        """The language of its text when it is not the page's."""
        return self.attrs.get("lang", "")

    @property
    def critical(self) -> bool:
        """Whether it must be right for a quiz to be passed."""
        return "critical" in self.attrs

    @property
    def outcome(self) -> str:
        """The key of the learning outcome it tests."""
        return self.attrs.get("outcome", "")

    @property
    def thinking(self) -> str:
        """What it asks of somebody: recall, application or analysis; empty where the author did not say."""
        return self.attrs.get("thinking", "")

    @property
    def explanation(self) -> tuple[str, ...]:
        """What is said once everything is settled."""
        return self._noted("EXPLAIN")

    @property
    def sample(self) -> tuple[str, ...]:
        """A sample answer."""
        return self._noted("SAMPLE")

    def _noted(self, label: str) -> tuple[str, ...]:
        return tuple(note.text for note in self.notes if note.label == label)


@dataclass(frozen=True, kw_only=True)
class Document:
    """A lesson: its nodes in reading order, and what is wrong with it (which does not count in equality)."""

    nodes: tuple[Prose | Activity, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def activities(self) -> tuple[Activity, ...]:
        """Every activity in order; a quiz is followed by the activities inside it."""
        return tuple(_flat(node for node in self.nodes if isinstance(node, Activity)))


def _flat(activities: Iterable[Activity]) -> Iterator[Activity]:
    for activity in activities:
        yield activity
        yield from _flat(activity.children)


def _fits(label: str, score: Fraction) -> bool:
    if match := SCORE.fullmatch(label):
        return int(match[1]) <= score * 100 <= int(match[2])
    return label == ("CORRECT" if score >= 1 else "WRONG" if score <= 0 else "PARTIAL")


def _number(written: str | None, default: Fraction) -> Fraction:
    number = parse_share(written) if written else None
    return default if number is None or number < 0 else number
