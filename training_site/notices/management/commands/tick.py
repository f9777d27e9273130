"""Do what is due: cron calls this every few minutes."""

import traceback
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections, connection
from django.utils import timezone

from training_site.notices import ticking
from training_site.notices.services import runs
from training_site.notices.ticking import Job

ROOT: Path = settings.ROOT


class Command(BaseCommand):
    """One line per job, with what it did in numbers. A job that fails does not keep the others from their work."""

    help = "Runs the jobs whose time has come. Exits with 1 when one failed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What one may ask for."""
        parser.add_argument("--only", metavar="NAME", help="this job alone, now, even if it is not due")

    def handle(self, *_args: Any, only: str | None, **_options: Any) -> None:
        """Run them one after the other."""
        jobs = chosen(only)
        failures = [job.name for job in jobs if not self.run_one(job, early=only is not None)]
        if failures:
            raise CommandError(f"{len(failures)} of {len(jobs)} jobs failed: {', '.join(failures)}.")

    def run_one(self, job: Job, *, early: bool) -> bool:
        """Run a job if it is due and nobody else does; whether nothing went wrong."""
        try:
            said = run(job, early=early)
        except Exception as error:  # noqa: BLE001  # whatever breaks in one job, the others are still to run
            self.stderr.write(f"{job.name}: failed, {failure_of(error)}")
            return False
        self.stdout.write(f"{job.name}: {said}")
        return True


def chosen(only: str | None) -> list[Job]:
    """All jobs, or the one of this name. Raises CommandError for a name that no job has."""
    jobs = list(ticking.registered)
    if only is None:
        return jobs
    job = ticking.registered.get(only)
    if job is None:
        raise CommandError(f"There is no job {only}; there are: {', '.join(job.name for job in jobs) or 'none'}.")
    return [job]


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
