"""Item analysis: the quizzes of a unit, and one of them question by question."""

from django.http import Http404, HttpRequest, HttpResponse

from assessments.models import QuizPage
from assessments.reporting.filters import Filters
from assessments.reporting.pages import questions as pages
from assessments.reporting.selectors import quizzes
from assessments.reporting.views.board import ReportingView
from training_site.people.permissions import VIEW_ITEMS_IN


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
        found = quizzes.analysed(sittings, most=quizzes.MOST_AT_ONCE)
        context = pages.context(page, around, found, sittings=sittings.count(), every=every)
        return self.page("reporting/questions.html", context)
