"""How sure somebody was before, after and later, side by side; and the means of a unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import ngettext

from assessments.presenting.shapes import Link
from assessments.reporting.laws.suppression import shown_by_path
from assessments.reporting.selectors.units import Surroundings
from assessments.surveys.laws.instruments import Instrument, Question
from assessments.surveys.models import Rating
from assessments.surveys.pages.results import few_text
from assessments.surveys.selectors.ratings import ByMoment, Counted
from training_site.people.models import Organisation

Moment = Rating.Moment
OFFERED = (Moment.BEFORE, Moment.AFTER, Moment.LATER)
ORDER = (Moment.BEFORE, Moment.THEN, Moment.AFTER, Moment.LATER)
WIDE, MOST = 1000, 10


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One moment of one question."""

    moment: str
    text: str
    width: int
    """Of a thousand."""
    css: str


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One question."""

    text: str
    bars: Sequence[Bar]


def own(asked: Instrument, given: ByMoment) -> dict[str, Any]:
    """What somebody said, and what they can say now."""
    return {
        "asked": asked,
        "compared": [
            Compared(text=question.text, bars=found)
            for question in asked.questions
            if (found := _bars({moment: given[moment].get(question.key) for moment in ORDER if moment in given}))
        ],
        "offers": [
            Link(title=str(moment.label), url=f"{reverse('surveys:confidence')}?moment={moment.value}")
            for moment in OFFERED
        ],
    }


def sums(asked: Instrument, around: Surroundings, units: Sequence[str], people: Sequence[Counted]) -> dict[str, Any]:
    """Means before and after of those who gave both. `units` are the paths of everything in the country, so that everybody sees the same."""
    url = reverse("surveys:confidence_sums")
    here = around.unit.path
    numbers = _shown(units, [one.paths for one in people if Moment.BEFORE in one.given and Moment.AFTER in one.given])
    return {
        "unit": around.unit.name,
        "trail": [Link(title=unit.name, url=f"{url}?unit={unit.pk}") for unit in around.above],
        "below": [
            (Link(title=unit.name, url=f"{url}?unit={unit.pk}"), _number_text(numbers[unit.path]))
            for unit in around.below
        ],
        "number_text": _number_text(numbers[here]),
        "compared": [found for question in asked.questions if (found := _means(question, here, units, people))],
    }


def _means(question: Question, here: str, units: Sequence[str], people: Sequence[Counted]) -> Compared | None:
    """Of those who answered one question at both moments; hidden where they are few, here or in what would give them away."""
    pairs = [
        (one.paths, one.given[Moment.BEFORE][question.key], one.given[Moment.AFTER][question.key])
        for one in people
        if all(question.key in one.given.get(moment, {}) for moment in (Moment.BEFORE, Moment.AFTER))
    ]
    if _shown(units, [paths for paths, _before, _after in pairs])[here] is None:
        return None
    own = [(before, after) for paths, before, after in pairs if here in paths]
    before, after = (mean(values) for values in zip(*own, strict=True))
    return Compared(text=question.text, bars=_bars({Moment.BEFORE: before, Moment.AFTER: after}))


def _shown(units: Sequence[str], people: Sequence[frozenset[str]]) -> dict[str, int | None]:
    """Path → how many, or None where it is hidden."""
    numbers = {unit: sum(unit in paths for paths in people) for unit in units}
    return shown_by_path(units, numbers, step=Organisation.steplen)


def _number_text(number: int | None) -> str:
    return few_text() if number is None else ngettext("%(n)d person", "%(n)d people", number) % {"n": number}


def _bars(values: Mapping[str, float | None]) -> list[Bar]:
    return [
        Bar(
            moment=str(Moment(moment).label),
            text=number_format(value, decimal_pos=0 if value == int(value) else 1),
            width=max(4, round(WIDE * value / MOST)),
            css=f"at-{moment}",
        )
        for moment, value in values.items()
        if value is not None
    ]
