"""Import earlier completions from a CSV file, as the page of those who decide does."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assessments.certification.pages.importing import import_page
from assessments.certification.records import reading
from assessments.certification.records.words import refusal
from assessments.certification.services import importing


class Command(BaseCommand):
    """It says what becomes of every row; with errors nothing is written unless only the good rows are asked for."""

    help = "Imports earlier completions: person, certification or module or title, completed_on, provider, reference."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What one may ask for."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--only-good", action="store_true", help="import the good rows where others are not possible"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and write nothing")
        parser.add_argument("--day-format", default=importing.FORMATS[0], choices=importing.FORMATS)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Look, say, write."""
        now = timezone.now()
        table = _table(options["file"])
        plan = importing.plan(table=table, by=None, now=now, day_format=options["day_format"])
        refused = bool(plan.of(importing.ERROR)) and not options["only_good"]
        writes = not refused and not options["dry_run"]
        if writes:
            plan = importing.carry_out(plan=plan, by=None, now=now)
        page = import_page(plan, day_format=options["day_format"])
        for line in page.lines:
            self.stdout.write(f"{line.line}: {line.verdict}: {line.what} {line.reason}".rstrip())
        self.stdout.write(f"{page.how} {'; '.join(page.sums)}.")
        if refused:
            raise CommandError("Nothing was imported. Mend the rows that are not possible, or ask for --only-good.")
        self.stdout.write("Imported." if writes else "Nothing was written.")


def _table(path: Path) -> reading.Table:
    try:
        with path.open("rb") as file:
            return reading.read(*reading.decode(file.read(reading.MOST_BYTES + 1)))
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
    except reading.Unreadable as error:
        raise CommandError(refusal(error)) from error
