"""Everything a board shows, read in a number of queries that does not depend on how many people there are."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from assessments.certification.models import Certification
from assessments.reporting.filters import WAITING_LONGEST, Filters
from assessments.reporting.laws.counting import Numbers
from assessments.reporting.laws.statuses import STALLED
from assessments.reporting.models import BoardRow
from assessments.reporting.selectors import board
from assessments.reporting.selectors.board import Count
from assessments.reporting.selectors.numbers import numbers_of
from assessments.reporting.selectors.units import Surroundings
from training_site.people.models import User
from training_site.people.permissions import Held, scopes_of_each
from training_site.people.roles import OF_SUPERUSER, Permission

BESIDE = (Permission.VIEW_MENTORING, Permission.WRITE_TO_LEARNERS)
ROOMS = (Permission.VIEW_PROGRESS, Permission.VIEW_ITEMS)
"""What opens the rooms beside each other: the board with its views and files, and the analysis of questions."""


class Counted(NamedTuple):
    """Numbers by unit, and how many rows answer the question."""

    by_unit: dict[int, Numbers]
    answering: Count


class Powers(NamedTuple):
    """What somebody may do about a unit, beside reading its board."""

    sees_mentoring: bool
    writes: bool


def certifications() -> list[Certification]:
    """Every certification that has been published, by code (one query)."""
    return list(Certification.objects.filter(versions__published_at__isnull=False).distinct().order_by("code"))


def counted(around: Surroundings, filters: Filters, rows: QuerySet[BoardRow], *, today: date) -> Counted:
    """The numbers of a unit and of those below it; a question that no tally answers is counted by its rows (one or two queries)."""
    units = [around.unit.pk, *(one.pk for one in around.below)]
    numbers = numbers_of(units, certification=filters.certification, today=today)
    return Counted(numbers, _answering(numbers[around.unit.pk], filters, rows))


def held_at_the_board(viewer: User, *, today: date) -> Held:
    """Where somebody holds whatever a board looks at (one query)."""
    return scopes_of_each(viewer, (*ROOMS, *BESIDE), today=today)


def rooms_of(viewer: User, *, today: date, held: Held | None = None) -> frozenset[Permission]:
    """Which of the rooms are open to somebody (one query; none where it was read already, or for whoever runs the site)."""
    if viewer.is_superuser:
        return frozenset(ROOMS) & OF_SUPERUSER
    found = scopes_of_each(viewer, ROOMS, today=today) if held is None else held
    return frozenset(each for each in ROOMS if found[each])


def powers(held: Held, around: Surroundings) -> Powers:
    """What else somebody may do about a unit whose progress they see. Pure."""
    here = {each: any(around.unit.path.startswith(scope.path) for scope in held[each]) for each in BESIDE}
    return Powers(
        sees_mentoring=here[Permission.VIEW_MENTORING],
        # Whoever writes to people somewhere below writes to those of them who answer.
        writes=any(
            here[Permission.WRITE_TO_LEARNERS] or scope.path.startswith(around.unit.path)
            for scope in held[Permission.WRITE_TO_LEARNERS]
        ),
    )


def titles() -> dict[UUID, str]:
    """Certification → what it is called, in the reader's language (one query)."""
    return {one.pk: one.title for one in certifications()}


def _answering(numbers: Numbers, filters: Filters, rows: QuerySet[BoardRow]) -> Count:
    # Whoever is stalled waits since some day, so that the order leaves nobody out.
    if filters.waits or (filters.order == WAITING_LONGEST and filters.status != STALLED):
        return board.how_many(rows)
    return Count(numbers.by_status[filters.status] if filters.status else numbers.people)
