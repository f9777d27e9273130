"""The page of a record, and what the two do with it before they sign: remark, send back, freeze, open again, take back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.mentoring import confidentiality
from assessments.mentoring.confidentiality import DataClass, Reach, Viewpoint
from assessments.mentoring.forms.circulation import AddendumForm, RemarkForm, ReopenForm, SendBackForm, VoidForm
from assessments.mentoring.models import Action, Comment, SessionRecord
from assessments.mentoring.pages import readers
from assessments.mentoring.pages.addenda import addenda_page
from assessments.mentoring.pages.record_signing import record_box
from assessments.mentoring.pages.records import Gathered, gathered, record_page
from assessments.mentoring.selectors.viewpoints import in_pair
from assessments.mentoring.services import access, actions, addenda, circulation, pairs, records
from assessments.mentoring.services.ledger import NotNow
from assessments.mentoring.views.private import PrivateView, demand

REFUSED: dict[type[Exception], Promise] = {
    NotNow: _("This has changed meanwhile, so nothing was done. Look at it as it stands now."),
    pairs.NotActiveNow: _("This relationship is not active now, so nothing was done."),
    circulation.OpenRemarks: _("A remark is still open. Settle it first, or send the record back."),
    circulation.NothingToShare: _("Write in a few words what the session was about."),
}
NOT_THEIRS = (pairs.NotOfThePair, records.NotTheWriter, circulation.OwnRecord, actions.NotTheirAction)
"""Whoever tries what is the other's gets the answer of a page that does not exist."""
REASONS: tuple[type[Exception], ...] = (*REFUSED, *NOT_THEIRS)


class AtARecord(PrivateView):
    """Something at the address of a record, for those who may read it."""

    record: SessionRecord
    view: Viewpoint
    reach: Reach

    def find(self, pk: UUID, *, wanted: Reach = Reach.READ) -> SessionRecord:
        """Look up the record and how far the person reaches. Raises Http404 for whoever reaches less far."""
        rows = SessionRecord.objects.select_related("session__relationship__learner", "session__relationship__mentor")
        self.record = get_object_or_404(rows.select_related("writer"), pk=pk)
        self.view = in_pair(self.person, self.record.session.relationship, now=self.now)
        is_draft = self.record.state == "draft"
        self.reach = confidentiality.record(self.view, self.record, writer_id=self.record.writer_id, is_draft=is_draft)
        demand(self.reach, wanted)
        return self.record

    def show(self, *, status: int = 200, **forms: Any) -> HttpResponse:
        """The page with the forms of what can be done; that somebody else looks is noted first."""
        access.looked(self.view, data_class=DataClass.RECORD, subject=self.record.pk, now=self.now)
        found = gathered(self.record, viewer=self.person)
        acts = self.reach == Reach.WRITE
        shown = {
            "record": record_page(found, viewer=self.person, acts=acts),
            "addenda": addenda_page(self.record, viewer=self.person, acts=acts),
            "notice": readers.notice(),
            **self.forms(found),
            **forms,
        }
        template = "mentoring/record.html"
        return self.page(template, shown, status=status)

    def forms(self, found: Gathered) -> dict[str, Any]:
        """An empty form for every act of the page."""
        return {
            "remark_form": RemarkForm(),
            "send_back_form": SendBackForm(),
            "reopen_form": ReopenForm(),
            "void_form": VoidForm(),
            "addendum_form": AddendumForm(),
            "sign": record_box(found, signer=self.person),
        }

    def back(self, saying: Any = "") -> HttpResponse:
        """To the page of the record."""
        if saying:
            messages.info(self.request, str(saying))
        return HttpResponseRedirect(reverse("mentoring:record", args=[self.record.pk]))

    def refused(self, reason: Exception) -> HttpResponse:
        """The page as it stands now, and why nothing was done."""
        if isinstance(reason, NOT_THEIRS):
            raise Http404 from reason
        messages.info(self.request, str(REFUSED[type(reason)]))
        self.find(self.record.pk)
        return self.show(status=409)


