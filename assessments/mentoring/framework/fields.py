"""A Field is one thing that somebody is asked: its words, its kind, who writes the answer, and who may ever read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.mentoring.framework.definitions import Table

KINDS = ("text", "long", "choice", "codes", "indicators", "date", "number", "yes_no", "confirm")
"""A line; a text; one of the choices; several of them; indicator codes; a day; a whole number; yes or no; a box that must be ticked."""
DATA_CLASSES = ("C1", "C2", "C3", "C4", "C5")
"""Facts; shared by the pair; the learner's alone; the mentor's alone; sensitive and shared by the pair."""
WRITERS = ("learner", "mentor", "line_manager", "observer", "facilitator", "both")
_WITH_CHOICES = ("choice", "codes")
_WRITTEN = ("text", "long")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One of the answers to choose from."""

    key: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question of a paper or form. Label, help and the labels of choices are msgids."""

    key: str
    label: str
    kind: str
    by: str
    """Who writes it, one of WRITERS."""
    data_class: str
    """Who may read it, one of DATA_CLASSES."""
    help: str = ""
    required: bool = False
    required_when: tuple[str, tuple[str, ...]] | None = None
    """Another field, and the answers (`yes` and `no` for a yes_no) with which this one becomes required."""
    max_words: int | None = None
    most: int | None = None
    """Highest number, or how many codes at most."""
    least: int | None = None
    """Lowest number."""
    choices: tuple[Choice, ...] = ()
    initial: str = ""
    """The answer that stands there before anybody has chosen."""

    def is_required(self, answers: Mapping[str, Any]) -> bool:
        """Whether it must be answered, beside these answers to the other fields of its paper."""
        if self.required_when is None:
            return self.required
        other, values = self.required_when
        answer = answers.get(other)
        if isinstance(answer, bool):
            answer = "yes" if answer else "no"
        return answer in values


def read_fields(tables: tuple[Table, ...]) -> tuple[Field, ...]:
    """The fields these tables define. Raises BrokenDefinition, also where two have the same key."""
    fields: dict[str, Field] = {}
    for table in tables:
        field = _read_field(table)
        if field.key in fields:
            raise table.broken(f"there are two fields {field.key}", key="key")
        if field.required_when and field.required_when[0] not in fields:
            raise table.broken(f"{field.required_when[0]} is not a field above this one", key="required_when")
        fields[field.key] = field
    return tuple(fields.values())


def _read_field(table: Table) -> Field:
    field = Field(
        key=table.word("key"),
        label=table.text("label"),
        kind=table.one_of("kind", KINDS),
        by=table.one_of("by", WRITERS),
        data_class=table.one_of("data_class", DATA_CLASSES),
        help=table.text("help", ""),
        required=table.truth("required", default=False),
        required_when=_condition(table),
        max_words=table.whole("max_words", 0) or None,
        most=table.whole("most", 0) or None,
        least=table.whole("least", 0) or None,
        choices=_choices(table),
        initial=table.text("initial", ""),
    )
    table.finish()
    problem = _mismatch(field)
    if problem:
        raise table.broken(f"{field.key}: {problem}", key="key")
    return field


def _condition(table: Table) -> tuple[str, tuple[str, ...]] | None:
    words = table.texts("required_when")
    return (words[0], words[1:]) if words else None


def _choices(table: Table) -> tuple[Choice, ...]:
    choices = []
    for row in table.tables("choices"):
        choices.append(Choice(key=row.word("key"), label=row.text("label")))
        row.finish()
    return tuple(choices)


def _mismatch(field: Field) -> str:
    """What does not fit together in a field; empty where all does."""
    keys = [choice.key for choice in field.choices]
    rules = {
        "choices belong to choice and codes, and only there": (field.kind in _WITH_CHOICES) != bool(keys),
        "two choices have the same key": len(set(keys)) < len(keys),
        "texts, and only they, have max_words": (field.kind in _WRITTEN) != (field.max_words is not None),
        "the initial answer is not one of the choices": bool(field.initial) and field.initial not in keys,
        "a box that must be ticked is required": field.kind == "confirm"
        and not (field.required or field.required_when),
        "what somebody writes in their own words is never C1": field.kind in _WRITTEN and field.data_class == "C1",
        "required_when names a field and its answers": field.required_when is not None and not field.required_when[1],
        "a field is either required or required_when": field.required and field.required_when is not None,
    }
    return next((problem for problem, broken in rules.items() if broken), "")
