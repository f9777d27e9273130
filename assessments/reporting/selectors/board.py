"""The rows of a unit that answer a question, and one page of them, found without counting the others."""

from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet, Subquery

from assessments.reporting.filters import WAITING_LONGEST, Filters
from assessments.reporting.laws import statuses
from assessments.reporting.laws.statuses import BANDS, HELD, STALLED, WAY
from assessments.reporting.models import BoardRow
from training_site.people.models import Organisation

PER_PAGE = 50
DAY = timedelta(days=1)
MOST_COUNTED = 200
"""A few pages: where no tally answers, counting further would cost the more the more people there are."""


class Page(NamedTuple):
    """One page of rows, in the order that was asked for."""

    rows: list[BoardRow]
    next_after: int | None
    """The last row here, where more come."""


class Count(NamedTuple):
    """How many rows answer a question."""

    number: int
    are_more: bool = False
    """Nobody counted further."""


def rows_in(unit: Organisation, *, today: date) -> QuerySet[BoardRow]:
    """Everybody who learns in a unit today, each once for each certification."""
    return BoardRow.objects.filter(
        Q(until=None) | Q(until__gt=today),
        path__startswith=unit.path,
        # The tree as it is: a row that was written before its organisation moved opens nothing to the old branch.
        organisation__path__startswith=unit.path,
        shared__lt=len(unit.path),
    )


def answering(unit: Organisation, filters: Filters, *, today: date) -> QuerySet[BoardRow]:
    """The rows that answer a question about a unit, in its order."""
    rows = rows_in(unit, today=today)
    if filters.certification:
        rows = rows.filter(certification=filters.certification)
    if filters.status:
        rows = rows.filter(condition(filters.status, today))
    if filters.waits:
        rows = rows.filter(waits_for=filters.waits)
    if filters.order == WAITING_LONGEST:
        return rows.filter(since__isnull=False).order_by("since", "pk")
    return rows.order_by("name", "pk")


def condition(wanted: str, today: date) -> Q:
    """What `laws.statuses.matches` says, to the database."""
    if wanted in BANDS:
        return Q(phase=HELD, expires_on__gte=today, expires_on__lte=today + BANDS[wanted] * DAY)
    return {
        statuses.ON_THE_WAY: Q(phase=WAY) & (Q(due_on=None) | Q(due_on__gte=today)),
        statuses.OVERDUE: Q(phase=WAY, due_on__lt=today),
        statuses.CERTIFIED: Q(phase=HELD) & (Q(expires_on=None) | Q(expires_on__gte=today) & _closed(today)),
        statuses.WINDOW_OPEN: Q(phase=HELD, expires_on__gte=today) & ~_closed(today),
        statuses.EXPIRED: Q(phase=HELD, expires_on__lt=today),
        STALLED: ~Q(waits_for="") & Q(since__lte=statuses.stalled_until(today)),
    }.get(wanted, Q(phase=wanted))


def page(rows: QuerySet[BoardRow], filters: Filters, *, after: int | None, size: int = PER_PAGE) -> Page:
    """The page after a row (one query), found by its place in the order: as fast for the last page as for the first."""
    if after is not None:
        rows = rows.filter(_after(filters.order, after))
    found = list(rows.select_related("learner", "organisation")[: size + 1])
    return Page(found[:size], found[size - 1].pk if len(found) > size else None)


def how_many(rows: QuerySet[BoardRow]) -> Count:
    """How many rows there are, counted no further than MOST_COUNTED."""
    found = rows.order_by()[: MOST_COUNTED + 1].count()
    return Count(min(found, MOST_COUNTED), are_more=found > MOST_COUNTED)


def _closed(today: date) -> Q:
    return Q(window_opens_on__gt=today) | Q(window_opens_on=None, expires_on__gt=today)


def _after(order: str, pk: int) -> Q:
    column = "since" if order == WAITING_LONGEST else "name"
    of_it = Subquery(BoardRow.objects.filter(pk=pk).values(column)[:1])
    return Q(**{f"{column}__gte": of_it}) & (Q(**{f"{column}__gt": of_it}) | Q(pk__gt=pk))