class RecordView(AtARecord):
    """A record. Its writer is led to the form while it is a draft."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest, record: UUID) -> HttpResponse:
        """The page."""
        found = self.find(record)
        if found.state == "draft":
            return HttpResponseRedirect(reverse("mentoring:write", args=[found.session_id]))
        return self.show()


class StepView(AtARecord):
    """`POST`: take a record one step on or back."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, record: UUID) -> HttpResponse:
        """Do what the button says."""
        self.find(record, wanted=Reach.WRITE)
        steps = {
            "send_back": self.send_back,
            "take_back": self.take_back,
            "freeze": self.freeze,
            "reopen": self.reopen,
            "void": self.void,
        }
        step = steps.get(request.POST.get("step", ""))
        if step is None:
            return self.show(status=400)
        try:
            return step()
        except REASONS as reason:
            return self.refused(reason)

    def send_back(self) -> HttpResponse:
        """To the writer, with a word."""
        form = SendBackForm(self.request.POST, self.request.FILES, organisation_id=self.record.organisation_id)
        if not form.is_valid():
            return self.show(status=form.status, send_back_form=form)
        words = form.cleaned_data["words"]
        circulation.send_back(record=self.record, by=self.person, comment=words, now=self.now)
        return self.back()

    def take_back(self) -> HttpResponse:
        """To oneself, and on to the form."""
        circulation.take_back(record=self.record, by=self.person, now=self.now)
        return HttpResponseRedirect(reverse("mentoring:write", args=[self.record.session_id]))

    def freeze(self) -> HttpResponse:
        """Close the words."""
        circulation.freeze(record=self.record, by=self.person, now=self.now)
        return self.back()

    def reopen(self) -> HttpResponse:
        """Open them again, with a reason."""
        form = ReopenForm(self.request.POST, self.request.FILES)
        if not form.is_valid():
            return self.show(status=400, reopen_form=form)
        circulation.reopen(record=self.record, by=self.person, reason=form.cleaned_data["reason"], now=self.now)
        return self.back()

    def void(self) -> HttpResponse:
        """Take the record back for good, with a reason."""
        form = VoidForm(self.request.POST, self.request.FILES)
        if not form.is_valid():
            return self.show(status=400, void_form=form)
        records.void(record=self.record, by=self.person, reason=form.cleaned_data["reason"], now=self.now)
        return self.back()


class RemarkView(AtARecord):
    """`POST`: say something about a record."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, record: UUID) -> HttpResponse:
        """Keep it."""
        found = self.find(record, wanted=Reach.WRITE)
        form = RemarkForm(request.POST, request.FILES, organisation_id=found.organisation_id)
        if not form.is_valid():
            return self.show(status=form.status, remark_form=form)
        try:
            circulation.remark(record=found, by=self.person, body=form.cleaned_data["words"], now=self.now)
        except REASONS as reason:
            return self.refused(reason)
        return self.back()


class SettleView(AtARecord):
    """`POST`: a remark needs nothing more."""

    http_method_names = ["post", "options"]

    def post(self, _request: HttpRequest, remark: UUID) -> HttpResponse:
        """Settle it."""
        found = get_object_or_404(Comment, pk=remark, machine="record")
        self.find(found.subject, wanted=Reach.WRITE)
        try:
            circulation.settle(remark=found, by=self.person, now=self.now)
        except REASONS as reason:
            return self.refused(reason)
        return self.back()


class AddendumView(AtARecord):
    """`POST`: add to a signed record, and sign what is added."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, record: UUID) -> HttpResponse:
        """Keep and sign it."""
        found = self.find(record, wanted=Reach.WRITE)
        form = AddendumForm(request.POST, request.FILES, organisation_id=found.organisation_id)
        if not form.is_valid():
            return self.show(status=form.status, addendum_form=form)
        given = form.cleaned_data
        try:
            addenda.write(record=found, by=self.person, reason=given["reason"], body=given["words"], now=self.now)
        except REASONS as reason:
            return self.refused(reason)
        return self.back()


class ActionView(PrivateView):
    """`POST`: an action is done, or let go. Leads back to the pair."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, action: UUID) -> HttpResponse:
        """Close it."""
        rows = Action.objects.select_related("relationship")
        found = get_object_or_404(rows, pk=action)
        event = request.POST.get("event", "")
        try:
            actions.close(action=found, by=self.person, event=event, now=self.now)
        except NOT_THEIRS as error:
            raise Http404 from error
        except actions.NoSuchClosing:
            return HttpResponse(status=400)
        except (NotNow, pairs.NotActiveNow) as reason:
            messages.info(request, str(REFUSED[type(reason)]))
        return HttpResponseRedirect(reverse("mentoring:pair", args=[found.relationship_id]))
