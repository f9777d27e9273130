"""How many are where, for whoever answers for a region or a country and sees no people."""

from django.http import HttpRequest, HttpResponse

from assessments.reporting.filters import Filters
from assessments.reporting.pages import sums as pages
from assessments.reporting.selectors import reading
from assessments.reporting.selectors.sums import sums
from assessments.reporting.views.board import ReportingView
from training_site.people.permissions import VIEW_SUMS_IN


class SumsView(ReportingView):
    """One certification at a time: numbers over all of them would be sums of what is hidden."""

    http_method_names = ["get", "head", "options"]
    rule = VIEW_SUMS_IN

    def get(self, request: HttpRequest) -> HttpResponse:
        """A unit and those below it."""
        filters = Filters.read(request.GET)
        around = self.around(filters)
        certifications = reading.certifications()
        known = [one.pk for one in certifications]
        chosen = filters.certification if filters.certification in known else next(iter(known), None)
        found = sums(around, certification=chosen, today=self.today) if chosen else ()
        return self.page("reporting/sums.html", pages.context(around, found, filters, certifications, chosen=chosen))
