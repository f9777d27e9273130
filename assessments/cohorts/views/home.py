"""All cohorts somebody can see, and a new one."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from assessments.cohorts.forms.cohorts import CohortForm
from assessments.cohorts.pages.cohorts import cohort_lines
from assessments.cohorts.selectors.cohorts import cohorts_for
from assessments.cohorts.selectors.places import organisations_of
from assessments.cohorts.services import cohorts
from assessments.cohorts.views.keeper import KeeperView

PER_PAGE = 30


class HomeView(KeeperView):
    """The list."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Those that run come first."""
        found = Paginator(cohorts_for(self.person, today=self.today), PER_PAGE).get_page(request.GET.get("page"))
        return self.page("cohorts/home.html", {"found": found, "lines": cohort_lines(found, today=self.today)})


class NewView(KeeperView):
    """A new cohort."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        """The form; where there is one organisation, it is chosen."""
        places = organisations_of(self.person, today=self.today)
        return self.shown(
            CohortForm(organisations=places, initial={"begins_on": self.today, "organisation": places.first()})
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make it, and go there."""
        form = CohortForm(request.POST, organisations=organisations_of(self.person, today=self.today))
        if not form.is_valid():
            return self.shown(form, status=400)
        made = cohorts.make(
            plan=form.plan(), organisation=form.cleaned_data["organisation"], by=self.person, now=self.now
        )
        return HttpResponseRedirect(reverse("cohorts:one", args=[made.pk]))

    def shown(self, form: CohortForm, *, status: int = 200) -> HttpResponse:
        """The page."""
        return self.page("cohorts/new.html", {"form": form}, status=status)
