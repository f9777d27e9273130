"""Give the made-up people of the demo a past: they have learnt for weeks."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from assessments.progress import selectors
from assessments.progress.demonstration.play import Player
from assessments.progress.demonstration.stories import STORIES
from assessments.progress.models import Enrolment
from modules.outline import Programme
from training_site.people.demonstration.cast import present
from training_site.people.demonstration.counting import Count

PROGRAMME = "reintegration"


class Command(BaseCommand):
    """Whoever is enrolled already is left alone, so that a second run changes nothing."""

    help = "Enrols the demo's learners and plays believable answers of the past weeks."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Play every story that has not been played."""
        programme = selectors.programme(PROGRAMME)
        if programme is None:
            self.stderr.write(f"The programme {PROGRAMME} is not published, so nobody has learnt anything yet.")
            return
        self.play(programme)

    def play(self, programme: Programme) -> None:
        """Play the stories of those who are there and have not begun."""
        people = present()
        enrolled = set(Enrolment.objects.values_list("learner_id", flat=True))
        due = [story for story in STORIES if story.username in people and people[story.username].pk not in enrolled]
        count = Count(self.stdout, "Learning", len(due), "people")
        for number, story in enumerate(due, start=1):
            learner = people[story.username]
            Player(learner=learner, story=story, programme=programme, now=timezone.now()).play()
            count.to(number)
