"""Answers to a paper: apart by who may read them, and what is still missing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from assessments.mentoring.framework.fields import Field
from assessments.mentoring.framework.papers.reader import Paper

FACTS = "C1"
Answers = dict[str, Any]


def split(answers: Mapping[str, Any], paper: Paper) -> tuple[Answers, Answers]:
    """The answers as JSON can hold them: those of class C1, which are facts, and all others, which are to be sealed.

    What is not answered is left out.
    """
    facts: Answers = {}
    words: Answers = {}
    for field in paper.fields:
        value = answers.get(field.key)
        if is_answered(field, value):
            kept = facts if field.data_class == FACTS else words
            kept[field.key] = value.isoformat() if isinstance(value, date) else value
    return facts, words


def unanswered(answers: Mapping[str, Any], paper: Paper) -> tuple[Field, ...]:
    """The fields of stored answers without which the paper is not complete."""
    return tuple(
        field
        for field in paper.fields
        if not is_answered(field, answers.get(field.key)) and (field.required or field.is_required(answers))
    )


def is_answered(field: Field, value: object) -> bool:
    """Whether there is an answer. "No" and zero are answers; a box that is not ticked is none."""
    if field.kind == "confirm":
        return value is True
    return value is not None and value not in ("", [])
