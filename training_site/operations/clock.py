"""The jobs of the clock: when they ran, when they are due again, how they ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from training_site.notices import ticking
from training_site.notices.models import TickLock, TickRun
from training_site.notices.ticking import Job

LATE_AFTER = timedelta(minutes=30)
"""So long after its time a job has not been forgotten by chance: the clock stands still."""
FAILURES_SHOWN = 10
FAILURES_OF = timedelta(days=7)
Outcome = TickRun.Outcome


@dataclass(frozen=True, kw_only=True)
class JobLine:
    """One job."""

    name: str
    last: str
    counts: str
    next: str
    well: bool
    by_hand: bool


@dataclass(frozen=True, kw_only=True)
class Failure:
    """A run that did not end well."""

    job: str
    when: str
    text: str


def job_lines(*, now: datetime) -> list[JobLine]:
    """Every job of the site (two queries)."""
    locks = {lock.job: lock for lock in TickLock.objects.all()}
    newest = TickRun.objects.order_by().values("job").annotate(newest=Max("pk")).values("newest")
    runs = {run.job: run for run in TickRun.objects.filter(pk__in=newest)}
    return [_line(job, locks.get(job.name), runs.get(job.name), now=now) for job in ticking.registered]


def failures(*, now: datetime) -> list[Failure]:
    """What went wrong in the last days, newest first (one query)."""
    rows = TickRun.objects.filter(finished_at__gte=now - FAILURES_OF).exclude(outcome=Outcome.DONE).order_by("-pk")
    return [
        Failure(job=row.job, when=_moment(row.finished_at), text=row.failure or str(Outcome(row.outcome).label))
        for row in rows[:FAILURES_SHOWN]
    ]


def _line(job: Job, lock: TickLock | None, last: TickRun | None, *, now: datetime) -> JobLine:
    due = lock.due_at if lock else None
    running = lock is not None and lock.claimed_until is not None and lock.claimed_until > now
    late = due is not None and not running and due < now - LATE_AFTER
    failed = last is not None and last.outcome != Outcome.DONE
    return JobLine(
        name=job.name,
        last=f"{_moment(last.finished_at)}, {Outcome(last.outcome).label}" if last else _("It has never run."),
        counts=", ".join(f"{name} {count}" for name, count in last.counts.items()) if last else "",
        next=_next(due, running=running, late=late),
        well=last is not None and not late and not failed,
        by_hand=job.by_hand,
    )


def _next(due: datetime | None, *, running: bool, late: bool) -> str:
    if running:
        return _("It runs now.")
    if due is None:
        return _("It is due.")
    if late:
        return _("It was due %(moment)s: does the clock call manage.py tick?") % {"moment": _moment(due)}
    return _("Next: %(moment)s") % {"moment": _moment(due)}


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
