"""Prove that certification is what its ledgers, rules and snapshots say."""

from argparse import ArgumentParser
from collections import defaultdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assessments.certification.models import Credential, Cycle, Decision
from assessments.certification.services.checking import Problem, mend, problems


class Command(BaseCommand):
    """Lists what does not hold, each kind with its explanation, its known cause and what mending would do. Exits with 1 for any."""

    help = "Checks every round, decision and credential; --fix CODE mends what can be mended, after showing it without."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What one may ask for."""
        parser.add_argument("--fix", action="append", default=[], metavar="CODE", help="mend problems of this kind")

    def handle(self, *_args: Any, fix: list[str], **_options: Any) -> None:
        """Mend what was asked for, then check everything."""
        now = timezone.now()
        if fix:
            self.stdout.write(f"{mend(codes=fix, now=now)} problems were mended.")
        found: dict[str, list[Problem]] = defaultdict(list)
        for problem in problems(now=now):
            found[problem.kind.code].append(problem)
        for code, rows in found.items():
            self._explain(code, rows)
        if found:
            raise CommandError(f"{sum(map(len, found.values()))} things do not hold.")
        counts = (Cycle.objects.count(), Decision.objects.count(), Credential.objects.count())
        self.stdout.write("{} rounds, {} decisions and {} credentials are what they should be.".format(*counts))

    def _explain(self, code: str, rows: list[Problem]) -> None:
        kind = rows[0].kind
        self.stderr.write(f"\n{code}: {kind.explanation}")
        if kind.cause:
            self.stderr.write(f"  Known cause: {kind.cause}")
        remedy = f"--fix {code} {kind.remedy}." if kind.remedy else "Somebody has to look; nothing is mended by itself."
        self.stderr.write(f"  Remedy: {remedy}")
        for row in rows:
            self.stderr.write(f"  {row}")
