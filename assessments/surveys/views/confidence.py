"""How sure somebody is of their practice, for themself; and sums for those who see progress."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from assessments.mentoring.views.private import PrivateView
from assessments.reporting.filters import Filters
from assessments.reporting.views.board import ReportingView
from assessments.surveys.forms.confidence import ConfidenceForm
from assessments.surveys.laws.instruments import Kind
from assessments.surveys.models import InstrumentVersion, Rating
from assessments.surveys.pages import confidence as pages
from assessments.surveys.selectors import instruments
from assessments.surveys.selectors import ratings as selectors
from assessments.surveys.services import ratings
from training_site.people.models import Organisation


def version_in_use() -> InstrumentVersion:
    """The instrument. Raises Http404 where the site has none."""
    found = instruments.in_use(Kind.CONFIDENCE, language=get_language() or "")
    if not found:
        raise Http404
    return found[0]


class ConfidenceView(PrivateView):
    """One's own."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """What was said so far; the form of a moment where it is asked for."""
        version = version_in_use()
        moment = request.GET.get("moment", "")
        form = self.form(version, moment) if moment in pages.OFFERED else None
        return self.shown(version, form, moment)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep it, or delete everything."""
        if request.POST.get("step") == "forget":
            ratings.forget(person=self.person)
            return HttpResponseRedirect(reverse("surveys:confidence"))
        version, moment = version_in_use(), request.POST.get("moment", "")
        if moment not in pages.OFFERED:
            return self.shown(version, None, "", status=400)
        form = self.form(version, moment, request.POST)
        if not form.is_valid():
            return self.shown(version, form, moment, status=400)
        ratings.rate(
            person=self.person,
            version=version,
            given=form.given(),
            consent=form.cleaned_data["consent"],
            counted=form.cleaned_data["counted"],
            now=timezone.now(),
        )
        return HttpResponseRedirect(reverse("surveys:confidence"))

    def form(self, version: InstrumentVersion, moment: str, *args: Any) -> ConfidenceForm:
        """After the training people are asked how it was before as well."""
        moments = [moment, Rating.Moment.THEN] if moment == Rating.Moment.AFTER else [moment]
        return ConfidenceForm(*args, asked=instruments.asked(version), moments=moments)

    def shown(
        self, version: InstrumentVersion, form: ConfidenceForm | None, moment: str, *, status: int = 200
    ) -> HttpResponse:
        """The page."""
        context = pages.own(instruments.asked(version), selectors.own(self.person))
        context |= {"nav": "learning", "form": form, "moment": moment}
        return self.page("surveys/confidence.html", context, status=status)


class SumsView(ReportingView):
    """Means of a unit, where five or more let theirs be counted."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """One unit."""
        around = self.around(Filters.read(request.GET))
        asked = instruments.asked(version_in_use())
        top = around.unit.path[: Organisation.steplen]
        units = list(Organisation.objects.filter(path__startswith=top).order_by("path").values_list("path", flat=True))
        people = selectors.counted_below(top, today=self.today)
        return self.page("surveys/confidence_sums.html", pages.sums(asked, around, units, people))
