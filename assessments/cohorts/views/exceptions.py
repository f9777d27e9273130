"""Members whom the cohort cannot ask as planned: listed, and decided about many at once."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.cohorts.forms.cohorts import ResolveForm
from assessments.cohorts.pages.exceptions import exception_lines
from assessments.cohorts.selectors.cohorts import open_exceptions
from assessments.cohorts.services import assigning
from assessments.cohorts.views.keeper import CohortView, numbers

PER_PAGE = 100


class ExceptionsView(CohortView):
    """The list, and one answer for those that are ticked."""

    needs_run = True

    def get(self, _request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """What waits."""
        return self.shown(ResolveForm(today=self.today, initial={"resolution": "left"}))

    def post(self, request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """Decide."""
        form = ResolveForm(request.POST, today=self.today)
        ticked = numbers(request.POST.getlist("exception"), most=PER_PAGE)
        if not ticked:
            form.add_error(None, _("Tick those that you decide about."))
        if not form.is_valid():
            return self.shown(form, ticked, status=400)
        done = assigning.resolve(
            cohort=self.cohort,
            exceptions=ticked,
            resolution=form.cleaned_data["resolution"],
            later=form.cleaned_data["later"],
            by=self.person,
            now=self.now,
        )
        said = ngettext("%(n)d exception is resolved.", "%(n)d exceptions are resolved.", done) % {"n": done}
        messages.success(request, said)
        return HttpResponseRedirect(reverse("cohorts:exceptions", args=[self.cohort.pk]))

    def shown(self, form: ResolveForm, ticked: list[int] | None = None, *, status: int = 200) -> HttpResponse:
        """The page."""
        found = Paginator(open_exceptions(self.cohort), PER_PAGE).get_page(self.request.GET.get("page"))
        lines = exception_lines(found, self.cohort, ticked or [])
        return self.page("cohorts/exceptions.html", {"form": form, "found": found, "lines": lines}, status=status)
