"""Do what is due: cron calls this every few minutes."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from training_site.notices import ticking
from training_site.notices.services.running import run, tried
from training_site.notices.ticking import Job


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
        said, failure = tried(lambda: run(job, early=early))
        if failure:
            self.stderr.write(f"{job.name}: failed, {failure}")
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
