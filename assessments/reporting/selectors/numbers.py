"""How many people of a unit are where: sums of tallies, whose number does not depend on how many people there are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from assessments.reporting.laws.counting import (
    BY_MONTH,
    DATED,
    EXPIRES,
    TOTALS,
    Numbers,
    Until,
    asked,
    month,
    numbers,
)
from assessments.reporting.models import Tally

MONTHS_AHEAD = 12


def numbers_of(units: Sequence[int], *, certification: UUID | None, today: date) -> dict[int, Numbers]:
    """Unit → its numbers (one query)."""
    sums = asked(today)
    days = [until.day for until in sums.values() if until.day]
    rows = _of(units, certification).filter(
        Q(kind__in=[*TOTALS, *(kind + BY_MONTH for kind in DATED)])
        | Q(kind__in=DATED, day__gte=month(min(days)), day__lte=max(days))
    )
    asked_for = {name: Sum("number", filter=Q(kind=name), default=0) for name in TOTALS}
    asked_for |= {name: Sum("number", filter=_part(until), default=0) for name, until in sums.items()}
    found: dict[int, Mapping[str, Any]] = {
        row["organisation_id"]: row for row in rows.order_by().values("organisation_id").annotate(**asked_for)
    }
    return {unit: numbers(partial(_number, found.get(unit, {}))) for unit in units}


def forecast(unit: int, *, certification: UUID | None, today: date) -> list[tuple[date, int]]:
    """How many certificates expire from today on, by month, this month and the twelve after it (one query)."""
    first = month(today)
    months = [first]
    while len(months) <= MONTHS_AHEAD:
        months.append(month(months[-1] + timedelta(days=32)))
    rows = _of([unit], certification).filter(
        Q(kind=EXPIRES + BY_MONTH, day__gt=first, day__lte=months[-1])
        | Q(kind=EXPIRES, day__gte=today, day__lt=months[1])
    )
    found: Counter[date] = Counter()
    for day, number in rows.order_by().values_list("day").annotate(sum=Sum("number")):
        found[month(day)] += number
    return [(each, found[each]) for each in months]


def _number(row: Mapping[str, Any], name: str) -> int:
    return int(row.get(name, 0))


def _of(units: Sequence[int], certification: UUID | None) -> QuerySet[Tally]:
    rows = Tally.objects.filter(organisation__in=units)
    return rows.filter(certification=certification) if certification else rows


def _part(until: Until) -> Q:
    """What `Until.counts` says, to the database."""
    if until.day is None:
        return Q(kind=until.kind + BY_MONTH)
    return Q(kind=until.kind + BY_MONTH, day__lt=month(until.day)) | Q(
        kind=until.kind, day__gte=month(until.day), day__lte=until.day
    )
