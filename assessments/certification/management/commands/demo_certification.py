"""What the made-up people are certified for."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from assessments.certification import demonstration
from training_site.people.demonstration.ground import refuse_production


class Command(BaseCommand):
    """Called by `demo`, after learning and mentoring; changes nothing that is there already."""

    help = "Lets the made-up region publish two certifications and issue what its learners have earned."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Play it."""
        refuse_production()
        self.stdout.write(f"Certificates: {demonstration.play(now=timezone.now())}")
