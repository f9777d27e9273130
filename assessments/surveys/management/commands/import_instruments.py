"""Put the instruments of the content folder into use."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.surveys.services import versions


class Command(BaseCommand):
    """A second run without changes does nothing. What was asked keeps the version it was asked with."""

    help = (
        "Reads the instruments of the content folder (<programme>/<language>/instruments/*.md) and puts them into use."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder, and how far to go."""
        parser.add_argument("path", nargs="?", type=Path, default=settings.CONTENT_DIR, help="the content folder")
        parser.add_argument("--check", action="store_true", help="only say what is wrong with them")

    def handle(self, *_args: Any, **options: Any) -> None:
        """All of them, or none."""
        found, findings = versions.files(options["path"])
        for finding in findings:
            self.stdout.write(str(finding))
        if findings:
            raise CommandError(f"Mistakes: {len(findings)}. Nothing was imported.")
        if options["check"]:
            self.stdout.write(f"{len(found)} instruments checked, no mistakes.")
            return
        changed = versions.keep(folder=options["path"])
        self.stdout.write(f"{changed} instruments changed, {len(found) - changed} as they were.")
