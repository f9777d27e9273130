"""What was rated and written in an observation, ready to be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from assessments.mentoring.forms.observation_papers import ITEM, NOTE
from assessments.mentoring.framework.fields import Field
from assessments.mentoring.framework.forms.form import ObservationForm

STEPS = 4
CODES = ("choice", "yes_no", "indicators", "date", "number", "confirm", "codes")


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A fact and what it is about."""

    note: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """Words under a heading."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Rated:
    """One item as it was rated; `steps` are the four squares that are drawn, filled or empty."""

    text: str
    indicator: str
    is_critical: bool
    rating_text: str
    steps: tuple[tuple[int, bool], ...]
    note: str


def rated(of: ObservationForm, given: Mapping[str, Any]) -> tuple[Rated, ...]:
    """Every item that was rated, in the order of the form."""
    scale = {step.key: step for step in of.scale}
    return tuple(
        Rated(
            text=_(item.text),
            indicator=item.indicator,
            is_critical=item.safety_critical,
            rating_text=_(scale[rating].label),
            steps=tuple((2 + 15 * number, number < (scale[rating].level or 0)) for number in range(STEPS)),
            note=given.get(NOTE + item.key, ""),
        )
        for item in of.items
        if (rating := given.get(ITEM + item.key)) in scale
    )


def parts(fields: tuple[Field, ...], given: Mapping[str, Any], *, but: tuple[str, ...] = ()) -> tuple[Part, ...]:
    """The questions that were answered in words, but those about items."""
    return tuple(
        Part(title=_(field.label), text=str(given[field.key]))
        for field in fields
        if field.kind not in CODES and field.key not in but and not field.key.startswith(NOTE) and given.get(field.key)
    )
