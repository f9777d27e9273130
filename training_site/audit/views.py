"""The audit trail for those who answer for it: a page with questions, and the same as a file."""

from typing import Any, cast

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from training_site.audit.exporting import FORMATS
from training_site.audit.forms import WantedForm
from training_site.audit.pages import trail
from training_site.audit.selectors import events_for, may_read
from training_site.audit.services import exports
from training_site.people.models import User


@method_decorator(never_cache, name="dispatch")
class AuditView(LoginRequiredMixin, View):
    """For coordinators, administrators and whoever runs the site; for everybody else it is not there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Who may."""
        if request.user.is_authenticated and not may_read(request.user, today=timezone.localdate()):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def form(self, given: Any) -> WantedForm:
        """The questions, as they were asked."""
        return WantedForm(given, viewer=cast("User", self.request.user), today=timezone.localdate())


class TrailView(AuditView):
    """`GET` with questions and `before`."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """One page, newest first."""
        form = self.form(request.GET)
        rows = None
        if form.is_valid():
            rows = events_for(cast("User", request.user), form.wanted(), today=timezone.localdate())
        page = trail(rows, form=form, before=request.GET.get("before", ""))
        return render(request, "audit/trail.html", {"trail": page, "form": form, "nav": "audit", "noindex": True})


class ExportView(AuditView):
    """`POST` with the same questions and `format`: csv or jsonl. A file is an act, so it is no link."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest) -> HttpResponse:
        """Back to the page."""
        return redirect("audit:trail")

    def post(self, request: HttpRequest) -> StreamingHttpResponse:
        """The file."""
        form, wanted_form = self.form(request.POST), request.POST.get("format", "")
        if wanted_form not in FORMATS or not form.is_valid():
            raise BadRequest
        lines = exports.export(
            wanted=form.wanted(), form=wanted_form, by=cast("User", request.user), now=timezone.now()
        )
        response = StreamingHttpResponse(lines, content_type=FORMATS[wanted_form])
        response["Content-Disposition"] = f'attachment; filename="audit.{wanted_form}"'
        return response
