"""Prove that the board equals the ledgers, or make it so."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assessments.reporting.services import rebuilding


class Command(BaseCommand):
    """Folds everybody's rounds again. With --check it changes nothing and ends with an error if anything differs."""

    help = "Rebuilds the certification board from the ledgers; --check only compares."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What one may ask for."""
        parser.add_argument("--check", action="store_true", help="compare and change nothing")

    def handle(self, *_args: Any, check: bool, **_options: Any) -> None:
        """Go through everybody, in batches."""
        today = timezone.localdate()
        found = rebuilding.check(today=today) if check else rebuilding.rebuild(today=today)
        said = f"{found.rows} rows and {found.tallies} numbers"
        if check and found.anything:
            raise CommandError(f"{said} of the board differ from the ledgers. Run rebuild_board without --check.")
        verb = "Compared" if check else "Rebuilt"
        self.stdout.write(f"{verb} the board of {found.people} people: {said} differed.")
