"""A long task, for whoever asked for it, as long as they see the unit: watch it, stop it, let it go on, do what it found."""

from uuid import UUID

from django.db.models import Case, F, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from assessments.models import LongTask, RegradeLine
from assessments.reporting.filters import Filters
from assessments.reporting.pages import tasks as pages
from assessments.reporting.views.board import ReportingView
from assessments.services import regrading, tasks
from training_site.people.permissions import REGRADE_IN


class TaskView(ReportingView):
    """`GET`: how far it is. `POST`: `act` is stop, resume or commit."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest, pk: UUID) -> HttpResponse:
        """A count, and what was found."""
        task = self.find(pk)
        lines = RegradeLine.objects.filter(task=task).select_related("sitting__learner")
        # Who passes or fails comes first.
        ordered = lines.order_by(Case(When(passed=F("old_passed"), then=1), default=0), "passed", "pk")
        begun = LongTask.objects.filter(kind=LongTask.Kind.REGRADE, asked={"preview": str(task.pk)}).first()
        return self.page("reporting/task.html", pages.context(task, ordered[: pages.MOST_LINES], begun=begun))

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Back to the page, or on to that of the task that was begun."""
        task = self.find(pk)
        act = request.POST.get("act")
        if act == "stop":
            tasks.stop(task)
        elif act == "resume":
            tasks.resume(task)
        elif act == "commit":
            task = self.commit(task)
        return HttpResponseRedirect(pages.task_url(task))

    def commit(self, preview: LongTask) -> LongTask:
        """Mark anew what was found. Raises Http404 for whoever may not, or may not any more."""
        if not REGRADE_IN.allows(self.person, preview.organisation, today=self.today):
            raise Http404
        try:
            task = regrading.commit(preview=preview, by=self.person, now=self.now)
        except regrading.NothingToMark as nothing:
            raise Http404 from nothing
        return tasks.go_on(task, now=self.now) if task.total <= tasks.AT_ONCE else task

    def find(self, pk: UUID) -> LongTask:
        """The person's own task. Raises Http404."""
        found = LongTask.objects.filter(by=self.person, pk=pk).select_related("organisation").first()
        if found is None:
            raise Http404
        self.around(Filters(unit=found.organisation_id))
        return found
