"""Asking for something: recognition of prior learning, more time, another look at a decision."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.certification.forms.requests import AppealForm, ClaimForm, ExtensionForm
from assessments.certification.laws.cycles import OPEN
from assessments.certification.laws.requirements.requirement import Requirement
from assessments.certification.models import Appeal, Cycle
from assessments.certification.pages.asked import title_of
from assessments.certification.pages.periods import day_text
from assessments.certification.pages.request_words import AGAINST_WHAT
from assessments.certification.pages.words import Words
from assessments.certification.selectors.appealed import Appealable, appeal_about, appealable
from assessments.certification.services import appeals, extensions, recognition
from assessments.certification.views.holder import HolderView
from assessments.presenting.shapes import Link
from assessments.progress.selectors import programme


class Asking(HolderView):
    """A form by which something is asked for."""

    http_method_names = ["get", "head", "post", "options"]

    def at_work(self, code: str) -> Cycle:
        """The round in which the person works. Raises Http404 where there is none."""
        rows = Cycle.objects.filter(learner=self.person, certification__code=code, state__in=OPEN)
        row = rows.select_related("certification", "version", "learner").first()
        if row is None:
            raise Http404
        return row

    def ask(self, form: Any, *, template: str, status: int = 200, **context: Any) -> HttpResponse:
        """The page with the form."""
        return self.page(template, {"form": form, **context}, status=status)

    def back(self, cycle: Cycle) -> Link:
        """To the way."""
        return Link(title=cycle.certification.title, url=reverse("certification:way", args=[cycle.certification.code]))


class RecognitionView(Asking):
    """Something learned before."""

    def get(self, _request: HttpRequest, code: str, requirement: str) -> HttpResponse:
        """The form."""
        cycle = self.at_work(code)
        return self.asked(cycle, self.needed(cycle, requirement), ClaimForm(today=self.today))

    def post(self, request: HttpRequest, code: str, requirement: str) -> HttpResponse:
        """Ask for it, or the form again with the words."""
        cycle = self.at_work(code)
        needed = self.needed(cycle, requirement)
        form = ClaimForm(request.POST, request.FILES, organisation_id=cycle.organisation_id, today=self.today)
        if not form.is_valid():
            return self.asked(cycle, needed, form, status=form.status)
        try:
            row = recognition.claim(
                cycle=cycle, requirement=requirement, learned=form.learned(), by=self.person, now=self.now
            )
        except recognition.DoesNotCount as error:
            form.add_error("completed_on", self.too_old(error.first))
            return self.asked(cycle, needed, form, status=400)
        except recognition.ClaimedAlready:
            form.add_error(None, _("You have asked for this already, or it was recognised."))
            return self.asked(cycle, needed, form, status=409)
        return HttpResponseRedirect(reverse("certification:claim", args=[row.pk]))

    def needed(self, cycle: Cycle, key: str) -> Requirement:
        """The requirement. Raises Http404 where nothing can be recognised in its place."""
        found = recognition.recognisable(cycle, key)
        if found is None:
            raise Http404
        return found

    def asked(self, cycle: Cycle, needed: Requirement, form: ClaimForm, *, status: int = 200) -> HttpResponse:
        """The page."""
        first = recognition.first_day(cycle, needed, now=self.now)
        words = Words(programme=programme(cycle.certification.programme_key))
        return self.ask(
            form,
            template="certification/recognition.html",
            status=status,
            back=self.back(cycle),
            needed=title_of(needed, words),
            first=day_text(first) if first > date.min else "",
        )

    def too_old(self, first: date) -> str:
        """Why the day does not count."""
        if first == date.min:
            return _("This day has not come yet.")
        return _("What was completed before %(first)s does not count here, nor what has not happened yet.") % {
            "first": day_text(first)
        }


REFUSED_TIME: dict[type[Exception], tuple[str | None, Promise]] = {
    extensions.TooEarly: ("until", gettext_lazy("Choose a day after the one by which it is due now.")),
    extensions.AskedAlready: (None, gettext_lazy("You have asked for another day already. Take that back first.")),
    extensions.NothingDue: (None, gettext_lazy("There is no day by which this is due.")),
}
"""Why more time could not be asked for, and beside which field that stands."""


class ExtensionAskView(Asking):
    """More time."""

    def get(self, _request: HttpRequest, code: str) -> HttpResponse:
        """The form."""
        cycle = self.due(code)
        return self.asked(cycle, ExtensionForm(after=cycle.due_on))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        """Ask for it, or the form again with the words."""
        cycle = self.due(code)
        form = ExtensionForm(request.POST, request.FILES, organisation_id=cycle.organisation_id, after=cycle.due_on)
        if not form.is_valid():
            return self.asked(cycle, form, status=form.status)
        given = form.cleaned_data
        try:
            row = extensions.ask(
                cycle=cycle, until=given["until"], reason=given["reason"], by=self.person, now=self.now
            )
        except tuple(REFUSED_TIME) as error:
            field, why = REFUSED_TIME[type(error)]
            form.add_error(field, str(why))
            return self.asked(cycle, form, status=409 if field is None else 400)
        return HttpResponseRedirect(reverse("certification:extension", args=[row.pk]))

    def due(self, code: str) -> Cycle:
        """The round, where it has a day. Raises Http404."""
        cycle = self.at_work(code)
        if cycle.due_on is None:
            raise Http404
        return cycle

    def asked(self, cycle: Cycle, form: ExtensionForm, *, status: int = 200) -> HttpResponse:
        """The page."""
        due = day_text(cycle.due_on) if cycle.due_on else ""
        return self.ask(form, template="certification/extension.html", status=status, back=self.back(cycle), due=due)


REFUSED_APPEAL: dict[type[Exception], Promise] = {
    appeals.TooLate: gettext_lazy("The 30 days after the decision are over."),
    appeals.AppealedAlready: gettext_lazy("You have appealed against this already."),
}
"""Why an appeal was not taken."""


class AppealRaiseView(Asking):
    """Another look at something that was decided."""

    def get(self, _request: HttpRequest, machine: str, subject: UUID) -> HttpResponse:
        """The form; whoever has appealed already goes to their appeal."""
        about = self.decided(machine, subject)
        before = self.before(subject)
        if before is not None:
            return HttpResponseRedirect(reverse("certification:appeal", args=[before.pk]))
        return self.asked(about, AppealForm())

    def post(self, request: HttpRequest, machine: str, subject: UUID) -> HttpResponse:
        """Appeal, or the form again with the words."""
        about = self.decided(machine, subject)
        form = AppealForm(request.POST, request.FILES, organisation_id=about.cycle.organisation_id)
        if not form.is_valid():
            return self.asked(about, form, status=form.status)
        try:
            row = appeals.appeal(
                machine=machine, about=about, statement=form.cleaned_data["statement"], by=self.person, now=self.now
            )
        except appeals.NotYours as error:
            raise Http404 from error
        except tuple(REFUSED_APPEAL) as error:
            form.add_error(None, str(REFUSED_APPEAL[type(error)]))
            return self.asked(about, form, status=409)
        return HttpResponseRedirect(reverse("certification:appeal", args=[row.pk]))

    def decided(self, machine: str, subject: UUID) -> Appealable:
        """What was decided about the person. Raises Http404."""
        about = appealable(machine, subject)
        if about is None or about.cycle.learner_id != self.person.pk:
            raise Http404
        return about

    def before(self, subject: UUID) -> Appeal | None:
        """An appeal about the same."""
        return appeal_about(subject)

    def asked(self, about: Appealable, form: AppealForm, *, status: int = 200) -> HttpResponse:
        """The page."""
        return self.ask(
            form,
            template="certification/appeal.html",
            status=status,
            back=self.back(about.cycle),
            against=str(AGAINST_WHAT[about.machine]),
            until=day_text(about.until),
        )
