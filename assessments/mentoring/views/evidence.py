"""Taking something as evidence, and withdrawing a judgement of one's own."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assessments.mentoring.confidentiality import Reach, Viewpoint, level
from assessments.mentoring.forms.evidence import ClaimsForm, WithdrawForm
from assessments.mentoring.models import Entry, Evidence, Relationship, SessionRecord
from assessments.mentoring.pages.validating import ValidatePage, validate_page
from assessments.mentoring.selectors.indicators import Framework, framework
from assessments.mentoring.services import evidence, evidence_afterwards, pairs
from assessments.mentoring.services.ledger import NotNow
from assessments.mentoring.views.private import PrivateView, demand

REFUSED: dict[type[Exception], Promise] = {
    evidence.NotRead: _("It was given back or deleted meanwhile, so it cannot be judged now."),
    NotNow: _("It was given back or deleted meanwhile, so it cannot be judged now."),
    evidence.NotAgreed: _(
        "Only a record that both have signed, and neither with a disagreement, can be taken as evidence."
    ),
    evidence.TooMany: _("One source supports three indicators at most; some were judged before."),
    evidence.JudgedAlready: _("It was judged for one of these indicators before. What was judged is not judged again."),
    evidence.InTheFuture: _("This day has not come yet."),
    evidence.UnknownIndicator: _("The framework has changed meanwhile. Choose the indicator again."),
    pairs.NotActiveNow: _("Your mentoring pauses or has ended, so nothing can be judged. Your words are below."),
}
"""Why a valid form was not taken."""
REASONS = tuple(REFUSED)


class Validating(PrivateView):
    """A mentor judges something of a learner with whom they are a pair now."""

    http_method_names = ["get", "head", "post", "options"]
    pair: Relationship
    view: Viewpoint
    framework: Framework
    kind = ""

    def enter(self, pair: Relationship | None) -> None:
        """Look up what the person is to the learner. Raises Http404 for whoever is not the mentor of this pair now."""
        if pair is None:
            raise Http404
        self.pair, self.view = pair, self.seen_from(pair.learner_id)
        demand(level(self.view), Reach.WRITE)
        if pair.pk not in self.view.pairs:
            raise Http404
        self.framework = framework(pair.programme_key)

    def form(self, *data: Any) -> ClaimsForm:
        """The form of this source."""
        return ClaimsForm(*data, framework=self.framework, kind=self.kind, organisation_id=self.pair.organisation_id)

    def show(self, page: ValidatePage, form: ClaimsForm, *, status: int = 200) -> HttpResponse:
        """The page with its form."""
        return self.page("mentoring/validate.html", {"validate": page, "form": form}, status=status)

    def answer(
        self, page: ValidatePage, form: ClaimsForm, judge: Callable[[ClaimsForm], list[Evidence]]
    ) -> HttpResponse:
        """Judge, and go on to the map; or the page again, with its words."""
        if not form.is_valid():
            return self.show(page, form, status=form.status)
        try:
            made = judge(form)
        except evidence.NotTheMentor as error:
            raise Http404 from error
        except REASONS as reason:
            form.add_error(None, str(REFUSED[type(reason)]))
            return self.show(page, form, status=409)
        text = ngettext("Kept for %(number)d indicator.", "Kept for %(number)d indicators.", len(made))
        messages.success(self.request, text % {"number": len(made)})
        return HttpResponseRedirect(reverse("mentoring:map", args=[self.pair.learner_id]))


class OfficeView(Validating):
    """Work seen in the office, or feedback that was heard."""

    def get(self, _request: HttpRequest, relationship: UUID) -> HttpResponse:
        """The form."""
        self.find(relationship)
        return self.show(self.page_of(), self.form())

    def post(self, request: HttpRequest, relationship: UUID) -> HttpResponse:
        """Attest it."""
        self.find(relationship)
        return self.answer(self.page_of(), self.form(request.POST, request.FILES), self.judge)

    def find(self, number: UUID) -> None:
        """The pair."""
        self.enter(Relationship.objects.select_related("learner", "mentor").filter(pk=number).first())

    def page_of(self) -> ValidatePage:
        """What stands above the form."""
        return validate_page(self.pair, viewer=self.person, url=reverse("mentoring:validate", args=[self.pair.pk]))

    def judge(self, form: ClaimsForm) -> list[Evidence]:
        """The one call."""
        given = form.cleaned_data
        return evidence.validate_office(
            pair=self.pair,
            kind=given["kind"],
            acted_on=given["acted_on"],
            by=self.person,
            claims=form.claims(),
            now=self.now,
        )


class EntryEvidenceView(Validating):
    """A log entry that was read."""

    kind = Evidence.Kind.REFLECTION
    entry: Entry

    def get(self, _request: HttpRequest, entry: UUID) -> HttpResponse:
        """The form."""
        self.find(entry)
        return self.show(self.page_of(), self.form())

    def post(self, request: HttpRequest, entry: UUID) -> HttpResponse:
        """Judge it."""
        self.find(entry)
        return self.answer(self.page_of(), self.form(request.POST, request.FILES), self.judge)

    def find(self, number: UUID) -> None:
        """The entry, which is shared with the person and was read."""
        self.entry = get_object_or_404(
            Entry.objects.select_related("relationship__learner", "relationship__mentor"),
            pk=number,
            state__in=["read", "validated"],
        )
        self.enter(self.entry.relationship)

    def page_of(self) -> ValidatePage:
        """What stands above the form."""
        back = reverse("mentoring:entry", args=[self.entry.pk])
        url = reverse("mentoring:validate_entry", args=[self.entry.pk])
        on = self.entry.occurred_on
        return validate_page(self.pair, viewer=self.person, url=url, kind=self.kind, on=on, back_url=back)

    def judge(self, form: ClaimsForm) -> list[Evidence]:
        """The one call."""
        return evidence.validate_entry(entry=self.entry, by=self.person, claims=form.claims(), now=self.now)


class RecordEvidenceView(Validating):
    """The record of a session that both signed."""

    kind = Evidence.Kind.SESSION
    record: SessionRecord

    def get(self, _request: HttpRequest, record: UUID) -> HttpResponse:
        """The form."""
        self.find(record)
        return self.show(self.page_of(), self.form())

    def post(self, request: HttpRequest, record: UUID) -> HttpResponse:
        """Judge it."""
        self.find(record)
        return self.answer(self.page_of(), self.form(request.POST, request.FILES), self.judge)

    def find(self, number: UUID) -> None:
        """The record, which both have signed."""
        self.record = get_object_or_404(
            SessionRecord.objects.select_related("session__relationship__learner", "session__relationship__mentor"),
            pk=number,
            state__in=evidence.SIGNED,
        )
        self.enter(self.record.session.relationship)

    def page_of(self) -> ValidatePage:
        """What stands above the form."""
        back = reverse("mentoring:record", args=[self.record.pk])
        url = reverse("mentoring:validate_record", args=[self.record.pk])
        on = self.record.session.occurred_on
        return validate_page(self.pair, viewer=self.person, url=url, kind=self.kind, on=on, back_url=back)

    def judge(self, form: ClaimsForm) -> list[Evidence]:
        """The one call."""
        return evidence.validate_record(record=self.record, by=self.person, claims=form.claims(), now=self.now)


class WithdrawView(PrivateView):
    """Withdrawing a piece that one has judged, with a reason."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest, evidence: UUID) -> HttpResponse:
        """The question."""
        return self.ask(self.find(evidence), WithdrawForm())

    def post(self, request: HttpRequest, evidence: UUID) -> HttpResponse:
        """Withdraw it."""
        row = self.find(evidence)
        form = WithdrawForm(request.POST)
        if not form.is_valid():
            return self.ask(row, form, status=400)
        reason = form.cleaned_data["reason"]
        try:
            evidence_afterwards.withdraw(evidence=row, by=self.person, reason=reason, now=self.now)
        except (evidence_afterwards.NotTheValidator, evidence_afterwards.ReplaceInstead) as error:
            raise Http404 from error
        return HttpResponseRedirect(reverse("mentoring:indicator", args=[row.learner_id, row.indicator]))

    def find(self, number: UUID) -> Evidence:
        """A piece of one's own, of a learner whose mentor one is now."""
        row = get_object_or_404(Evidence, pk=number, validator=self.person, position__isnull=False)
        if not self.seen_from(row.learner_id).pairs:
            raise Http404
        return row

    def ask(self, row: Evidence, form: WithdrawForm, *, status: int = 200) -> HttpResponse:
        """The page with the question."""
        back = reverse("mentoring:indicator", args=[row.learner_id, row.indicator])
        shown = {"evidence": row, "form": form, "back_url": back}
        return self.page("mentoring/evidence_withdraw.html", shown, status=status)
