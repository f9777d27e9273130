"""Cohorts of the made-up organisations."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from assessments.cohorts import demonstration
from training_site.people.demonstration.ground import refuse_production


class Command(BaseCommand):
    """Called by `demo`, after everybody has learnt; changes nothing that is there already."""

    help = "Lets the two made-up organisations form a cohort each, with a join code."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Play it."""
        refuse_production()
        self.stdout.write(f"Cohorts: {demonstration.play(now=timezone.now())}")
