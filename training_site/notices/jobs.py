"""What this app does by the clock."""

from datetime import datetime, timedelta

from training_site.notices import selectors
from training_site.notices.services import forgetting, runs, sending
from training_site.notices.ticking import Job, Report

LETTERS_AT_ONCE = 100
"""So few that a mail server which takes its time with each one does not outlast the job's own."""


def send(now: datetime) -> Report:
    """Bring what is owed on its way by e-mail."""
    letters = sending.send_due(now=now, limit=LETTERS_AT_ONCE)
    return Report({"letters": letters, "notices unsent after attempts": selectors.unsent_after_attempts()})


def forget(now: datetime) -> Report:
    """Forget notices and runs of long ago."""
    return Report({"notices": forgetting.forget(now=now), "runs": runs.thin(now=now)})


SEND = Job("notices.send", send, every=timedelta(minutes=1), at_most=timedelta(minutes=20), by_hand=True)
FORGET = Job("notices.forget", forget, every=timedelta(days=1), by_hand=True)
