"""Files of the board: ask, see how far it is, fetch. Each is for whoever asked, for as long as they see the unit."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from assessments.reporting.filters import Filters
from assessments.reporting.forms import TakeForm
from assessments.reporting.models import Export
from assessments.reporting.pages.kept import file_line
from assessments.reporting.selectors import reading
from assessments.reporting.services import exporting
from assessments.reporting.views.board import ReportingView

TYPES = {
    Export.Format.CSV: "text/csv; charset=utf-8",
    Export.Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LATEST = 50


class FilesView(ReportingView):
    """What somebody has taken, and one more."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest) -> HttpResponse:
        """Newest first."""
        self.around(Filters())
        rows = Export.objects.filter(by=self.person).select_related("organisation")[:LATEST]
        titles = reading.titles()
        return self.page("reporting/files.html", {"files": [file_line(row, titles) for row in rows]})

    def post(self, request: HttpRequest) -> HttpResponse:
        """A small file is made at once, a large one by the clock."""
        form = TakeForm(request.POST)
        if not form.is_valid():
            self.around(Filters())
            return HttpResponseRedirect(reverse("reporting:board"))
        try:
            export = exporting.ask(
                person=self.person,
                filters=Filters.read(QueryDict(form.cleaned_data["query"])),
                kind=form.cleaned_data["format"],
                language=translation.get_language() or "en",
                now=self.now,
            )
        except exporting.NotTheirs as refused:
            raise Http404 from refused
        if export.expected <= exporting.AT_ONCE:
            export = exporting.make(export=export, now=self.now)
            return HttpResponseRedirect(reverse("reporting:download", args=[export.pk]))
        return HttpResponseRedirect(reverse("reporting:export", args=[export.pk]))


class OfAFile(ReportingView):
    """One of the person's own, of a unit that they see today."""

    http_method_names = ["get", "head", "options"]

    def find(self, pk: UUID) -> Export:
        """The file. Raises Http404."""
        found = Export.objects.filter(by=self.person, pk=pk).select_related("organisation").first()
        if found is None:
            raise Http404
        self.around(Filters(unit=found.organisation_id))
        return found


class FileView(OfAFile):
    """How far it is."""

    def get(self, _request: HttpRequest, pk: UUID) -> HttpResponse:
        """A count, and the file when it is ready."""
        return self.page("reporting/file.html", {"file": file_line(self.find(pk), reading.titles())})


class DownloadView(OfAFile):
    """The file itself."""

    def get(self, _request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """As it was made."""
        found = self.find(pk)
        if not found.file:
            raise Http404
        response = FileResponse(
            exporting.store().open(found.file),
            as_attachment=True,
            filename=f"board-{found.cut_off_at:%Y-%m-%d}.{found.format}",
            content_type=TYPES[Export.Format(found.format)],
        )
        add_never_cache_headers(response)
        return response
