"""What happens with quizzes by itself as time passes."""

from datetime import timedelta

from assessments.services.letting_time_pass import let_time_pass
from training_site.notices import ticking
from training_site.notices.ticking import Job, Report

JOB = Job(
    name="assessments.time_is_up",
    run=lambda now: Report({"sittings": let_time_pass(now=now)}),
    every=timedelta(minutes=5),
)


def register_all() -> None:
    """Make the job known."""
    ticking.register(JOB)
