"""Disagreements: raised by the learner, named to somebody by the coordinator, heard and answered."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.confidentiality import DataClass
from assessments.mentoring.forms.decisions import AnswerForm, DisagreeForm, NameForm
from assessments.mentoring.models import Dispute
from assessments.mentoring.pages.disputes import CLASSES, disputes_page
from assessments.mentoring.selectors import disputes as found
from assessments.mentoring.selectors.viewpoints import viewpoint
from assessments.mentoring.services import access, disputes
from assessments.mentoring.services.ledger import NotNow
from assessments.mentoring.views.private import PrivateView

REFUSED: dict[type[Exception], Promise] = {
    disputes.TooLate: _(
        "The 30 days after the judgement are over. Talk about it in the next review; your words are below."
    ),
    disputes.RaisedAlready: _("You have said so already. Somebody will hear it."),
    disputes.WordsMissing: _("Write in a sentence what you see differently."),
}
"""Why a valid statement was not taken."""
REASONS = tuple(REFUSED)


class Disputes(PrivateView):
    """The page of disagreements: one's own, those to hear, those to name somebody for."""

    http_method_names = ["get", "head", "post", "options"]

    def show(self, *, status: int = 200, **forms: Any) -> HttpResponse:
        """The page; that a statement is read is noted for its learner first."""
        to_hear = found.to_hear(self.person.pk)
        for row in to_hear:
            view = viewpoint(self.person, row.learner_id, now=self.now)
            access.looked(view, data_class=DataClass(CLASSES[row.subject_machine]), subject=row.pk, now=self.now)
        today = timezone.localdate(self.now)
        to_name = [(row, found.hearers(row, today=today)) for row in found.to_name(self.person, today=today)]
        page = disputes_page(
            viewer=self.person, mine=found.of_learner(self.person.pk), to_hear=to_hear, to_name=to_name, **forms
        )
        return self.page("mentoring/disputes.html", {"disputes": page}, status=status)

    def find(self, number: UUID) -> Dispute:
        """A disagreement; whether the person may do something with it is asked by the service."""
        return get_object_or_404(Dispute.objects.select_related("learner", "organisation"), pk=number)

    def back(self, saying: Promise | str) -> HttpResponse:
        """To the page."""
        messages.info(self.request, str(saying))
        return HttpResponseRedirect(reverse("mentoring:disputes"))


class DisputesView(Disputes):
    """The page."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest) -> HttpResponse:
        """What is mine, what I hear, what I name somebody for."""
        return self.show()


class DisagreeView(Disputes):
    """A learner sees a judgement differently."""

    def get(self, _request: HttpRequest, machine: str, subject: UUID) -> HttpResponse:
        """The form."""
        self.judged(machine, subject)
        return self.ask(DisagreeForm())

    def post(self, request: HttpRequest, machine: str, subject: UUID) -> HttpResponse:
        """Say so; or the form again, with the words."""
        judged = self.judged(machine, subject)
        form = DisagreeForm(request.POST, request.FILES, organisation_id=judged.organisation_id)
        if not form.is_valid():
            return self.ask(form, status=form.status)
        try:
            disputes.disagree(judged=judged, by=self.person, statement=form.cleaned_data["statement"], now=self.now)
        except disputes.NotTheirs as error:
            raise Http404 from error
        except REASONS as reason:
            form.add_error(None, str(REFUSED[type(reason)]))
            return self.ask(form, status=409)
        return self.back(
            _("It is said. A coordinator names somebody who judged nothing before; they see only that you disagree.")
        )

    def judged(self, machine: str, subject: UUID) -> found.Judgement:
        """A judgement about the person that stands."""
        judged = found.judgement(machine, subject)
        if judged is None or judged.learner_id != self.person.pk:
            raise Http404
        return judged

    def ask(self, form: DisagreeForm, *, status: int = 200) -> HttpResponse:
        """The page with the form."""
        return self.page("mentoring/disagree.html", {"form": form}, status=status)


class TakeBackView(Disputes):
    """`POST`: the learner takes it back."""

    http_method_names = ["post", "options"]

    def post(self, _request: HttpRequest, dispute: UUID) -> HttpResponse:
        """Take it back."""
        try:
            disputes.take_back(dispute=self.find(dispute), by=self.person, now=self.now)
        except disputes.NotTheirs as error:
            raise Http404 from error
        except NotNow:
            return self.back(CHANGED)
        return self.back(_("Taken back."))


class NameView(Disputes):
    """`POST`: a coordinator says who hears it."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, dispute: UUID) -> HttpResponse:
        """Name somebody."""
        row = self.find(dispute)
        today = timezone.localdate(self.now)
        if row not in found.to_name(self.person, today=today):
            raise Http404
        form = NameForm(request.POST, people=found.hearers(row, today=today), prefix=row.pk.hex)
        if not form.is_valid():
            return self.show(forms={row.pk: form}, status=400)
        hearer = form.cleaned_data["hearer"]
        try:
            disputes.name(dispute=row, hearer=hearer, by=self.person, now=self.now)
        except disputes.NotTheCoordinator as error:
            raise Http404 from error
        except (disputes.CannotHear, NotNow):
            return self.back(CHANGED)
        return self.back(_("They are asked to hear it."))


class AnswerView(Disputes):
    """`POST`: whoever was named answers."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, dispute: UUID) -> HttpResponse:
        """Answer; or the page again, with the words."""
        row = self.find(dispute)
        if row not in found.to_hear(self.person.pk):
            raise Http404
        form = AnswerForm(request.POST, request.FILES, organisation_id=row.organisation_id, prefix=row.pk.hex)
        if not form.is_valid():
            return self.show(forms={row.pk: form}, status=form.status)
        given = form.cleaned_data
        try:
            disputes.answer(
                dispute=row,
                by=self.person,
                changed=given["outcome"] == "changed",
                words=given["answer"],
                now=self.now,
            )
        except disputes.CannotHear as error:
            raise Http404 from error
        except NotNow:
            return self.back(CHANGED)
        return self.back(_("Answered. Both are told."))


CHANGED = _("This changed meanwhile. Here is how it stands now.")
