"""Saved views: keep, open, be told of, drop. Each is its owner's alone."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.reporting.filters import Filters
from assessments.reporting.forms import KeepForm
from assessments.reporting.models import SavedView
from assessments.reporting.pages.kept import view_lines
from assessments.reporting.selectors import reading
from assessments.reporting.services import keeping
from assessments.reporting.views.board import ReportingView


class ViewsView(ReportingView):
    """The list, and one more."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest) -> HttpResponse:
        """By name."""
        self.around(Filters())
        return self._list()

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep a question."""
        self.around(Filters.read(QueryDict(request.POST.get("query", ""))))
        form = KeepForm(request.POST)
        if not form.is_valid():
            return self._list(form, status=400)
        given = form.cleaned_data
        try:
            keeping.keep(
                owner=self.person,
                title=given["title"],
                filters=Filters.read(QueryDict(given["query"])),
                monthly=given["monthly"],
                now=self.now,
            )
        except keeping.NameTaken:
            form.add_error("title", _("You have a view of this name already. Choose another."))
            return self._list(form, status=400)
        except keeping.TooMany:
            form.add_error(None, _("You keep as many views as there is room for. Drop one first."))
            return self._list(form, status=400)
        messages.info(request, _("The view is kept."))
        return HttpResponseRedirect(reverse("reporting:views"))

    def _list(self, form: KeepForm | None = None, *, status: int = 200) -> HttpResponse:
        rows = SavedView.objects.filter(owner=self.person)
        context: dict[str, object] = {"views": view_lines(rows, reading.titles()), "form": form}
        return self.page("reporting/views.html", context, status=status)


class OfAView(ReportingView):
    """One of the person's own."""

    def find(self, pk: int) -> SavedView:
        """The view. Raises Http404."""
        found = SavedView.objects.filter(owner=self.person, pk=pk).first()
        if found is None:
            raise Http404
        return found


class OpenView(OfAView):
    """What was kept, as the board shows it today."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        """To its address."""
        return HttpResponseRedirect(f"{reverse('reporting:board')}?{self.find(pk).query}")


class ChangeView(OfAView):
    """Be told or not, or drop it."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do one of them."""
        found, act = self.find(pk), request.POST.get("act", "")
        if act == "drop":
            keeping.drop(view=found)
            messages.info(request, _("The view is no longer kept."))
        elif act in ("tell", "hush"):
            keeping.switch(view=found, monthly=act == "tell", now=self.now)
        return HttpResponseRedirect(reverse("reporting:views"))
