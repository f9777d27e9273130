"""A test before and after: given to a cohort, swapped, and what was gained."""

from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.surveys.forms.planning import TestForm
from assessments.surveys.laws.instruments import Kind
from assessments.surveys.models import TestPlan
from assessments.surveys.pages import tests as pages
from assessments.surveys.permissions import RUN
from assessments.surveys.selectors import instruments, surveys, tests
from assessments.surveys.services import testing
from assessments.surveys.views.results import StaffView
from training_site.people.roles import Permission


class NewView(StaffView):
    """Give a cohort a test."""

    permission = Permission.WRITE_TO_LEARNERS

    def get(self, _request: HttpRequest) -> HttpResponse:
        """The form."""
        return self.shown(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Give everybody a seat, and go there."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.shown(form, status=400)
        version = form.version_chosen
        first, second = instruments.asked(version).forms
        try:
            made = testing.plan(
                cohort=form.cleaned_data["cohort"],
                instrument=version.key,
                forms=(first, second),
                by=self.person,
                now=self.now,
            )
        except testing.NoForms:
            form.add_error("version", _("Its two forms are not published on this site: ask a trainer to publish them."))
            return self.shown(form, status=409)
        except testing.PlannedAlready:
            form.add_error("cohort", _("This cohort has this test."))
            return self.shown(form, status=409)
        return HttpResponseRedirect(reverse("surveys:test", args=[made.pk]))

    def form(self, *args: Any) -> TestForm:
        """The form with what this person may choose."""
        return TestForm(
            *args,
            cohorts=surveys.cohorts_to_ask(self.person, today=self.today),
            versions=instruments.in_use(Kind.TEST, language=get_language() or ""),
        )

    def shown(self, form: TestForm, *, status: int = 200) -> HttpResponse:
        """The page."""
        return self.page("surveys/test_new.html", {"form": form}, status=status)


class OneView(StaffView):
    """How many took which part, and the gain of the group."""

    @cached_property
    def plan(self) -> TestPlan:
        """The test; nothing here for others."""
        return get_object_or_404(tests.plans_for(self.person, today=self.today), pk=self.kwargs["plan"])

    @cached_property
    def runs(self) -> bool:
        """Whether the person may open the second part."""
        return RUN.allows(self.person, self.plan, today=self.today)

    def get(self, _request: HttpRequest, plan: UUID) -> HttpResponse:
        """Numbers."""
        del plan
        context = pages.context(self.plan, tests.taken(self.plan), tests.pairs_of(self.plan), runs=self.runs)
        return self.page("surveys/test.html", context)

    def post(self, request: HttpRequest, plan: UUID) -> HttpResponse:
        """Swap the forms."""
        del plan
        if not self.runs:
            raise Http404
        try:
            testing.open_second(plan=self.plan, by=self.person, now=self.now)
        except testing.OpenedAlready:
            messages.error(request, _("The second test is open already."))
        return HttpResponseRedirect(reverse("surveys:test", args=[self.plan.pk]))
