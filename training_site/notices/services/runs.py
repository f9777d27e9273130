"""Runs of jobs: claiming one so that it never runs twice at once, and saying how it ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q

from training_site.notices.models import TickLock, TickRun
from training_site.notices.ticking import Job, Report

SLACK = timedelta(seconds=30)
"""Cron does not strike to the second: a job that is due in a moment is due."""
AGAIN_AFTER_FAILURE = timedelta(minutes=15)
"""A job of the night that failed does not wait for the next night."""
RUNS_ARE_KEPT = timedelta(days=30)
FAILURES_ARE_KEPT = timedelta(days=180)


@dataclass(frozen=True, kw_only=True)
class Claim:
    """The right to run a job now, until the job's `at_most` is over."""

    job: Job
    holder: UUID
    began: datetime


class StillRunning(Exception):
    """Another process runs this job and has time left."""


class NotDue(Exception):
    """The job's time has not come; `due_at` says when it does."""

    def __init__(self, due_at: datetime) -> None:
        super().__init__()
        self.due_at = due_at


@transaction.atomic
def claim(*, job: Job, now: datetime, early: bool = False) -> Claim:
    """Claim a job that is due; with `early` also one that is not. Raises StillRunning and NotDue.

    Compare and set: the row changes only if it still names the holder that was read, so that of many processes one succeeds,
    on every database. A holder that was killed loses the job when its time is over, and its run is noted as lost.
    """
    lock, _is_new = TickLock.objects.get_or_create(job=job.name)
    if lock.claimed_until is not None and lock.claimed_until > now:
        raise StillRunning
    if not early and lock.due_at is not None and lock.due_at > now + SLACK:
        raise NotDue(lock.due_at)
    mine = Claim(job=job, holder=uuid4(), began=now)
    unchanged = TickLock.objects.filter(job=job.name, holder=lock.holder, due_at=lock.due_at)
    if not unchanged.update(holder=mine.holder, claimed_at=now, claimed_until=now + job.at_most):
        raise StillRunning
    if lock.claimed_at is not None:
        TickRun.objects.create(job=job.name, started_at=lock.claimed_at, finished_at=now, outcome=TickRun.Outcome.LOST)
    return mine


def done(*, claim: Claim, report: Report, now: datetime) -> TickRun:
    """The run ended well; the job is due again after its time."""
    return _end(claim, now, wait=claim.job.every, outcome=TickRun.Outcome.DONE, counts=dict(report.counts))


def failed(*, claim: Claim, failure: str, now: datetime) -> TickRun:
    """The run ended with an exception. `failure` is its name and place; never its message, which may hold somebody's words."""
    wait = min(claim.job.every, AGAIN_AFTER_FAILURE)
    return _end(claim, now, wait=wait, outcome=TickRun.Outcome.FAILED, failure=failure[:120])


@transaction.atomic
def thin(*, now: datetime) -> int:
    """Forget the runs of long ago, those that failed or were lost later than the others; how many went."""
    well = Q(outcome=TickRun.Outcome.DONE)
    old = TickRun.objects.filter(
        well & Q(finished_at__lt=now - RUNS_ARE_KEPT) | ~well & Q(finished_at__lt=now - FAILURES_ARE_KEPT)
    )
    return old.delete()[0]


@transaction.atomic
def _end(claim: Claim, now: datetime, *, wait: timedelta, outcome: str, **said: object) -> TickRun:
    """Write the run down and let go of the job, unless somebody has taken it over meanwhile."""
    TickLock.objects.filter(job=claim.job.name, holder=claim.holder).update(
        holder=None, claimed_at=None, claimed_until=None, due_at=claim.began + wait
    )
    return TickRun.objects.create(job=claim.job.name, started_at=claim.began, finished_at=now, outcome=outcome, **said)
