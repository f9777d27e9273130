"""Surveys of the made-up cohorts."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from assessments.surveys import demonstration
from training_site.people.demonstration.ground import refuse_production


class Command(BaseCommand):
    """Called by `demo`, after there are cohorts; changes nothing that is there already."""

    help = "Brings the instruments, and asks the made-up cohorts."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Play it."""
        refuse_production()
        self.stdout.write(f"Surveys: {demonstration.play(now=timezone.now())}")
