"""Coming into a cohort and leaving it. Seats are counted while the cohort is held, so that nobody takes one that is gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from assessments.cohorts import auditing
from assessments.cohorts.models import Cohort, CohortMember, JoinCode
from assessments.cohorts.permissions import ROWS_OF_PLACES
from assessments.cohorts.services import assigning
from assessments.cohorts.services.cohorts import NotTheirs
from training_site.people.arrivals import BATCH, place_learners
from training_site.people.models import Organisation, User

AT_ONCE = 25
"""So many members are assigned in the same moment; the others wait for the clock, within the hour."""


class Full(Exception):
    """There are fewer seats than people."""


class Over(Exception):
    """The cohort is closed or has ended."""


@dataclass(frozen=True, kw_only=True)
class Joiner:
    """Somebody who comes in, for an organisation, as a learner there from a day on."""

    learner: User
    organisation: Organisation
    since: date


@transaction.atomic
def bring(
    *,
    cohort: Cohort,
    joiners: Sequence[Joiner],
    basis: CohortMember.Basis,
    by: User | None,
    now: datetime,
    code: JoinCode | None = None,
) -> int:
    """Let people in, all or none; who is in already stays as they are. How many are new. Raises Full, Over."""
    fresh = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort.pk)
    if fresh.is_over(timezone.localdate(now)):
        raise Over
    inside = members_among(fresh, joiners)
    new = [one for one in joiners if one.learner.pk not in inside]
    left = seats_left(fresh)
    if left is not None and len(new) > left:
        raise Full
    place_learners(places=[(one.learner, one.organisation, one.since) for one in joiners])
    rows = [
        CohortMember(
            cohort=fresh,
            learner=one.learner,
            organisation=one.organisation,
            since=now,
            basis=basis,
            code=code,
            added_by=by,
        )
        for one in new
    ]
    CohortMember.objects.bulk_create(rows, batch_size=BATCH)
    assigning.follow_pathway(cohort=fresh, learners=[one.learner for one in new], now=now)
    assigning.assign_waiting(cohort=fresh, now=now, limit=AT_ONCE)
    auditing.of_joining(fresh, rows, by=by, now=now)
    return len(rows)


@transaction.atomic
def end(*, member: CohortMember, by: User, now: datetime) -> CohortMember:
    """Somebody is in the cohort no longer. What they did stays, and so does their place in the organisation. Raises NotTheirs."""
    fresh = CohortMember.objects.select_for_update(of=("self",)).get(pk=member.pk)
    if not ROWS_OF_PLACES.allows(by, fresh, today=timezone.localdate(now)):
        raise NotTheirs
    if fresh.until is None:
        fresh.until, fresh.ended_by = max(now, fresh.since), by
        fresh.save(update_fields=["until", "ended_by"])
        auditing.of_removal(fresh, by=by, now=now)
    return fresh


def seats_left(cohort: Cohort) -> int | None:
    """How many more fit in; None: any number."""
    if cohort.seats is None:
        return None
    return max(cohort.seats - CohortMember.objects.filter(cohort=cohort, until=None).count(), 0)


def members_among(cohort: Cohort, joiners: Sequence[Joiner]) -> set[int]:
    """Which of these are in already."""
    if len(joiners) > BATCH:
        wanted = CohortMember.objects.filter(cohort=cohort, until=None)
    else:
        wanted = CohortMember.objects.filter(cohort=cohort, until=None, learner__in=[one.learner for one in joiners])
    return set(wanted.values_list("learner", flat=True))
