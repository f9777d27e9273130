"""What happens with surveys by itself as time passes."""

from datetime import datetime, timedelta

from assessments.surveys.services import reminding, surveys, testing
from training_site.notices import ticking
from training_site.notices.ticking import Job, Report


def _follow(now: datetime) -> Report:
    return Report(
        {
            "closed": surveys.close_due(now=now),
            "opened": surveys.open_due(now=now),
            "reminded": reminding.remind_due(now=now),
            "seated": testing.seat_everywhere(now=now),
        }
    )


JOB = Job(name="surveys.follow", run=_follow, every=timedelta(hours=1))


def register_all() -> None:
    """Make the job known."""
    ticking.register(JOB)
