"""Write the questions of a page into a file for other systems."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.interop.selectors import NoSuchBank, NoSuchPage, any_page_of, bank_of, page_of
from assessments.interop.services import banking, exporting


class Command(BaseCommand):
    """Overwrites nothing."""

    help = "Export the questions of a page, of all pages below one, or of a bank, as the newest drafts say, to GIFT, Moodle XML or QTI 3.0."

    def add_arguments(self, parser: CommandParser) -> None:
        """The page, the file, the format."""
        parser.add_argument("key", help="the content key of a page, as reintegration/m01-quiz; or the key of a bank")
        parser.add_argument("file", type=Path, help="a file that does not exist yet")
        parser.add_argument("--language", default="en", help="the language of the page (en)")
        parser.add_argument("--bank", action="store_true", help="the key is that of a bank of questions")
        parser.add_argument("--format", choices=sorted(exporting.WRITERS), required=True, help="the format")
        parser.add_argument("--below", action="store_true", help="with all pages that stand below it")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the file, and say what is not in it."""
        file: Path = options["file"]
        key, language, file_format = options["key"], options["language"], options["format"]
        try:
            if options["bank"]:
                exported = banking.export(bank=bank_of(key), language=language, file_format=file_format)
            else:
                find = any_page_of if options["below"] else page_of
                page = find(content_key=key, language=language)
                exported = exporting.export(page=page, file_format=file_format, below=options["below"])
        except (NoSuchBank, NoSuchPage) as error:
            raise CommandError(str(error)) from error
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
