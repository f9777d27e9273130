"""What is different at quizzes for everybody in a cohort."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments import selectors
from assessments.cohorts.belonging import key_of
from assessments.cohorts.views.keeper import CohortView
from assessments.forms.exempting import ExemptForm
from assessments.models import QuizExemption
from assessments.presenting.exemptions import exemption_lines
from assessments.services import terms
from assessments.timing.terms import Exemption
from assessments.views.exemptions import ENDED, quizzes


class QuizzesView(CohortView):
    """For whoever answers for the cohort and may give more time there."""

    needs_run = True

    def get(self, _request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """What was given, and a form."""
        self.demand()
        return self.shown(ExemptForm(quizzes=quizzes()))

    def post(self, request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """Give something, or end it."""
        self.demand()
        form = ExemptForm(request.POST, quizzes=quizzes())
        ends = request.POST.get("key", "")
        if not ends and not form.is_valid():
            return self.shown(form, status=400)
        if ends and not self.given().filter(content_key=ends).exists():
            raise Http404
        terms.exempt(
            content_key=ends or form.cleaned_data["quiz"],
            changes=Exemption() if ends else form.changes(),
            group=key_of(self.cohort.pk),
            by=self.person,
            now=self.now,
            span=ENDED if ends else form.span(),
        )
        messages.success(request, _("Kept. It holds for every attempt that begins from now on."))
        return HttpResponseRedirect(reverse("cohorts:quizzes", args=[self.cohort.pk]))

    def given(self) -> QuerySet[QuizExemption]:
        """Everything that was ever given to the cohort."""
        return QuizExemption.objects.filter(group=key_of(self.cohort.pk))

    def demand(self) -> None:
        """Nothing here for whoever may not give time. Raises Http404."""
        if not self.gives_time:
            raise Http404

    def shown(self, form: ExemptForm, *, status: int = 200) -> HttpResponse:
        """The page."""
        lines = exemption_lines(self.given(), selectors.offered_quizzes(), today=self.today)
        return self.page("cohorts/quizzes.html", {"lines": lines, "exempt": form}, status=status)
