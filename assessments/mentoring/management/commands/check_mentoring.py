"""Prove that the rows of mentoring are what their ledgers say."""

from typing import Any

from django.core.management.base import BaseCommand

from assessments.mentoring.services.checking import check
from assessments.services.ledger_checks import ledgered_models


class Command(BaseCommand):
    """One line per finding; none is the good answer. Exits with 1 when there is any."""

    help = (
        "Folds every ledger of mentoring, compares it with its row, and looks for the signatures under what is signed."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Check everything."""
        findings = list(check())
        for finding in findings:
            self.stderr.write(str(finding))
        rows = sum(model._default_manager.count() for model in ledgered_models("mentoring"))
        if findings:
            self.stderr.write(f"{len(findings)} of {rows} rows are not what their ledgers say.")
            raise SystemExit(1)
        self.stdout.write(f"{rows} rows of mentoring are what their ledgers say.")
