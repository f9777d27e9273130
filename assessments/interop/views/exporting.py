"""Questions go: first what a format cannot say, then the file."""

from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify

from assessments.interop import selectors
from assessments.interop.forms import ExportForm
from assessments.interop.pages import loss_texts
from assessments.interop.services import exporting
from assessments.interop.views.editors import EditorView
from modules.models import CurriculumPage, MarkdownPage


class ExportView(EditorView):
    """`GET`: the form, and with a format what would be lost. `POST`: the file."""

    @cached_property
    def source(self) -> CurriculumPage:
        """The page; nothing here for whoever may not edit it."""
        try:
            return selectors.source(self.person, self.kwargs["page_id"])
        except selectors.NoSuchPage as error:
            raise Http404 from error

    def get(self, request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """What would be lost."""
        form = ExportForm(request.GET or None, initial={"below": not isinstance(self.source, MarkdownPage)})
        exported = exporting.export(page=self.source, **form.cleaned_data) if form.is_valid() else None
        return self._shown(form, exported, status=200)

    def post(self, request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """The file."""
        form = ExportForm(request.POST)
        if not form.is_valid():
            return self._shown(form, None, status=400)
        given = form.cleaned_data
        exported = exporting.give_out(page=self.source, **given, by=self.person, now=self.now)
        writer = exporting.WRITERS[given["file_format"]]
        response = HttpResponse(exported.data, content_type=writer.content_type)
        name = slugify(self.source.slug) or "questions"
        response["Content-Disposition"] = f'attachment; filename="{name}{writer.ending}"'
        response["X-Content-Type-Options"] = "nosniff"
        return response

    def _shown(self, form: ExportForm, exported: exporting.Exported | None, *, status: int) -> HttpResponse:
        context = {
            "form": form,
            "source": self.source,
            "given": form.cleaned_data if exported else None,
            "exported": exported,
            "losses": loss_texts(exported.losses) if exported else [],
        }
        return self.page("interop/export.html", context, status=status)
