"""Numbers by unit for somebody who sees no people: hidden where they are few, from the top of the country, so that everybody sees the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from assessments.reporting.laws import statuses
from assessments.reporting.laws.counting import Numbers
from assessments.reporting.laws.suppression import shown_by_path
from assessments.reporting.selectors.numbers import numbers_of
from assessments.reporting.selectors.units import Surroundings
from training_site.people.models import Organisation

SOON = "expiring_90"
QUESTIONS = (statuses.CERTIFIED, SOON, statuses.EXPIRED, statuses.ON_THE_WAY, statuses.OVERDUE)
"""No two of them count the same person: one can never be computed from the others."""


@dataclass(frozen=True, kw_only=True)
class UnitSums:
    """A unit with a number for each of QUESTIONS; None where it is hidden."""

    unit: Organisation
    numbers: tuple[int | None, ...]


def sums(around: Surroundings, *, certification: UUID, today: date) -> tuple[UnitSums, ...]:
    """The unit, then those below it (two queries)."""
    top = around.unit.path[: Organisation.steplen]
    units = list(Organisation.objects.filter(path__startswith=top).order_by("path"))
    numbers = numbers_of([one.pk for one in units], certification=certification, today=today)
    by_question = [_shown(units, numbers, question) for question in QUESTIONS]
    return tuple(
        UnitSums(unit=unit, numbers=tuple(found[unit.path] for found in by_question))
        for unit in (around.unit, *around.below)
    )


def _shown(units: Sequence[Organisation], numbers: Mapping[int, Numbers], question: str) -> dict[str, int | None]:
    by_path = {unit.path: _number(numbers[unit.pk], question) for unit in units}
    return shown_by_path([unit.path for unit in units], by_path, step=Organisation.steplen)


def _number(numbers: Numbers, question: str) -> int:
    """How many; those who hold a certificate for more than 90 days yet are counted apart from those who do not."""
    if question == statuses.CERTIFIED:
        holding = numbers.by_status[statuses.CERTIFIED] + numbers.by_status[statuses.WINDOW_OPEN]
        return holding - numbers.by_status[SOON]
    return numbers.by_status[question]
