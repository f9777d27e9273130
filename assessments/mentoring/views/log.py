"""One's own log, what a learner shares with a mentor, and taking one's log along."""

from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.decorators import method_decorator

from assessments.mentoring.confidentiality import DataClass, Standing
from assessments.mentoring.models import Entry, Relationship
from assessments.mentoring.pages import exporting
from assessments.mentoring.pages.log import STATES, log_page, shared_page
from assessments.mentoring.selectors import entries as log
from assessments.mentoring.services import access
from assessments.mentoring.views.private import PrivateView

AT_ONCE = 20
FORMATS = ("html", "json")


class LogView(PrivateView):
    """One's own entries and commitments."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list; `?state=`, `?kind=` and `?page=` show a part of it."""
        state = _one_of(STATES, request.GET.get("state", ""))
        kind = _one_of(Entry.Kind.values, request.GET.get("kind", ""))
        page = _page(log.log_of(self.person.pk, state=state, kind=kind), request)
        shown = log_page(
            page,
            tally=log.tally(self.person.pk),
            commitments=log.commitments_of(self.person.pk),
            state=state,
            kind=kind,
        )
        return self.page("mentoring/log.html", {"log": shown})


class SharedLogView(PrivateView):
    """What a learner shares with a mentor, for the mentor."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, relationship: UUID) -> HttpResponse:
        """The list, without words."""
        pair = Relationship.objects.select_related("learner").filter(pk=relationship).first()
        if pair is None or pair.pk not in self.seen_from(pair.learner_id).pairs:
            raise Http404
        access.listed(
            actor_id=self.person.pk,
            role=Standing.MENTOR,
            learners=[pair.learner_id],
            data_class=DataClass.SHARED_ENTRY,
            now=self.now,
        )
        return self.page(
            "mentoring/shared_log.html", {"log": shared_page(_page(log.shared_in(pair), request), relationship=pair)}
        )


class ExportView(PrivateView):
    """Taking one's own log along: first what that means, then the password once more, then the file."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest) -> HttpResponse:
        """What the file contains, and whom it may harm."""
        return self.page("mentoring/export.html", {"number": log.log_of(self.person.pk).count()})

    @method_decorator(reauthentication_required)
    def post(self, request: HttpRequest) -> HttpResponse:
        """The file, in the form that was chosen."""
        chosen = _one_of(FORMATS, request.POST.get("format", "")) or FORMATS[0]
        exported = exporting.own_log(self.person, now=self.now)
        response = WRITERS[chosen](exported)
        name = f"log-{timezone.localdate(self.now).isoformat()}.{chosen}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


def _as_html(exported: exporting.Exported) -> HttpResponse:
    return HttpResponse(render_to_string("mentoring/export_file.html", {"log": exported}))


def _as_json(exported: exporting.Exported) -> HttpResponse:
    return JsonResponse(exported.as_values(), json_dumps_params={"ensure_ascii": False, "indent": 1})


WRITERS = {"html": _as_html, "json": _as_json}


def _one_of(known: Any, asked: str) -> str:
    return asked if asked in known else ""


def _page(rows: QuerySet[Entry], request: HttpRequest) -> Page[Entry]:
    return Paginator(rows, AT_ONCE).get_page(request.GET.get("page"))
