"""Join codes: which there are, a new one, a poster of one, its end."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.cohorts.forms.cohorts import CodeForm
from assessments.cohorts.models import JoinCode
from assessments.cohorts.pages.codes import code_lines, poster
from assessments.cohorts.selectors.places import organisations_for
from assessments.cohorts.services import joining
from assessments.cohorts.services.cohorts import Closed
from assessments.cohorts.views.keeper import CohortView

USUAL = timedelta(days=14)


class CodesView(CohortView):
    """The codes of one's own organisations."""

    def get(self, _request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """The list, and the form for another."""
        return self.shown(self.form())

    def post(self, request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """Make one, and show its poster."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.shown(form, status=400)
        try:
            door = joining.Door(**form.cleaned_data)
            made = joining.make(cohort=self.cohort, door=door, by=self.person, now=self.now)
        except Closed:
            form.add_error(None, _("Nobody joins this cohort any more."))
            return self.shown(form, status=400)
        return HttpResponseRedirect(reverse("cohorts:code", args=[self.cohort.pk, made.pk]))

    def form(self, data: Any = None) -> CodeForm:
        """The form for this cohort and this coordinator."""
        places = organisations_for(self.person, self.cohort, today=self.today)
        usual = {"opens_on": self.today, "closes_on": self.today + USUAL, "organisation": places.first()}
        return CodeForm(data, organisations=places, initial=usual)

    def shown(self, form: CodeForm, *, status: int = 200) -> HttpResponse:
        """The page."""
        rows = self.own(JoinCode.objects.select_related("organisation"))
        return self.page(
            "cohorts/codes.html", {"form": form, "codes": code_lines(rows, today=self.today)}, status=status
        )


class CodeView(CohortView):
    """A poster with the code as letters and as a square code; `POST` revokes it."""

    def get(self, request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """The poster."""
        code: JoinCode = self.own_or_404(JoinCode, self.kwargs["code"])
        address = request.build_absolute_uri(reverse("cohorts:join", args=[code.code]))
        return self.page("cohorts/code.html", {"poster": poster(code, address=address, today=self.today)})

    def post(self, request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """Revoke it."""
        code: JoinCode = self.own_or_404(JoinCode, self.kwargs["code"])
        joining.revoke(code=code, by=self.person, now=self.now)
        messages.success(request, _("The code lets nobody in any more. Who came by it stays."))
        return HttpResponseRedirect(reverse("cohorts:codes", args=[self.cohort.pk]))
