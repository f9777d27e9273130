"""Fill an empty database with people who never were, to see how the site bears a country."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from assessments.reporting.simulation import population


class Command(BaseCommand):
    """People, places, years of rounds, and the board that shows them. The same seed makes the same population."""

    help = "Fills an empty database with a made-up population. Refuses where anybody is, and without --into-empty."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many, where, from which seed."""
        parser.add_argument("--learners", type=int, default=1_000)
        parser.add_argument("--organisations", type=int, default=20)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--into-empty", action="store_true", help="Say that this database is meant, and that nobody is in it."
        )

    def handle(
        self, *_args: Any, learners: int, organisations: int, seed: int, into_empty: bool, **_options: Any
    ) -> None:
        """Write them, with a count."""
        name = connection.settings_dict["NAME"]
        if not into_empty:
            raise CommandError(
                f"This fills the database {name} with people who never were, and nothing takes them out again. "
                "Say --into-empty if it is meant; where anybody is in it, it is left alone."
            )
        if learners < 1 or organisations < 1:
            raise CommandError("There have to be one learner and one organisation at least.")
        began = time.monotonic()
        try:
            written = population.populate(
                learners=learners,
                organisations=organisations,
                seed=seed,
                now=timezone.now(),
                count=lambda done: self.stdout.write(f"{done} of {learners} people"),
            )
        except population.SomebodyIsHere as error:
            raise CommandError(
                f"There are people in this database ({error.number} in {name}), so it is left alone. "
                "Name an empty one in DATABASE_URL and migrate it first."
            ) from error
        seconds = time.monotonic() - began
        self.stdout.write(
            f"{learners} people in {organisations} organisations, {written.rows} rows and the board, in {seconds:.1f} s: "
            f"{learners / seconds:.0f} people a second.\n"
            f"Sign in as {written.coordinator} with the password {written.password}"
        )
