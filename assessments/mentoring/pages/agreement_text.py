"""An agreement as a text to read: every question with its answer, in words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.mentoring.forms.agreements import SECTIONS
from assessments.mentoring.framework.bands import read_bands
from assessments.mentoring.framework.fields import Field
from assessments.mentoring.framework.papers.answers import Answers, is_answered
from assessments.mentoring.framework.papers.reader import Paper
from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.framework.policy_words import in_words


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A question and what was answered: one line, or several."""

    question: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Part:
    """Answers under one heading."""

    title: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of the rhythm."""

    when: str
    what: str


def parts(
    paper: Paper, answers: Answers, *, indicators: Mapping[str, str], classes: tuple[str, ...]
) -> tuple[Part, ...]:
    """The answers of these data classes, by heading."""
    fields = {field.key: field for field in paper.of_class(*classes) if is_answered(field, answers.get(field.key))}
    placed = {key for _title, keys in SECTIONS for key in keys}
    rest = tuple(key for key in fields if key not in placed)
    found = []
    for title, keys in SECTIONS:
        here = [key for key in (*keys, *(rest if title is SECTIONS[-1][0] else ())) if key in fields]
        said = tuple(_answer(fields[key], answers[key], indicators) for key in here)
        if said:
            found.append(Part(title=str(title), answers=said))
    return tuple(found)


def rhythm(bands: object) -> tuple[Line, ...]:
    """The rhythm that stood in the policy when the two agreed."""
    read, _problems = read_bands(bands)
    lines = in_words(Policy(bands=read))[: len(read)]
    return tuple(
        Line(when=line.when.put(_, ngettext) if line.when else "", what=line.what.put(_, ngettext)) for line in lines
    )


def _answer(field: Field, value: Any, indicators: Mapping[str, str]) -> Answer:
    return Answer(question=_(field.label), lines=tuple(_LINES[field.kind](field, value, indicators)))


def _words(_field: Field, value: str, _indicators: Mapping[str, str]) -> Iterator[str]:
    yield from (line for line in value.splitlines() if line.strip())


def _chosen(field: Field, value: str | list[str], _indicators: Mapping[str, str]) -> Iterator[str]:
    labels = {choice.key: _(choice.label) for choice in field.choices}
    yield from (labels.get(key, key) for key in ([value] if isinstance(value, str) else value))


def _codes(_field: Field, value: list[str], indicators: Mapping[str, str]) -> Iterator[str]:
    yield from (f"{code} · {indicators[code]}" if code in indicators else code for code in value)


def _day(_field: Field, value: str, _indicators: Mapping[str, str]) -> Iterator[str]:
    yield date_format(date.fromisoformat(value))


def _number(_field: Field, value: int, _indicators: Mapping[str, str]) -> Iterator[str]:
    yield str(value)


def _yes_or_no(_field: Field, value: bool, _indicators: Mapping[str, str]) -> Iterator[str]:  # noqa: FBT001 — one of the table
    yield _("Yes") if value else _("No")


_LINES: Mapping[str, Callable[[Field, Any, Mapping[str, str]], Iterator[str]]] = {
    "text": _words,
    "long": _words,
    "choice": _chosen,
    "codes": _chosen,
    "indicators": _codes,
    "date": _day,
    "number": _number,
    "yes_no": _yes_or_no,
    "confirm": _yes_or_no,
}
