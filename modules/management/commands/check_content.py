"""Say what is wrong with the curriculum's files, as `file:line: code message`."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from modules.services import checking, content_tree, strict


class Command(BaseCommand):
    """Reads and checks; changes nothing and needs no database."""

    help = "Check the curriculum's files. Exits with 1 when there is an error."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder."""
        parser.add_argument("path", nargs="?", type=Path, default=settings.CONTENT_DIR, help="the content folder")
        parser.add_argument(
            "--strict",
            action="store_true",
            help="also what the curriculum promises: length, activities, sources, spelling …",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the findings and a last line that counts them."""
        tree = content_tree.read(options["path"])
        findings = checking.check(tree)
        if options["strict"]:
            findings += strict.check(tree)
            if unread := strict.languages_not_spelled(tree):
                self.stdout.write(
                    f"Not looked at for spelling, reading age and what is not verified: {', '.join(unread)}."
                )
        for finding in findings:
            self.stdout.write(str(finding))
        errors = sum(finding.severity == "error" for finding in findings)
        counts = ((len(tree.files), "file", " checked"), (errors, "error", ""), (len(findings) - errors, "warning", ""))
        self.stdout.write(", ".join(f"{count} {noun}{'' if count == 1 else 's'}{more}" for count, noun, more in counts))
        if errors:
            raise SystemExit(1)
