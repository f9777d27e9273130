"""The certification board of a unit."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse

from assessments.mentoring.views.private import PrivateView
from assessments.reporting import recipients
from assessments.reporting.filters import Filters
from assessments.reporting.pages import board as pages
from assessments.reporting.pages.tabs import tabs
from assessments.reporting.selectors import board, reading
from assessments.reporting.selectors.numbers import forecast
from assessments.reporting.selectors.units import Surroundings, unit_for
from training_site.people.permissions import VIEW_PROGRESS_IN, Held, Rule


class ReportingView(PrivateView):
    """A page about a unit in which somebody may see what it shows; for everybody else it is not there."""

    rule: Rule = VIEW_PROGRESS_IN
    """In which units."""
    held: Held | None = None
    """What the person holds, where it was read already."""

    def around(self, filters: Filters) -> Surroundings:
        """The unit that is asked about. Raises Http404."""
        found = unit_for(self.person, filters.unit, today=self.today, rule=self.rule, held=self.held)
        if found is None:
            raise Http404
        return found

    def page(self, template: str, context: dict[str, object], *, status: int = 200) -> HttpResponse:
        """A page of the board."""
        rooms = reading.rooms_of(self.person, today=self.today, held=self.held)
        match = self.request.resolver_match
        beside = tabs(rooms, here=match.view_name if match else "")
        return super().page(template, {"nav": "board", "tabs": beside, **context}, status=status)


class BoardView(ReportingView):
    """Tiles, pictures, the units below, and the people who answer the question."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """One page of rows."""
        filters = Filters.read(request.GET)
        held = self.held = reading.held_at_the_board(self.person, today=self.today)
        around = self.around(filters)
        rows = board.answering(around.unit, filters, today=self.today)
        counted = reading.counted(around, filters, rows, today=self.today)
        powers = reading.powers(held, around)
        found = pages.Found(
            around=around,
            filters=filters,
            certifications=reading.certifications(),
            numbers=counted.by_unit,
            forecast=forecast(around.unit.pk, certification=filters.certification, today=self.today),
            page=board.page(rows, filters, after=_row(request.GET.get("after", ""))),
            count=counted.answering,
            sees_mentoring=powers.sees_mentoring,
        )
        write_url = recipients.write_url(replace(filters, unit=around.unit.pk)) if powers.writes else ""
        return self.page("reporting/board.html", {**pages.context(found, today=self.today), "write_url": write_url})


def _row(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
