"""What the board does by itself as time passes."""

from datetime import datetime, timedelta

from assessments.reporting.services import exporting, keeping, keeping_up
from training_site.notices import ticking
from training_site.notices.ticking import Job, Report


def _keep_up(now: datetime) -> Report:
    return Report(keeping_up.keep_up(now=now))


def _export(now: datetime) -> Report:
    return Report({"files": exporting.make_due(now=now), "forgotten": exporting.forget(now=now)})


def _tell(now: datetime) -> Report:
    return Report({"told": keeping.tell(now=now)})


JOBS = (
    Job(name="reporting.keep_up", run=_keep_up, every=timedelta(minutes=15)),
    Job(name="reporting.export", run=_export, every=timedelta(minutes=1)),
    Job(name="reporting.tell", run=_tell, every=timedelta(hours=6)),
)


def register_all() -> None:
    """Make the jobs known."""
    for job in JOBS:
        ticking.register(job)
