"""An instrument as people write it: a head, and below it Markdown in which every heading is a part of the page. Pure.

    ---
    key: satisfaction
    code: E03
    title: How the training was
    kind: anonymous
    minutes: 5
    scale_agree: [1 not at all, 2, 3, 4, 5 fully, does not apply]
    ---

    A word to whoever answers.

    ## The programme and my work {scale=agree}

    - The content fits the families I work with. {#fits}

    ## What stood in the way? {#barriers}

    - [ ] Too many cases {#caseload}

    ## One thing I will do differently {#change text=600}

As in lessons, bullets are what somebody acts on: with a scale each bullet is a question, with boxes each is an option. Keys belong to
questions and stay the same in every language, so that answers in two languages are counted together.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

LONGEST_TEXT = 2_000


class Kind(StrEnum):
    """What an instrument is for."""

    ANONYMOUS = "anonymous"
    """Asked of a cohort; nobody learns who answered what."""
    FOLLOW_UP = "follow-up"
    """The same, months afterwards, by a link without an account."""
    CONFIDENCE = "confidence"
    """One's own, before and after."""
    TEST = "test"
    """Two forms of one test of knowledge, which are quizzes."""
    REPORT = "report"
    """A template that people fill in elsewhere."""


class Asks(StrEnum):
    """How a question is answered."""

    ONE = "one"
    MANY = "many"
    TEXT = "text"


@dataclass(frozen=True, kw_only=True)
class Option:
    """What can be chosen."""

    key: str
    text: str

    @property
    def value(self) -> int | None:
        """Its place on a scale; None where it is no number, such as "does not apply"."""
        return int(self.key) if self.key.isdecimal() else None


@dataclass(frozen=True, kw_only=True)
class Question:
    """One thing that is asked."""

    key: str
    text: str
    asks: Asks
    options: tuple[Option, ...] = ()
    longest: int = 0
    """Characters of a free text."""

    @property
    def is_scale(self) -> bool:
        """Whether the options are numbers, beside what stands for none."""
        return self.asks == Asks.ONE and sum(option.value is not None for option in self.options) > 1


@dataclass(frozen=True, kw_only=True)
class Part:
    """A heading with what stands below it."""

    title: str
    text: tuple[str, ...]
    """Paragraphs."""
    questions: tuple[Question, ...]


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """Everything in the file."""

    key: str
    code: str
    title: str
    kind: Kind
    minutes: int
    forms: tuple[str, ...]
    """Keys of the quizzes that are its forms, where it is a test."""
    intro: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def questions(self) -> Iterator[Question]:
        """All of them, in order."""
        return (question for part in self.parts for question in part.questions)


def digest(source: str) -> str:
    """The name of a version: SHA-256 of its text."""
    return sha256(source.encode()).hexdigest()
