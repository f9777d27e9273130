"""What happens with files of questions by itself as time passes."""

from datetime import datetime, timedelta

from assessments.interop.services import looking
from training_site.notices import ticking
from training_site.notices.ticking import Job, Report


def _forget(now: datetime) -> Report:
    return Report({"files": looking.forget(now=now)})


JOBS = (Job(name="interop.forget", run=_forget, every=timedelta(hours=6)),)


def register_all() -> None:
    """Make the jobs known."""
    for job in JOBS:
        ticking.register(job)
