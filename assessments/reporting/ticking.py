"""What the board does by itself as time passes."""

from datetime import datetime, timedelta

from assessments.reporting.services import keeping_up
from training_site.notices import ticking
from training_site.notices.ticking import Job, Report


def _keep_up(now: datetime) -> Report:
    return Report(keeping_up.keep_up(now=now))


JOBS = (Job(name="reporting.keep_up", run=_keep_up, every=timedelta(minutes=15)),)


def register_all() -> None:
    """Make the jobs known."""
    for job in JOBS:
        ticking.register(job)
