"""One run of a job, from its claim to the line that says how it went: for the clock, and for somebody who does not want to wait for it."""

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import close_old_connections, connection
from django.utils import timezone

from training_site.notices.services import runs
from training_site.notices.ticking import Job

ROOT: Path = settings.ROOT
T = TypeVar("T")


def tried(act: Callable[[], T]) -> tuple[T | None, str]:
    """What came of an act and "", or None and what it failed by: where whatever breaks in one thing must not keep others from theirs."""
    try:
        return act(), ""
    except Exception as error:  # noqa: BLE001  # whatever breaks in one job, the others are still to run
        return None, failure_of(error)


def run(job: Job, *, early: bool) -> str:
    """Claim, run, write down; what happened, in a few words. Whatever the job raises is raised again."""
    try:
        claim = runs.claim(job=job, now=timezone.now(), early=early)
    except runs.StillRunning:
        return "still running in another process"
    except runs.NotDue as not_yet:
        return f"not due before {timezone.localtime(not_yet.due_at):%Y-%m-%d %H:%M}"
    try:
        report = job.run(claim.began)
    except Exception as error:
        drop_broken_connection()
        runs.failed(claim=claim, failure=failure_of(error), now=timezone.now())
        raise
    runs.done(claim=claim, report=report, now=timezone.now())
    return f"done, {report}"


def drop_broken_connection() -> None:
    """Let Django connect anew, or what broke the connection would fail the other jobs too. Never inside somebody's transaction."""
    if not connection.in_atomic_block:
        close_old_connections()


def failure_of(error: Exception) -> str:
    """What an exception is called and where our own code was; not its message, which may hold somebody's words."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [(Path(frame.filename), frame.lineno) for frame in frames]
    ours = [f"{file.relative_to(ROOT)}:{line}" for file, line in places if is_ours(file)]
    return f"{type(error).__name__} at {ours[-1]}"


def is_ours(file: Path) -> bool:
    """Whether a file is part of this site: of the folder that holds manage.py, and not of the packages installed in it."""
    return file.is_relative_to(ROOT) and "site-packages" not in file.parts
