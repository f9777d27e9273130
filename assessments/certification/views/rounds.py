"""Rounds of people about whom somebody decides: finding one, waiving a requirement, approving and ending a leave."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.certification.forms.rounds import EndLeaveForm, LeaveForm, WaiveForm
from assessments.certification.models import Cycle, Leave
from assessments.certification.pages.answered_rounds import round_lines, round_page
from assessments.certification.pages.requirement_title import requirement_title
from assessments.certification.selectors import rounds
from assessments.certification.selectors.powers import may_judge
from assessments.certification.services import leaves, waiving
from assessments.certification.views.certifier import CertifierView, words_for


class RoundsView(CertifierView):
    """The search."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """What was found."""
        text = request.GET.get("q", "")[:200]
        lines = round_lines(rounds.found(self.person, text, today=self.today))
        return self.page("certification/rounds.html", {"lines": lines, "text": text})


class OfARound(CertifierView):
    """One round of somebody in the person's scope."""

    http_method_names = ["get", "head", "post", "options"]

    def find(self, pk: UUID) -> Cycle:
        """The round. Raises Http404."""
        row = rounds.round_for(self.person, pk, today=self.today)
        if row is None:
            raise Http404
        return row

    def ask(self, cycle: Cycle, form: Any, *, status: int = 200, **texts: str) -> HttpResponse:
        """A page with a form about it."""
        back = reverse("certification:round", args=[cycle.pk])
        context = {"form": form, "name": cycle.learner.display_name, "back": back, **texts}
        return self.page("certification/round_form.html", context, status=status)

    def back(self, cycle: Cycle, said: str) -> HttpResponse:
        """To the round."""
        messages.info(self.request, said)
        return HttpResponseRedirect(reverse("certification:round", args=[cycle.pk]))


class RoundView(OfARound):
    """Where it stands."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest, cycle: UUID) -> HttpResponse:
        """The page."""
        row = self.find(cycle)
        page = round_page(
            rounds.in_round(row),
            words_for(row.certification.programme_key),
            judges=may_judge(self.person, row.learner, today=self.today),
        )
        return self.page("certification/round.html", {"round": page})


class WaiveView(OfARound):
    """Lifting one requirement."""

    def get(self, _request: HttpRequest, cycle: UUID, requirement: str) -> HttpResponse:
        """The form."""
        row = self.waivable(cycle, requirement)
        return self.asked(row, requirement, WaiveForm())

    def post(self, request: HttpRequest, cycle: UUID, requirement: str) -> HttpResponse:
        """Waive it."""
        row = self.find(cycle)
        form = WaiveForm(request.POST)
        if not form.is_valid():
            return self.asked(self.waivable(cycle, requirement), requirement, form, status=400)
        try:
            waiving.waive(
                cycle=row, requirement=requirement, reason=form.cleaned_data["reason"], by=self.person, now=self.now
            )
        except (waiving.MayNotWaive, waiving.CannotBeWaived) as error:
            raise Http404 from error
        return self.back(row, _("Waived for this round."))

    def waivable(self, pk: UUID, requirement: str) -> Cycle:
        """The round, where this can be waived by the person. Raises Http404."""
        row = self.find(pk)
        if not may_judge(self.person, row.learner, today=self.today) or waiving.waivable(row, requirement) is None:
            raise Http404
        return row

    def asked(self, row: Cycle, requirement: str, form: WaiveForm, *, status: int = 200) -> HttpResponse:
        """The page."""
        return self.ask(
            row,
            form,
            status=status,
            title=_("Waive: %(what)s") % {"what": requirement_title(row, requirement)},
            lead=_("It need not be met in this round. Whoever decides reads that it was waived, by whom and why."),
            button=_("Waive it"),
        )


class LeaveView(OfARound):
    """Approving a leave."""

    def get(self, _request: HttpRequest, cycle: UUID) -> HttpResponse:
        """The form."""
        return self.asked(self.find(cycle), LeaveForm())

    def post(self, request: HttpRequest, cycle: UUID) -> HttpResponse:
        """Approve it."""
        row = self.find(cycle)
        form = LeaveForm(request.POST)
        if not form.is_valid():
            return self.asked(row, form, status=400)
        try:
            leaves.approve(cycle=row, by=self.person, now=self.now, **form.cleaned_data)
        except leaves.NotADay:
            form.add_error("ends_on", _("A leave ends after it began, lasts a year at most, and lies within a year."))
            return self.asked(row, form, status=400)
        except leaves.Overlaps:
            form.add_error("starts_on", _("Another leave covers some of these days already."))
            return self.asked(row, form, status=409)
        except leaves.NothingPaused:
            form.add_error(None, _("There is no round at work and no certificate that holds: nothing could be paused."))
            return self.asked(row, form, status=409)
        return self.back(row, _("Approved. The dates have moved by as many days."))

    def asked(self, row: Cycle, form: LeaveForm, *, status: int = 200) -> HttpResponse:
        """The page."""
        return self.ask(
            row,
            form,
            status=status,
            title=_("Approve a leave"),
            lead=_(
                "For as many days the clock stands still: what is due later is due later, and a certificate holds longer."
            ),
            button=_("Approve it"),
        )


class LeaveEndView(OfARound):
    """A leave that ended earlier, or does not take place."""

    def get(self, _request: HttpRequest, leave: UUID) -> HttpResponse:
        """The form."""
        row = self.leave(leave)
        return self.asked(row, EndLeaveForm(initial={"last_day": row.ends_on}))

    def post(self, request: HttpRequest, leave: UUID) -> HttpResponse:
        """End it, or cancel it."""
        row = self.leave(leave)
        form = EndLeaveForm(request.POST)
        cancels = request.POST.get("step") == "cancel"
        if not cancels and not form.is_valid():
            return self.asked(row, form, status=400)
        try:
            if cancels:
                leaves.cancel(leave=row, by=self.person, now=self.now)
            else:
                leaves.end(leave=row, last_day=form.cleaned_data["last_day"], by=self.person, now=self.now)
        except leaves.NotADay:
            form.add_error("last_day", _("Choose one of the days of the leave."))
            return self.asked(row, form, status=400)
        except leaves.NotNow:
            return self.back(row.cycle, _("This changed meanwhile. Here is how it stands now."))
        return self.back(row.cycle, _("Noted. The dates have moved back by the days that were not taken."))

    def leave(self, pk: UUID) -> Leave:
        """The leave. Raises Http404."""
        row = rounds.leave_for(self.person, pk, today=self.today)
        if row is None:
            raise Http404
        return row

    def asked(self, row: Leave, form: EndLeaveForm, *, status: int = 200) -> HttpResponse:
        """The page."""
        return self.ask(
            row.cycle,
            form,
            status=status,
            title=_("End a leave"),
            lead=_("The days that were not taken are given back."),
            button=_("It ended on this day"),
            other=_("It does not take place at all"),
        )
