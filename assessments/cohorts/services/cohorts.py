"""Making a cohort, changing it, saying who takes part, closing it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from assessments.certification.models import Certification
from assessments.cohorts import auditing
from assessments.cohorts.models import Cohort, CohortPlace, JoinCode
from assessments.cohorts.permissions import RUN_COHORT
from training_site.people.models import Organisation, User
from training_site.people.permissions import may_grant
from training_site.people.roles import Role


class NotTheirs(Exception):
    """The person does not look after the people of this organisation."""


class Closed(Exception):
    """The cohort is closed: it stays as it was."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a cohort is to be."""

    name: str
    programme_key: str
    begins_on: date
    pathway: str = ""
    certification: Certification | None = None
    ends_on: date | None = None
    seats: int | None = None
    due_on: date | None = None
    due_days: int | None = None


@transaction.atomic
def make(*, plan: Plan, organisation: Organisation, by: User, now: datetime) -> Cohort:
    """A new cohort of an organisation. Raises NotTheirs."""
    if not may_grant(by, Role.LEARNER, organisation.path, today=timezone.localdate(now)):
        raise NotTheirs
    made = Cohort.objects.create(**vars(plan), organisation=organisation, made_by=by, made_at=now)
    auditing.of_cohort(made, step="made", by=by, now=now)
    return made


@transaction.atomic
def change(*, cohort: Cohort, plan: Plan, by: User, now: datetime) -> Cohort:
    """Another name, other dates, other seats. Whoever is in stays in. Raises NotTheirs, Closed."""
    fresh = locked(cohort, by=by, now=now)
    before = (fresh.due_on, fresh.due_days)
    for field, value in vars(plan).items():
        setattr(fresh, field, value)
    fresh.save(update_fields=list(vars(plan)))
    auditing.of_cohort(fresh, step="changed", by=by, now=now)
    if before != (plan.due_on, plan.due_days):
        auditing.of_due(fresh, by=by, now=now)
    return fresh


@transaction.atomic
def add_place(*, cohort: Cohort, organisation: Organisation, by: User, now: datetime) -> CohortPlace:
    """Let an organisation take part; one that does already stays as it is. Raises NotTheirs, Closed.

    Whoever answers for the cohort names it and gains nothing there: its people are brought by those who look after them.
    """
    fresh = locked(cohort, by=by, now=now)
    place, new = CohortPlace.objects.get_or_create(
        cohort=fresh,
        organisation=organisation,
        until=None,
        defaults={"since": timezone.localdate(now), "added_by": by},
    )
    if new:
        auditing.of_place(place, step="begun", by=by, now=now)
    return place


@transaction.atomic
def end_place(*, place: CohortPlace, by: User, now: datetime) -> None:
    """An organisation takes part no longer; its people stay in, its codes are revoked. Raises NotTheirs, Closed."""
    locked(place.cohort, by=by, now=now)
    if CohortPlace.objects.filter(pk=place.pk, until=None).update(until=timezone.localdate(now)):
        auditing.of_place(place, step="ended", by=by, now=now)
    codes = JoinCode.objects.filter(cohort_id=place.cohort_id, organisation_id=place.organisation_id, revoked_at=None)
    codes.update(revoked_at=now, revoked_by=by)


@transaction.atomic
def close(*, cohort: Cohort, by: User, now: datetime) -> Cohort:
    """Nobody joins any more; codes are revoked. Members and what they did stay. Raises NotTheirs, Closed."""
    fresh = locked(cohort, by=by, now=now)
    fresh.closed_at, fresh.closed_by = now, by
    fresh.save(update_fields=["closed_at", "closed_by"])
    JoinCode.objects.filter(cohort=fresh, revoked_at=None).update(revoked_at=now, revoked_by=by)
    auditing.of_cohort(fresh, step="closed", by=by, now=now)
    return fresh


def locked(cohort: Cohort, *, by: User, now: datetime) -> Cohort:
    """The cohort, held until the transaction ends, for somebody who runs it. Raises NotTheirs, Closed."""
    fresh = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort.pk)
    if not RUN_COHORT.allows(by, fresh, today=timezone.localdate(now)):
        raise NotTheirs
    if fresh.closed_at is not None:
        raise Closed
    return fresh
