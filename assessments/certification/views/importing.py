"""Importing earlier completions: look first, then import, or take the bad rows home with their reasons."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from assessments.certification.forms.importing import ImportForm
from assessments.certification.pages.importing import bad_rows, import_page
from assessments.certification.services import importing
from assessments.certification.services.importing import Plan
from assessments.certification.views.certifier import CertifierView


class ImportView(CertifierView):
    """`POST` looks; with `step=import` it writes, with `step=bad` it gives the bad rows back."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest) -> HttpResponse:
        """The form."""
        return self.shown(ImportForm(initial={"day_format": importing.FORMATS[0]}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """One step. Where some rows are not possible, the good ones are imported only when told so."""
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.shown(form, status=400)
        step, day_format = request.POST.get("step"), form.cleaned_data["day_format"]
        plan = importing.plan(table=form.table, by=self.person, now=self.now, day_format=day_format)
        if step == "bad":
            return _file(bad_rows(plan))
        if step not in ("import", "only_good"):
            return self.shown(form, plan)
        if plan.of(importing.ERROR) and step != "only_good":
            return self.shown(form, plan, status=409)
        return self.shown(form, importing.carry_out(plan=plan, by=self.person, now=self.now), done=True)

    def shown(
        self, form: ImportForm, plan: Plan | None = None, *, done: bool = False, status: int = 200
    ) -> HttpResponse:
        """The page."""
        context: dict[str, Any] = {"form": form, "done": done}
        if plan is not None:
            context["found"] = import_page(plan, day_format=form.cleaned_data["day_format"])
            context["encoding"] = plan.table.encoding
        return self.page("certification/import.html", context, status=status)


def _file(text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_("not-imported")}.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
