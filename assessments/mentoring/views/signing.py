"""Signing a record and an addendum, handing the phone over, and one's own PIN."""

from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.confidentiality import DataClass, Reach
from assessments.mentoring.forms.pins import PinForm
from assessments.mentoring.forms.signing import RecordSignForm, SignForm
from assessments.mentoring.models import Addendum
from assessments.mentoring.pages import readers
from assessments.mentoring.pages.addenda import sign_box
from assessments.mentoring.pages.record_signing import record_box, sign_form
from assessments.mentoring.pages.records import Gathered, gathered, record_page
from assessments.mentoring.services import access, addenda, circulation, pairs, pins, record_signing, signing
from assessments.mentoring.services.ledger import NotNow
from assessments.mentoring.views.private import PrivateView
from assessments.mentoring.views.records import REFUSED, AtARecord
from training_site.people.models import User

REFUSALS = (
    *(signing.ChangedMeanwhile, signing.SignedAlready, signing.WordsMissing),
    *(pins.NoPin, pins.WrongPin, pins.PinLocked),
)
GONE: dict[type[Exception], Promise] = {
    NotNow: REFUSED[NotNow],
    pairs.NotActiveNow: REFUSED[pairs.NotActiveNow],
    circulation.OpenRemarks: REFUSED[circulation.OpenRemarks],
    record_signing.TooLateToSign: _("The days for the second signature are over. The record lapses."),
}
"""Why nothing can be signed any more on this page."""
REASONS: tuple[type[Exception], ...] = (*REFUSALS, *GONE)


class Signing(AtARecord):
    """Signing, with the words kept whatever comes between."""

    def answers(self, form: RecordSignForm) -> dict[str, Any]:
        """What was said, as the services take it."""
        given = form.cleaned_data
        return {
            "seen_digest": given["digest"],
            "outcome": given["outcome"],
            "comment": given["comment"],
            "release": given.get("release", False),
        }

    def once_more(self, reason: Exception, form: RecordSignForm, signer: User) -> tuple[Gathered, RecordSignForm]:
        """The record as it is now, and the form with its words, bound to what is now on the page."""
        self.find(self.record.pk, wanted=Reach.WRITE)
        found = gathered(self.record, viewer=self.person)
        sent = self.request.POST.copy()
        sent["digest"] = sign_form(found, signer=signer).initial["digest"]
        again = sign_form(found, sent, signer=signer, with_pin="pin" in form.fields)
        again.is_valid()
        if type(reason) in GONE:
            messages.info(self.request, str(GONE[type(reason)]))
        else:
            again.refused(reason)
        return found, again


class SignView(Signing):
    """`POST`: one's own signature, on one's own phone."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, record: UUID) -> HttpResponse:
        """Sign."""
        self.find(record, wanted=Reach.WRITE)
        found = gathered(self.record, viewer=self.person)
        form = sign_form(found, request.POST, request.FILES, signer=self.person)
        if not form.is_valid():
            return self.show(status=form.status, sign=record_box(found, signer=self.person, form=form))
        try:
            record_signing.sign(record=self.record, by=self.person, now=self.now, **self.answers(form))
        except REASONS as reason:
            found, again = self.once_more(reason, form, self.person)
            return self.show(status=409, sign=record_box(found, signer=self.person, form=again))
        return self.back(_("You have signed."))


class HandoverView(Signing):
    """The other of the pair reads everything and signs on this phone, with a PIN of their own."""

    def get(self, _request: HttpRequest, record: UUID) -> HttpResponse:
        """The whole record once more, and the form."""
        self.find(record, wanted=Reach.WRITE)
        found = gathered(self.record, viewer=self.person)
        return self.read_back(found, record_box(found, signer=self.other, here=True))

    def post(self, request: HttpRequest, record: UUID) -> HttpResponse:
        """Sign for the other, who has typed their PIN; whoever is signed in stays who they are."""
        self.find(record, wanted=Reach.WRITE)
        found = gathered(self.record, viewer=self.person)
        form = sign_form(found, request.POST, request.FILES, signer=self.other, with_pin=True)
        if not form.is_valid():
            return self.read_back(found, record_box(found, signer=self.other, form=form, here=True), form.status)
        try:
            record_signing.sign_here(
                record=self.record,
                phone_of=self.person,
                pin=form.cleaned_data["pin"],
                now=self.now,
                **self.answers(form),
            )
        except REASONS as reason:
            found, again = self.once_more(reason, form, self.other)
            return self.read_back(found, record_box(found, signer=self.other, form=again, here=True), 409)
        return self.back(_("%(name)s has signed. Take your phone back.") % {"name": self.other})

    @property
    def other(self) -> User:
        """Who signs: fixed by the record, never asked for."""
        return pairs.other(self.record.session.relationship, self.person)

    def read_back(self, found: Gathered, box: Any, status: int = 200) -> HttpResponse:
        """The page; without a form there is nothing to hand over."""
        if box is None:
            return self.back()
        access.looked(self.view, data_class=DataClass.RECORD, subject=self.record.pk, now=self.now)
        shown = {
            "record": record_page(found, viewer=self.other, acts=False),
            "sign": box,
            "other": str(self.other),
            "owner": str(self.person),
            "back_url": reverse("mentoring:record", args=[self.record.pk]),
            "notice": readers.notice(),
        }
        return self.page("mentoring/handover.html", shown, status=status)


class SignAddendumView(AtARecord):
    """`POST`: the other of the pair signs what was added."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, addendum: UUID) -> HttpResponse:
        """Sign."""
        added = get_object_or_404(Addendum, pk=addendum, subject_machine="record")
        self.find(added.subject, wanted=Reach.WRITE)
        form = SignForm(
            request.POST, request.FILES, auto_id=added.pk.hex + "_%s", organisation_id=added.organisation_id
        )
        if not form.is_valid():
            return self.show(status=form.status, sign=sign_box(added, self.person, form))
        given = form.cleaned_data
        try:
            addenda.sign(
                addendum=added,
                by=self.person,
                seen_digest=given["digest"],
                outcome=given["outcome"],
                comment=given["comment"],
                now=self.now,
            )
        except REFUSALS as reason:
            form.refused(reason)
            return self.show(status=409, sign=sign_box(added, self.person, form))
        except (NotNow, pairs.NotActiveNow) as reason:
            return self.refused(reason)
        return self.back(_("You have signed."))


class PinView(PrivateView):
    """One's own PIN. Setting it asks for the password: a phone that was handed over must not be enough."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        """The form."""
        return self.show(PinForm(person=self.person))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Set it."""
        if not ratelimit.consume(request, action="reauthenticate", user=self.person):
            return ratelimit.respond_429(request)
        form = PinForm(request.POST, request.FILES, person=self.person)
        if not form.is_valid():
            return self.show(form, status=400)
        pins.set_pin(person=self.person, pin=form.cleaned_data["pin"], now=self.now)
        messages.info(request, _("Your PIN is set."))
        return HttpResponseRedirect(reverse("mentoring:pin"))

    def show(self, form: PinForm, *, status: int = 200) -> HttpResponse:
        """The page."""
        return self.page("mentoring/pin.html", {"form": form, "has_pin": pins.has_pin(self.person)}, status=status)
