"""What the board does by itself as time passes."""

from datetime import datetime, timedelta

from assessments.models import LongTask
from assessments.reporting.services import analysing, exporting, keeping, keeping_up
from assessments.services import regrading, tasks
from training_site.notices import ticking
from training_site.notices.ticking import Job, Report


def _keep_up(now: datetime) -> Report:
    return Report(keeping_up.keep_up(now=now))


def _export(now: datetime) -> Report:
    return Report({"files": exporting.make_due(now=now), "forgotten": exporting.forget(now=now)})


def _tell(now: datetime) -> Report:
    return Report({"told": keeping.tell(now=now)})


def _tasks(now: datetime) -> Report:
    return Report({"tasks": tasks.go_on_with_due(now=now)})


JOBS = (
    Job(name="reporting.keep_up", run=_keep_up, every=timedelta(minutes=15)),
    Job(name="reporting.export", run=_export, every=timedelta(minutes=1)),
    Job(name="reporting.tasks", run=_tasks, every=timedelta(minutes=1)),
    Job(name="reporting.tell", run=_tell, every=timedelta(hours=6)),
)


def register_all() -> None:
    """Make the jobs known, and how long tasks are worked on."""
    tasks.register(LongTask.Kind.ANALYSIS, analysing.count, reads_only=True)
    tasks.register(LongTask.Kind.PREVIEW, regrading.find_changes)
    tasks.register(LongTask.Kind.REGRADE, regrading.mark_anew)
    for job in JOBS:
        ticking.register(job)
