"""Asking a cohort, and reading what came of it: for those who see progress there. For everybody else it is not there."""

from functools import cached_property
from io import BytesIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.cohorts.views.keeper import PermittedView
from assessments.surveys.forms.planning import SurveyForm
from assessments.surveys.laws.instruments import Kind
from assessments.surveys.models import Survey
from assessments.surveys.pages import results as pages
from assessments.surveys.selectors import instruments, tests
from assessments.surveys.selectors import surveys as selectors
from assessments.surveys.services import surveys
from training_site.people.permissions import scopes_of
from training_site.people.roles import Permission
from training_site.tables.writing import Sheets, csv_chunks

PER_PAGE = 30
ASKED = (Kind.ANONYMOUS, Kind.FOLLOW_UP)


class StaffView(PermittedView):
    """For whoever sees the progress of somebody."""

    permission = Permission.VIEW_PROGRESS

    def page(self, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """A page of this room."""
        return super().page(template, {"nav": "surveys", **context}, status=status)


class ListView(StaffView):
    """Surveys and tests of the cohorts somebody sees."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The newest first."""
        rows = selectors.surveys_for(self.person, today=self.today)
        found = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
        lines = [pages.line(survey) for survey in found]
        asks = bool(scopes_of(self.person, Permission.WRITE_TO_LEARNERS, today=self.today))
        context = {
            "found": found,
            "lines": lines,
            "asks": asks,
            "tests": tests.plans_for(self.person, today=self.today),
        }
        return self.page("surveys/results.html", context)


class NewView(StaffView):
    """Plan a survey."""

    permission = Permission.WRITE_TO_LEARNERS

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form; another page may say for which cohort."""
        return self.shown(self.form(initial={"opens_on": self.today, "cohort": request.GET.get("cohort", "")}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Plan it, and go there."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.shown(form, status=400)
        given = form.cleaned_data
        plan = surveys.Plan(
            version=form.version_chosen,
            cohort=given["cohort"],
            months_after=given["months_after"],
            opens_on=given["opens_on"],
            closes_on=given["closes_on"],
        )
        try:
            made = surveys.plan(plan=plan, by=self.person, now=self.now)
        except surveys.TooFew:
            form.add_error(
                "cohort", _("Fewer than five people are in this cohort: nobody of them could answer unrecognised.")
            )
            return self.shown(form, status=409)
        except surveys.AskedAlready:
            form.add_error("version", _("This cohort is being asked this already, or will be."))
            return self.shown(form, status=409)
        return HttpResponseRedirect(reverse("surveys:one", args=[made.pk]))

    def form(self, *args: Any, **kwargs: Any) -> SurveyForm:
        """The form with what this person may choose."""
        return SurveyForm(
            *args,
            cohorts=selectors.cohorts_to_ask(self.person, today=self.today),
            versions=instruments.in_use(*ASKED, language=get_language() or ""),
            today=self.today,
            **kwargs,
        )

    def shown(self, form: SurveyForm, *, status: int = 200) -> HttpResponse:
        """The page."""
        return self.page("surveys/new.html", {"form": form}, status=status)


class OneView(StaffView):
    """One survey."""

    @cached_property
    def survey(self) -> Survey:
        """The survey; nothing here for others."""
        return get_object_or_404(selectors.surveys_for(self.person, today=self.today), pk=self.kwargs["survey"])

    @cached_property
    def runs(self) -> bool:
        """Whether the person may end it."""
        return selectors.runs(self.person, self.survey, today=self.today)

    def get(self, _request: HttpRequest, survey: UUID) -> HttpResponse:
        """Its state, and its results once it is closed."""
        del survey
        asked = self.survey.tickets.count()
        return self.page("surveys/one.html", pages.context(self.survey, asked=asked, runs=self.runs))

    def post(self, request: HttpRequest, survey: UUID) -> HttpResponse:
        """Close it, or drop what nobody was asked yet."""
        del survey
        if not self.runs:
            raise Http404
        if request.POST.get("step") == "drop":
            return self.dropped()
        surveys.close(survey=self.survey, by=self.person, now=self.now)
        return HttpResponseRedirect(reverse("surveys:one", args=[self.survey.pk]))

    def dropped(self) -> HttpResponse:
        """To the list, or back where people have been asked."""
        try:
            surveys.drop(survey=self.survey, by=self.person, now=self.now)
        except surveys.HasOpened:
            messages.error(self.request, _("People have been asked: close it instead."))
            return HttpResponseRedirect(reverse("surveys:one", args=[self.survey.pk]))
        return HttpResponseRedirect(reverse("surveys:results"))


class FileView(OneView):
    """The same numbers as a file."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, survey: UUID) -> HttpResponse:
        """CSV, or a spreadsheet where it is asked for."""
        del survey
        rows = list(pages.rows(self.survey))
        if request.GET.get("format") == "xlsx":
            sheets, file = Sheets(), BytesIO()
            sheets.add(_("Results"), [str(cell) for cell in rows[0]], rows[1:], widths=[50, 24, 12, 32, 10])
            sheets.save(file)
            kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            return self.file(file.getvalue(), "xlsx", kind)
        return self.file("".join(csv_chunks(rows)), "csv", "text/csv; charset=utf-8")

    def file(self, content: str | bytes, ending: str, kind: str) -> HttpResponse:
        """To be kept by whoever asked."""
        name = f"{self.survey.version.key}-{self.survey.closes_on.isoformat()}.{ending}"
        return HttpResponse(
            content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
        )
