"""Write the questions of a page into a file for other systems."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.interop.selectors import NoSuchPage, any_page_of, page_of
from assessments.interop.services import exporting


class Command(BaseCommand):
    """Overwrites nothing."""

    help = "Export the questions of a page, or of all pages below one, as the newest drafts say, to GIFT, Moodle XML or QTI 3.0."

    def add_arguments(self, parser: CommandParser) -> None:
        """The page, the file, the format."""
        parser.add_argument("content_key", help="the content key of a page, as reintegration/m01-quiz")
        parser.add_argument("file", type=Path, help="a file that does not exist yet")
        parser.add_argument("--language", default="en", help="the language of the page (en)")
        parser.add_argument("--format", choices=sorted(exporting.WRITERS), required=True, help="the format")
        parser.add_argument("--below", action="store_true", help="with all pages that stand below it")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the file, and say what is not in it."""
        file: Path = options["file"]
        try:
            find = any_page_of if options["below"] else page_of
            page = find(content_key=options["content_key"], language=options["language"])
        except NoSuchPage as error:
            raise CommandError(str(error)) from error
        exported = exporting.export(page=page, file_format=options["format"], below=options["below"])
        try:
            with file.open("xb") as opened:
                opened.write(exported.data)
        except FileExistsError as error:
            raise CommandError(f"{file} exists already. Nothing was written.") from error
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        for loss in exported.losses:
            self.stdout.write(f"lost: {loss}")
        self.stdout.write(f"{len(exported.data)} bytes written to {file}")
