"""Bring questions of other systems into a page: all of them, or none."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from assessments.interop.codecs.formats import READERS, guess
from assessments.interop.codecs.into_dialect import Became
from assessments.interop.selectors import NoSuchBank, NoSuchPage, bank_of, page_of
from assessments.interop.services import banking, importing

REFUSALS: dict[type[Exception], str] = {
    importing.NothingToImport: "The file holds no question that can be imported.",
    importing.PageLocked: "The page is locked.",
    importing.PageTooLong: "With these questions the page would be too long.",
    importing.PageChanged: "The page has just been saved by somebody else; try again.",
}


class Command(BaseCommand):
    """Prints what every question becomes and what is lost, then saves a draft of the page."""

    help = "Import questions from GIFT, Aiken, Moodle XML, text2qti, QTI or H5P into a page or a bank, as drafts."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, the page, and how far to go."""
        parser.add_argument("file", type=Path, help="the file with the questions")
        target = parser.add_mutually_exclusive_group(required=True)
        target.add_argument("--into", help="the content key of a page, as reintegration/m01-quiz")
        target.add_argument("--into-bank", help="the key of a bank of questions")
        parser.add_argument("--language", default="en", help="the language of the page (en)")
        parser.add_argument("--format", choices=sorted(READERS), help="the format, where the file's name does not tell")
        parser.add_argument("--dry-run", action="store_true", help="print what would be done, and do nothing")
        parser.add_argument(
            "--skip-errors", action="store_true", help="leave questions with errors out, import the others"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Plan, print, carry out."""
        file: Path = options["file"]
        try:
            plan = self._plan(file.name, file.read_bytes(), **options)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except (NoSuchBank, NoSuchPage) as error:
            raise CommandError(str(error)) from error
        self._print(plan)
        if options["dry_run"]:
            return
        self._run(plan, skip_errors=options["skip_errors"])

    def _plan(
        self, name: str, data: bytes, *, into: str | None, into_bank: str | None, language: str, **options: Any
    ) -> importing.Plan | banking.BankPlan:
        file_format = options["format"] or guess(name, data)
        if into_bank is not None:
            bank = bank_of(into_bank)
            return banking.plan(data=data, file_format=file_format, bank=bank, language=language)
        page = page_of(content_key=into or "", language=language)
        return importing.plan(data=data, file_format=file_format, page=page)

    def _run(self, plan: importing.Plan | banking.BankPlan, *, skip_errors: bool) -> None:
        try:
            if isinstance(plan, banking.BankPlan):
                count = banking.run(plan=plan, by=None, now=timezone.now(), skip_errors=skip_errors)
            else:
                count = importing.run(plan=plan, skip_errors=skip_errors)
        except importing.HasErrors as error:
            message = f"{len(error.findings)} errors. Nothing was imported; correct the file, or use --skip-errors."
            raise CommandError(message) from error
        except tuple(REFUSALS) as error:
            raise CommandError(f"{REFUSALS[type(error)]} Nothing was imported.") from error
        except ValidationError as error:
            raise CommandError(f"The page cannot be saved: {' '.join(error.messages)} Nothing was imported.") from error
        if isinstance(plan, banking.BankPlan):
            self.stdout.write(f"{count} questions imported as drafts into the bank {plan.bank.title}.")
        else:
            self.stdout.write(f"{count} items imported as a draft of {plan.page.title}.")

    def _print(self, plan: importing.Looked) -> None:
        for one in plan.became:
            self._print_item(one)
        for finding in plan.findings:
            self.stdout.write(str(finding))
        self.stdout.write(f"{len(plan.whole)} of {len(plan.became)} items can be imported, {len(plan.errors)} errors.")

    def _print_item(self, one: Became) -> None:
        becomes = f"{one.kind} #{one.key}" if one.key else one.kind or "nothing"
        self.stdout.write(f"{one.item.place}: {one.item.kind} becomes {becomes}")
        for what in one.lost:
            self.stdout.write(f"    lost: {what}")
        for finding in one.findings:
            self.stdout.write(f"    {finding.severity}[{finding.code}]: {finding.message}")
