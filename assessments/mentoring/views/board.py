"""The board of facts: for coordinators near the learners by name, for those far away in sums."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from assessments.mentoring import board_export
from assessments.mentoring.confidentiality import DataClass, Standing
from assessments.mentoring.pages import board as pages
from assessments.mentoring.pages import sums
from assessments.mentoring.selectors.board import Scope, learners, scope_of
from assessments.mentoring.services import access
from assessments.mentoring.views.private import PrivateView
from training_site.audit.services.recording import record
from training_site.people.models import Organisation

PER_PAGE = 50


class BoardView(PrivateView):
    """Whoever coordinates somewhere near."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """One page of rows, most urgent first."""
        scope = self.scope()
        if not scope.near:
            return self.page("mentoring/sums.html", sums.page(scope.far, viewer=self.person, today=self.today))
        rows, chosen = self.rows(scope), _filters(request)
        page = Paginator(chosen.of(rows), PER_PAGE).get_page(request.GET.get("page"))
        self.note(page.object_list)
        context: dict[str, Any] = {
            "rows": pages.shown(page.object_list),
            "choices": pages.choices(rows, chosen),
            "loads": pages.loads(rows),
            "total": len(rows),
            "found": page,
            "query": request.GET.urlencode(),
            "sums": bool(scope.far),
        }
        return self.page("mentoring/board.html", context)

    @property
    def today(self) -> Any:
        """The day of the request."""
        return timezone.localdate(self.now)

    def scope(self) -> Scope:
        """Where the person coordinates; nothing here for anybody else."""
        scope = scope_of(self.person, today=self.today)
        if not scope.paths:
            raise Http404
        return scope

    def rows(self, scope: Scope) -> list[pages.Row]:
        """Every learner near."""
        return pages.rows_of(learners(scope.near, but=self.person.pk, today=self.today), today=self.today)

    def note(self, rows: Any) -> None:
        """The learners read that they were seen in a list."""
        access.listed(
            actor_id=self.person.pk,
            role=Standing.COORDINATOR,
            learners=[row.learner.person.pk for row in rows],
            data_class=DataClass.FACTS,
            now=self.now,
        )


class BoardFileView(BoardView):
    """The same rows as a file."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """CSV of all rows that the filters leave."""
        scope = self.scope()
        if not scope.near:
            raise Http404
        rows = _filters(request).of(self.rows(scope))
        self.note(rows)
        place = Organisation.objects.filter(path__in=scope.near).order_by("path").first()
        record(act="mentoring.board_exported", actor=self.person, unit=place, details={"rows": len(rows)}, now=self.now)
        response = HttpResponse(board_export.as_csv(pages.table(rows)), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="mentoring.csv"'
        return response


class SumsView(BoardView):
    """Sums for whoever coordinates a region or country."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        """Groups of five or more."""
        scope = self.scope()
        if not scope.far:
            raise Http404
        return self.page("mentoring/sums.html", sums.page(scope.far, viewer=self.person, today=self.today))


def _filters(request: HttpRequest) -> pages.Filters:
    return pages.Filters(**{key: request.GET.get(key, "") for key in ("signal", "mentor", "place")})
