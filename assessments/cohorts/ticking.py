"""What happens with cohorts by itself as time passes."""

from datetime import datetime, timedelta

from assessments.cohorts.services import assigning, forgetting, inviting
from training_site.notices import ticking
from training_site.notices.ticking import Job, Report


def _assign(now: datetime) -> Report:
    return Report({"members": assigning.assign_everywhere(now=now)})


def _invite(now: datetime) -> Report:
    return Report({"letters": inviting.send_due(now=now)})


def _forget(now: datetime) -> Report:
    return Report({"rows": forgetting.forget_cells(now=now)})


JOBS = (
    Job(name="cohorts.assign", run=_assign, every=timedelta(minutes=15)),
    Job(name="cohorts.invite", run=_invite, every=timedelta(minutes=5)),
    Job(name="cohorts.forget", run=_forget, every=timedelta(days=1)),
)
"""The app stands before certification in the list of apps, whose own job would ask those who follow a pathway without a day."""


def register_all() -> None:
    """Make the jobs known."""
    for job in JOBS:
        ticking.register(job)
