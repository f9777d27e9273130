"""What a cohort asks of its members: a pathway at once, a certificate by a day; and what to do where that does not fit.

A certificate is asked for in the name of the cohort's organisation. Whoever cannot be asked as planned becomes an exception, and the
cohort asks nothing of them until somebody has said what to do.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from assessments.certification.laws.cycles import HELD
from assessments.certification.models import Assignment, Cycle
from assessments.certification.services import assigning as certificates
from assessments.certification.services.assigning import Retired
from assessments.certification.services.cycles import NotPublished
from assessments.cohorts import auditing
from assessments.cohorts.laws.fitting import obstacles
from assessments.cohorts.models import Cohort, CohortException, CohortMember
from assessments.cohorts.permissions import RUN_COHORT
from assessments.cohorts.services.cohorts import NotTheirs
from assessments.progress.models import Enrolment
from assessments.progress.selectors import programme
from assessments.progress.services import enrolments
from modules.outline import Pathway
from training_site.people.arrivals import BATCH, batches
from training_site.people.models import User

Resolution = CohortException.Resolution


class NoLaterDay(Exception):
    """A later day was chosen and none was given, or one that has passed."""


def follow_pathway(*, cohort: Cohort, learners: Sequence[User], now: datetime) -> None:
    """Enrol those in the cohort's pathway who follow none in its programme; who follows another stays, and becomes an exception."""
    if not cohort.pathway:
        return
    for batch in batches(learners):
        follows = set(_current(cohort, [one.pk for one in batch]))
        rows = [
            Enrolment(learner=one, programme_key=cohort.programme_key, pathway=cohort.pathway, since=now)
            for one in batch
            if one.pk not in follows
        ]
        Enrolment.objects.bulk_create(rows, ignore_conflicts=True)


def _current(cohort: Cohort, learners: Collection[int]) -> dict[int, str]:
    rows = Enrolment.objects.filter(learner__in=learners, programme_key=cohort.programme_key, until=None)
    return dict(rows.values_list("learner", "pathway"))


def waiting(cohort: Cohort) -> QuerySet[CohortMember]:
    """Members of whom nothing has been asked yet, and about whom nothing is to be decided."""
    asked = Assignment.objects.filter(
        certification=cohort.certification, organisation=cohort.organisation, learner=OuterRef("learner")
    )
    found = CohortException.objects.filter(member=OuterRef("pk"))
    rows = CohortMember.objects.filter(cohort=cohort, until=None).filter(~Exists(found))
    return rows.filter(~Exists(asked)) if cohort.certification_id else rows


@transaction.atomic
def assign_waiting(*, cohort: Cohort, now: datetime, limit: int = BATCH) -> int:
    """Ask those who wait, as many as `limit`, or write down why not; how many were looked at."""
    if not cohort.certification_id and not cohort.pathway:
        return 0
    rows = waiting(cohort)
    if not cohort.certification_id:
        rows = rows.exclude(learner__in=_on_the_pathway(cohort))
    members = list(rows.select_related("learner").order_by("pk")[:limit])
    learners = [member.learner_id for member in members]
    certified, follows, pathway = _certified(cohort, learners), _current(cohort, learners), _pathway(cohort)
    for member in members:
        joined_on = timezone.localdate(member.since)
        found = obstacles(
            certified=member.learner_id in certified,
            other_pathway=bool(cohort.pathway) and follows.get(member.learner_id, cohort.pathway) != cohort.pathway,
            due_on=cohort.due_for(joined_on),
            joined_on=joined_on,
            hours=pathway.hours if pathway else 0,
        )
        if found:
            CohortException.objects.bulk_create(
                [CohortException(member=member, kind=kind, found_at=now) for kind in found], ignore_conflicts=True
            )
        else:
            _ask(cohort, member, cohort.due_for(joined_on), now)
    return len(members)


def assign_everywhere(*, now: datetime) -> int:
    """Go on with every cohort that is not over; how many members were looked at."""
    today = timezone.localdate(now)
    open_ones = Cohort.objects.filter(closed_at=None).select_related("organisation", "certification")
    return sum(assign_waiting(cohort=one, now=now) for one in open_ones if not one.is_over(today))


@transaction.atomic
def resolve(
    *,
    cohort: Cohort,
    exceptions: Collection[int],
    resolution: str,
    by: User,
    now: datetime,
    later: date | None = None,
) -> int:
    """Decide about many exceptions at once; those that somebody has decided meanwhile stay decided. How many are new.

    Raises NotTheirs, NoLaterDay.
    """
    if not RUN_COHORT.allows(by, cohort, today=timezone.localdate(now)):
        raise NotTheirs
    if resolution == Resolution.LATER and (later is None or later < timezone.localdate(now)):
        raise NoLaterDay
    rows = CohortException.objects.select_for_update(of=("self",)).filter(
        pk__in=exceptions, member__cohort=cohort, resolved_at=None
    )
    done = list(rows.select_related("member__learner"))
    for row in done:
        row.resolution, row.resolved_at, row.resolved_by = resolution, now, by
        row.due_on = later if resolution == Resolution.LATER else None
    CohortException.objects.bulk_update(done, ["resolution", "resolved_at", "resolved_by", "due_on"], batch_size=BATCH)
    for member in {row.member for row in done}:
        _carry_out(cohort, member, now)
    if done:
        auditing.of_resolution(cohort, people=len(done), resolution=resolution, due_on=later, by=by, now=now)
    return len(done)


def _carry_out(cohort: Cohort, member: CohortMember, now: datetime) -> None:
    """Ask, once everything about a member is decided and nothing was left as it is."""
    rows = list(member.exceptions.all())
    if any(row.resolved_at is None or row.resolution == Resolution.LEFT for row in rows) or member.until:
        return
    if any(row.kind == CohortException.Kind.PATHWAY for row in rows):
        found = programme(cohort.programme_key)
        if found is not None and found.pathway(cohort.pathway):
            enrolments.enrol(learner=member.learner, programme=found, pathway=cohort.pathway, now=now)
    later = [row.due_on for row in rows if row.due_on]
    _ask(cohort, member, max(later) if later else cohort.due_for(timezone.localdate(member.since)), now)


def _ask(cohort: Cohort, member: CohortMember, due_on: date | None, now: datetime) -> None:
    if cohort.certification is None:
        return
    try:
        certificates.assign(
            learner=member.learner,
            certification=cohort.certification,
            organisation=cohort.organisation,
            basis=Assignment.Basis.ORGANISATION,
            due_on=due_on,
            by=member.added_by,
            now=now,
        )
    except (Retired, NotPublished):
        return  # nobody is asked for what is no longer, or not yet, given


def _certified(cohort: Cohort, learners: Sequence[int]) -> set[int]:
    if cohort.certification_id is None:
        return set()
    held = Cycle.objects.filter(learner__in=learners, certification=cohort.certification_id, state__in=HELD)
    return set(held.values_list("learner", flat=True))


def _on_the_pathway(cohort: Cohort) -> QuerySet[Enrolment, int]:
    rows = Enrolment.objects.filter(programme_key=cohort.programme_key, pathway=cohort.pathway, until=None)
    return rows.order_by().values_list("learner", flat=True)


def _pathway(cohort: Cohort) -> Pathway | None:
    found = programme(cohort.programme_key)
    return found.pathway(cohort.pathway) if found else None
