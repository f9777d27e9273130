"""Who looked at what: one's own ledger, and one's own acts."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from assessments.mentoring.confidentiality import DataClass, Reach, Standing, Viewpoint, ledger
from assessments.mentoring.models import AccessEvent
from assessments.mentoring.pages import seen as pages
from assessments.mentoring.selectors import seen
from assessments.mentoring.services import access
from assessments.mentoring.views.private import PrivateView
from training_site.people.models import User

PER_PAGE = 50


class SeenView(PrivateView):
    """Everybody's looks at what is mine; `?of=me` turns it round."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The newest first."""
        own_acts = request.GET.get("of") == "me"
        rows = seen.by_person(self.person) if own_acts else seen.of_learner(self.person, now=self.now)
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
        context = {
            "days": pages.lines(page, own_acts=own_acts),
            "summary": "" if own_acts else pages.summary(self.person, now=self.now),
            "own_acts": own_acts,
            "page_of_looks": page,
        }
        return self.page("mentoring/seen.html", context)


class SeenOfView(PrivateView):
    """Who looked at what is somebody else's: all of it for a safeguarding lead, for a mentor what concerns their pair."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, learner: int) -> HttpResponse:
        """The newest first; that somebody looks at the list stands in it, too."""
        person = get_object_or_404(User, pk=learner, is_active=True)
        view = self.seen_from(person.pk)
        if view.has(Standing.LEARNER):
            return HttpResponseRedirect(reverse("mentoring:seen"))
        rows = self.rows(person, view)
        access.looked(view, data_class=DataClass.LEDGER, subject=None, now=self.now)
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
        context = {"days": pages.lines(page, own_acts=False), "whose": str(person), "page_of_looks": page}
        return self.page("mentoring/seen_of.html", context)

    def rows(self, learner: User, view: Viewpoint) -> QuerySet[AccessEvent]:
        """What the person may read of it. Raises Http404 for whoever may read nothing."""
        if ledger(view) >= Reach.READ:
            return seen.of_learner(learner, now=self.now)
        pairs = [pair for pair in view.pairs if ledger(view, of_pair=pair) >= Reach.READ]
        if not pairs:
            raise Http404
        return seen.of_pairs(learner, pairs, mentor=self.person, now=self.now)


class SeenDownloadView(PrivateView):
    """The same as a file, for oneself."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest) -> HttpResponse:
        """JSON: codes, names and times."""
        rows = [pages.as_row(event) for event in seen.of_learner(self.person, now=self.now)]
        response = JsonResponse({"looks": rows}, json_dumps_params={"ensure_ascii": False, "indent": 1})
        response["Content-Disposition"] = 'attachment; filename="who-looked.json"'
        return response
