"""The home of mentoring."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from assessments.mentoring.confidentiality import DataClass, Standing
from assessments.mentoring.pages.home import home, seen_learners
from assessments.mentoring.selectors.home import surroundings
from assessments.mentoring.services.access import listed
from assessments.mentoring.views.private import PrivateView


class HomeView(PrivateView):
    """What needs me, and the people around me."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        """The page. Whose facts it shows to their mentor can read so, once a day."""
        around = surroundings(self.person, today=timezone.localdate(self.now))
        if learners := seen_learners(self.person, around):
            listed(
                actor_id=self.person.pk,
                role=Standing.MENTOR,
                learners=learners,
                data_class=DataClass.FACTS,
                now=self.now,
            )
        return self.page("mentoring/home.html", {"home": home(self.person, around, now=self.now)})
