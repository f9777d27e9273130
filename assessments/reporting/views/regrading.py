"""Marking a quiz anew after a question was corrected: what was corrected, and asking what this would change."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from assessments.models import QuizPage
from assessments.reporting.filters import Filters
from assessments.reporting.pages.tasks import task_url
from assessments.reporting.selectors.units import Surroundings, unit_for
from assessments.reporting.views.board import ReportingView
from assessments.services import regrading, tasks
from training_site.people.permissions import REGRADE_IN


class RegradeView(ReportingView):
    """For whoever may mark anew in the unit."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """What will happen."""
        around, page = self.asked(request, page_id)
        back = f"{reverse('reporting:questions', args=[page.pk])}?unit={around.unit.pk}"
        return self.page("reporting/regrade.html", {"quiz": page.title, "unit": around.unit.name, "back_url": back})

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Find out what would change: at once where there is little to look at, else by the clock."""
        around, page = self.asked(request, page_id)
        task = regrading.preview(content_key=page.content_key, unit=around.unit, by=self.person, now=self.now)
        if task.total <= tasks.AT_ONCE:
            task = tasks.go_on(task, now=self.now)
        return HttpResponseRedirect(task_url(task))

    def asked(self, request: HttpRequest, page_id: int) -> tuple[Surroundings, QuizPage]:
        """The unit and the quiz. Raises Http404."""
        filters = Filters.read(request.GET)
        around = unit_for(self.person, filters.unit, today=self.today, rule=REGRADE_IN)
        page = QuizPage.objects.filter(pk=page_id).first()
        if around is None or page is None:
            raise Http404
        return around, page
