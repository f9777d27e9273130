"""Item analysis: the quizzes of a unit, and one of them question by question."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from assessments.models import LongTask, QuizPage
from assessments.reporting.filters import Filters
from assessments.reporting.pages import questions as pages
from assessments.reporting.pages.tasks import task_url
from assessments.reporting.selectors import quizzes
from assessments.reporting.selectors.units import Surroundings
from assessments.reporting.services import analysing
from assessments.reporting.views.board import ReportingView
from assessments.services import tasks
from training_site.people.permissions import REGRADE_IN, VIEW_ITEMS_IN


class QuizzesView(ReportingView):
    """Which quizzes people in the unit took."""

    rule = VIEW_ITEMS_IN
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """By title."""
        around = self.around(Filters.read(request.GET))
        taken = quizzes.quizzes_taken(around.unit, today=self.today)
        return self.page("reporting/quizzes.html", pages.list_context(around, taken))


class QuestionsView(ReportingView):
    """One quiz: how far its result can be trusted, and what its questions do."""

    rule = VIEW_ITEMS_IN
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """In one unit, the first sittings or all of them."""
        around = self.around(Filters.read(request.GET))
        page = QuizPage.objects.filter(pk=page_id).first()
        if page is None:
            raise Http404
        every = request.GET.get("every") == "1"
        sittings = quizzes.sittings_of(page.content_key, around.unit, today=self.today, every=every)
        task = self.counted(request.GET.get("task", ""), page, around.unit.pk)
        if task is not None:
            found, every, most = analysing.counted(task), task.asked["every"], task.done
        else:
            found, most = quizzes.analysed(sittings, most=quizzes.MOST_AT_ONCE), sittings.count()
        context = pages.context(page, around, found, sittings=most, every=every)
        context["count_url"] = self.count_url(page, around, every=every) if most > found.whole.number else ""
        context["regrade_url"] = self.regrade_url(page, around)
        return self.page("reporting/questions.html", context)

    def counted(self, written: str, page: QuizPage, unit: int) -> LongTask | None:
        """The person's own count of all of it, where the address names one."""
        try:
            key = UUID(written)
        except ValueError:
            return None
        rows = LongTask.objects.filter(by=self.person, kind=LongTask.Kind.ANALYSIS, organisation=unit)
        return rows.filter(pk=key, content_key=page.content_key, state=LongTask.State.DONE).first()

    def count_url(self, page: QuizPage, around: Surroundings, *, every: bool) -> str:
        """Where all of it can be counted."""
        which = "&every=1" if every else ""
        return f"{reverse('reporting:count', args=[page.pk])}?unit={around.unit.pk}{which}"

    def regrade_url(self, page: QuizPage, around: Surroundings) -> str:
        """Where it can be marked anew; empty for whoever may not."""
        if not REGRADE_IN.allows(self.person, around.unit, today=self.today):
            return ""
        return f"{reverse('reporting:regrade', args=[page.pk])}?unit={around.unit.pk}"


class CountView(ReportingView):
    """`POST`: count every sitting, and not only the latest."""

    rule = VIEW_ITEMS_IN
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """At once where there are few, else by the clock."""
        around = self.around(Filters.read(request.GET))
        page = QuizPage.objects.filter(pk=page_id).first()
        if page is None:
            raise Http404
        task = analysing.ask(
            content_key=page.content_key,
            unit=around.unit,
            every=request.GET.get("every") == "1",
            by=self.person,
            now=self.now,
        )
        if task.total <= tasks.AT_ONCE:
            task = tasks.go_on(task, now=self.now)
        return HttpResponseRedirect(task_url(task))
