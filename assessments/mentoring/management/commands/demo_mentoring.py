"""Give the made-up people of the demo a past in mentoring: they have met, written and been observed for weeks."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from assessments.mentoring.demonstration import play, play_practice, play_sessions
from assessments.mentoring.models import Relationship
from assessments.mentoring.selectors.indicators import framework
from training_site.people.demonstration.cast import CENTRE, PEOPLE, present
from training_site.people.demonstration.counting import Count
from training_site.people.models import Organisation

ACTS = (play.bind, play_sessions.meet, play_practice.write, play_practice.practise, play.gather, play.read_news)


class Command(BaseCommand):
    """All of it or nothing; where somebody of the cast is accompanied already, a run changes nothing."""

    help = "Plays the mentoring of the demo's people: agreements, sessions, log, observations, levels, a group."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Play it once."""
        if not framework(play.PROGRAMME).indicators:
            self.stderr.write(f"The framework of {play.PROGRAMME} is not published, so nobody is accompanied yet.")
            return
        people = present()
        if len(people) < len(PEOPLE) or Relationship.objects.filter(learner__in=people.values()).exists():
            return
        place = Organisation.objects.get(name=CENTRE)
        stage = play.Stage(cast=people, place=place, today=timezone.localdate())
        count = Count(self.stdout, "Mentoring", len(ACTS), "acts")
        with transaction.atomic():
            for number, act in enumerate(ACTS, start=1):
                act(stage)
                count.to(number)
