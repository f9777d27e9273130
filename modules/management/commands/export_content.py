"""Write the curriculum back into files, as it would be read from them."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from modules.services import exporting


class Command(BaseCommand):
    """Writes into an empty folder only."""

    help = "Export every page of the curriculum, as its newest revision says, and the instruments of surveys, into an empty folder."

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder."""
        parser.add_argument("path", type=Path, help="an empty folder, or one that does not exist yet")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the files."""
        try:
            count = exporting.export(folder=options["path"])
        except exporting.NotEmpty as error:
            raise CommandError(f"{error} is not an empty folder; name another one. Nothing was written.") from error
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}. The export is not complete.") from error
        self.stdout.write(f"{count} files written to {options['path']}")
