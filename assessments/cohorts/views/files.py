"""People by a file: look first, then carry out, drop, or take the bad rows home with their reasons."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.cohorts.forms.people import FileForm
from assessments.cohorts.models import EnrolmentImport
from assessments.cohorts.pages.importing import bad_rows, import_lines, import_page, refusal, row_lines
from assessments.cohorts.selectors.cohorts import errors_first
from assessments.cohorts.services import importing
from assessments.cohorts.services.cohorts import Closed
from assessments.cohorts.views.keeper import CohortView
from training_site.tables.unreadable import Unreadable

PER_PAGE = 100
MOST_IMPORTS = 20


class FileView(CohortView):
    """A file is sent, and looked at."""

    def get(self, _request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """The form, and what was sent before."""
        return self.shown(FileForm())

    def post(self, request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """Look at it; what is no table is refused with one sentence."""
        form = FileForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                looked = importing.look(
                    cohort=self.cohort, data=form.cleaned_data["file"], by=self.person, now=self.now
                )
            except Unreadable as error:
                form.add_error("file", refusal(error))
            except Closed:
                form.add_error(None, _("Nobody joins this cohort any more."))
            else:
                return HttpResponseRedirect(reverse("cohorts:looked", args=[self.cohort.pk, looked.pk]))
        return self.shown(form, status=400)

    def shown(self, form: FileForm, *, status: int = 200) -> HttpResponse:
        """The page. Files are seen by whoever sent them."""
        rows = EnrolmentImport.objects.filter(cohort=self.cohort, looked_by=self.person)[:MOST_IMPORTS]
        return self.page("cohorts/file.html", {"form": form, "imports": import_lines(rows)}, status=status)


class LookedView(CohortView):
    """A file that was looked at. `step` says what becomes of it."""

    @property
    def looked(self) -> EnrolmentImport:
        """One's own file of this cohort."""
        return get_object_or_404(EnrolmentImport, pk=self.kwargs["looked"], cohort=self.cohort, looked_by=self.person)

    def get(self, _request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """What would become of each row, or became."""
        return self.shown()

    def post(self, request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """One step."""
        step, looked = request.POST.get("step"), self.looked
        if step == "bad":
            return _download(bad_rows(looked))
        try:
            if step == "drop":
                importing.drop(looked=looked, by=self.person, now=self.now)
                return HttpResponseRedirect(reverse("cohorts:file", args=[self.cohort.pk]))
            if step in ("all", "good"):
                importing.carry_out(looked=looked, by=self.person, now=self.now, only_good=step == "good")
        except importing.SomeNotPossible:
            messages.error(
                request,
                _("Nothing was written: some rows are not possible. Carry out the good ones alone, or mend the file."),
            )
            return self.shown(status=409)
        except importing.AlreadyEnded:
            messages.error(request, _("This file was carried out or dropped before."))
        except Closed:
            messages.error(request, _("Nobody joins this cohort any more."))
        return HttpResponseRedirect(reverse("cohorts:looked", args=[self.cohort.pk, looked.pk]))

    def shown(self, *, status: int = 200) -> HttpResponse:
        """The page, errors first."""
        looked = self.looked
        found = Paginator(errors_first(looked), PER_PAGE).get_page(self.request.GET.get("page"))
        context = {"file": import_page(looked), "found": found, "lines": row_lines(found)}
        return self.page("cohorts/looked.html", context, status=status)


def _download(text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_("not-possible")}.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
