"""What the site does by itself: jobs that `manage.py tick` runs when their time has come.

An app registers its jobs in `AppConfig.ready()`; nothing here needs a database.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import attrgetter

from training_site.notices.registry import Registry


@dataclass(frozen=True)
class Report:
    """What a run did, in numbers with names of our own: `Report({"mails": 3})`."""

    counts: Mapping[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        return ", ".join(f"{name} {count}" for name, count in self.counts.items()) or "nothing to count"


@dataclass(frozen=True)
class Job:
    """Something to be done again and again."""

    name: str
    """Names the job for good, beginning with its app: "mentoring.remind"."""
    run: Callable[[datetime], Report]
    """Is given the time at which it begins. It may be cut short or run late, so it asks what is due, never what has happened
    since last time."""
    every: timedelta
    """From one beginning to the next; never more often than cron calls `tick`."""
    at_most: timedelta = timedelta(hours=1)
    """A run that has not come back after this is taken for dead, and the job may begin again."""
    by_hand: bool = False
    """Whether somebody may run it from a page, between two strikes of the clock: it is short, and once more does no harm."""


registered: Registry[Job] = Registry(attrgetter("name"))
"""The jobs of the running site, in the order in which they run."""


def register(job: Job) -> None:
    """Make a job known."""
    registered.add(job)
