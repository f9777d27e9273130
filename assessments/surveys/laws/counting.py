"""Answers counted by question and place, and hidden where they are few. Pure.

A question is shown for a group of five or more who answered it. Where places are shown beside the whole, a place that is hidden must not
be what the whole leaves over: that is the law of sums (`reporting.laws.suppression`), asked for each question, because not everybody answers
every one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from statistics import median

from assessments.reporting.laws.suppression import FEWEST, Node, shown
from assessments.surveys.laws.instruments import Asks, Instrument, Question

ALL = "all"
Given = Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One answer without anything around it."""

    place: int | None
    given: Given


@dataclass(frozen=True, kw_only=True)
class Group:
    """Those of one place who answered a question, or everybody."""

    key: str
    number: int | None
    """How many; None where it is hidden."""
    counts: Mapping[str, int]
    """Option → how many chose it; empty where it is hidden."""

    @property
    def is_hidden(self) -> bool:
        """Whether nothing can be shown."""
        return self.number is None


@dataclass(frozen=True, kw_only=True)
class Counted:
    """One question."""

    question: Question
    groups: tuple[Group, ...]
    """Everybody first."""
    words: tuple[str, ...] = ()
    """Of a free text, in an order that says nothing; empty where fewer than five wrote something."""

    @property
    def everybody(self) -> Group:
        """All of them together."""
        return self.groups[0]


def counted(instrument: Instrument, papers: Sequence[Paper], *, fewest: int = FEWEST) -> tuple[Counted, ...]:
    """Every question of an instrument."""
    return tuple(_question(question, papers, fewest) for question in instrument.questions)


def middle(counts: Mapping[str, int]) -> float | None:
    """The median of the steps of a scale; what is no number is left out."""
    values = [int(key) for key, number in counts.items() if key.isdecimal() for _one in range(number)]
    return median(values) if values else None


def mean(counts: Mapping[str, int]) -> float | None:
    """The average of the steps, likewise."""
    values = [(int(key), number) for key, number in counts.items() if key.isdecimal()]
    people = sum(number for _value, number in values)
    return sum(value * number for value, number in values) / people if people else None


def chosen(question: Question, given: Given) -> tuple[str, ...]:
    """The options that a paper chose; none where it left the question out."""
    answer = given.get(question.key)
    keys = (answer,) if isinstance(answer, str) else tuple(answer) if isinstance(answer, list | tuple) else ()
    known = {option.key for option in question.options}
    return tuple(key for key in keys if key in known)


def _question(question: Question, papers: Sequence[Paper], fewest: int) -> Counted:
    if question.asks == Asks.TEXT:
        return _text(question, papers, fewest)
    by_place: dict[int | None, list[tuple[str, ...]]] = {}
    for paper in papers:
        if picked := chosen(question, paper.given):
            by_place.setdefault(paper.place, []).append(picked)
    numbers = {_name(place): len(picked) for place, picked in by_place.items()}
    tree = Node(key=ALL, number=sum(numbers.values()), children=[Node(key=k, number=n) for k, n in numbers.items()])
    safe = shown(tree, fewest=fewest)
    everybody = [picked for found in by_place.values() for picked in found]
    groups = [_group(ALL, safe[ALL], everybody)]
    if len(by_place) > 1:
        ordered = sorted(by_place, key=lambda place: (place is None, place or 0))
        groups += [_group(_name(place), safe[_name(place)], by_place[place]) for place in ordered]
    return Counted(question=question, groups=tuple(groups))


def _text(question: Question, papers: Sequence[Paper], fewest: int) -> Counted:
    texts = [given.strip() for paper in papers if isinstance(given := paper.given.get(question.key), str)]
    texts = [text for text in texts if text]
    if len(texts) < fewest:
        return Counted(question=question, groups=(Group(key=ALL, number=None, counts={}),))
    return Counted(
        question=question,
        groups=(Group(key=ALL, number=len(texts), counts={}),),
        words=tuple(sorted(texts, key=_order)),
    )


def _group(key: str, number: int | None, picked: Iterable[tuple[str, ...]]) -> Group:
    counts = Counter(option for one in picked for option in one) if number is not None else {}
    return Group(key=key, number=number, counts=counts)


def _name(place: int | None) -> str:
    return "" if place is None else str(place)


def _order(text: str) -> bytes:
    """By the hash of the words: the order in which they came is kept nowhere."""
    return sha256(text.encode()).digest()
