"""Prove that progress equals its ledgers, or make it so."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.progress.services import rebuilding


class Command(BaseCommand):
    """Folds every ledger again. With --check it changes nothing and ends with an error if anything differs."""

    help = "Rebuilds the progress of all learners from the ledgers; --check only compares."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What one may ask for."""
        parser.add_argument("--check", action="store_true", help="compare byte by byte and change nothing")

    def handle(self, *_args: Any, check: bool, **_options: Any) -> None:
        """Go through everybody, in batches."""
        people = found = 0
        for batch in rebuilding.learners():
            people += len(batch)
            if check:
                for difference in rebuilding.differences(batch):
                    found += 1
                    self.stderr.write(
                        f"person {difference.learner_id}, {difference.key}: stored {difference.stored.decode() or 'nothing'}, "
                        f"the ledgers say {difference.folded.decode() or 'nothing'}"
                    )
            else:
                found += rebuilding.rebuild(batch)
        if check and found:
            raise CommandError(
                f"{found} rows of progress differ from the ledgers. Run rebuild_progress without --check."
            )
        verb = "Compared" if check else "Rebuilt"
        self.stdout.write(f"{verb} the progress of {people} people: {found} rows differed.")
