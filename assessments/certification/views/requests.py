"""What learners ask for: the list, and the page of each, which those who may decide open too."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.certification.forms.requests import ClaimAnswerForm
from assessments.certification.models import Appeal, Attestation, Claim, Evidence, Extension
from assessments.certification.pages.papers import paper_page
from assessments.certification.pages.request_words import listed
from assessments.certification.pages.requests import (
    Asked,
    appeal_page,
    claim_page,
    extension_page,
    hours_page,
    outcome_page,
)
from assessments.certification.pages.requirement_title import requirement_title
from assessments.certification.selectors import requests as found
from assessments.certification.selectors.appealed import Appealable, appeal_about, appealable
from assessments.certification.selectors.papers import PAPERS, entered
from assessments.certification.selectors.vouched import attestation
from assessments.certification.services import appeals, evidence, extensions, papers, recognition, vouching
from assessments.certification.services.evidence import verifying_role
from assessments.certification.views.holder import HolderView
from assessments.services.ledgers import NotNow
from training_site.people.models import User

CHANGED = _("This changed meanwhile. Here is how it stands now.")
TAKEN_BACK = _("Taken back.")


class RequestsView(HolderView):
    """Everything I have asked for."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest) -> HttpResponse:
        """The list, what waits for me first."""
        return self.page("certification/requests.html", {"asked": listed(found.requests_of(self.person.pk))})


class OfARequest(HolderView):
    """Something that was asked for."""

    http_method_names = ["get", "head", "options"]

    def readable(self, learner: User) -> bool:
        """Whether it is the person's own. Raises Http404 for whoever may neither ask nor decide."""
        if not found.may_read(self.person, learner, today=self.today):
            raise Http404
        return learner.pk == self.person.pk

    def open_to_appeal(self, machine: str, pk: UUID) -> Appealable | None:
        """What was decided, while nobody has appealed against it."""
        about = appealable(machine, pk)
        return about if about and appeal_about(pk) is None else None

    def show(self, asked: Asked, *, form: Any = None, status: int = 200) -> HttpResponse:
        """The page."""
        return self.page("certification/request.html", {"asked": asked, "form": form}, status=status)


class ClaimView(OfARequest):
    """A claim of prior learning; its learner may answer a question."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest, claim: UUID) -> HttpResponse:
        """The page."""
        row = self.find(claim)
        return self.shown(row, form=self.form(row))

    def post(self, request: HttpRequest, claim: UUID) -> HttpResponse:
        """The answer to a question of the assessor."""
        row = self.find(claim)
        if row.cycle.learner_id != self.person.pk:
            raise Http404
        form = ClaimAnswerForm(request.POST, request.FILES, organisation_id=row.organisation_id)
        if not form.is_valid():
            return self.shown(row, form=form, status=form.status)
        try:
            recognition.answer(claim=row, statement=form.cleaned_data["statement"], by=self.person, now=self.now)
        except NotNow:
            messages.info(request, str(CHANGED))
        return HttpResponseRedirect(reverse("certification:claim", args=[row.pk]))

    def find(self, pk: UUID) -> Claim:
        """The claim. Raises Http404."""
        row = found.claim(pk)
        if row is None:
            raise Http404
        self.readable(row.cycle.learner)
        return row

    def form(self, row: Claim) -> ClaimAnswerForm | None:
        """For the learner, while there is a question."""
        mine = row.cycle.learner_id == self.person.pk
        return (
            ClaimAnswerForm(initial={"statement": row.statement.opened()})
            if mine and row.state == "more_info"
            else None
        )

    def shown(self, row: Claim, *, form: ClaimAnswerForm | None, status: int = 200) -> HttpResponse:
        """The page."""
        page = claim_page(
            row,
            is_mine=row.cycle.learner_id == self.person.pk,
            asked=requirement_title(row.cycle, row.requirement),
            about=self.open_to_appeal("claim", row.pk),
            today=self.today,
        )
        return self.show(page, form=form, status=status)


class ExtensionView(OfARequest):
    """A question for more time."""

    def get(self, _request: HttpRequest, extension: UUID) -> HttpResponse:
        """The page."""
        row = found.extension(extension)
        if row is None:
            raise Http404
        mine = self.readable(row.cycle.learner)
        about = self.open_to_appeal("extension", row.pk)
        return self.show(extension_page(row, is_mine=mine, about=about, today=self.today))


class AppealView(OfARequest):
    """An appeal. Whoever had a part in what it is about does not read it."""

    def get(self, _request: HttpRequest, appeal: UUID) -> HttpResponse:
        """The page."""
        row = found.appeal(appeal)
        if row is None:
            raise Http404
        mine = row.learner_id == self.person.pk
        if not mine and not appeals.may_hear(self.person, row, now=self.now):
            raise Http404
        return self.show(appeal_page(row, is_mine=mine, about=appealable(row.subject_machine, row.subject)))


class OutcomeView(OfARequest):
    """A decision that was no award, for its learner alone: those who decide have a page of their own."""

    def get(self, _request: HttpRequest, decision: UUID) -> HttpResponse:
        """The page."""
        decided = found.decision(decision)
        if decided is None or decided[0].cycle.learner_id != self.person.pk:
            raise Http404
        row, votes = decided
        about = self.open_to_appeal("decision", row.pk)
        return self.show(outcome_page(row, votes, about=about, today=self.today))


class PaperView(OfARequest):
    """A paper; whoever looks at it opens the page too."""

    def get(self, _request: HttpRequest, evidence: UUID) -> HttpResponse:
        """The page."""
        row = entered(evidence)
        if row is None or row.kind not in PAPERS:
            raise Http404
        mine = row.learner_id == self.person.pk
        may_answer = bool(papers.looking_role(self.person, row, today=self.today))
        if not mine and not may_answer:
            raise Http404
        return self.show(paper_page(row, is_mine=mine, may_answer=may_answer))


class EvidenceView(OfARequest):
    """Hours of practice; whoever verifies them opens the page too."""

    def get(self, _request: HttpRequest, evidence: UUID) -> HttpResponse:
        """The page."""
        row = found.hours(evidence)
        if row is None:
            raise Http404
        mine = row.learner_id == self.person.pk
        if not mine and not verifying_role(self.person, row.learner, today=self.today):
            raise Http404
        return self.show(hours_page(row, is_mine=mine))


def _take_back_claim(row: Claim, by: User, now: Any) -> None:
    recognition.withdraw(claim=row, by=by, now=now)


def _take_back_extension(row: Extension, by: User, now: Any) -> None:
    extensions.withdraw(extension=row, by=by, now=now)


def _take_back_appeal(row: Appeal, by: User, now: Any) -> None:
    appeals.withdraw(appeal=row, by=by, now=now)


def _take_back_hours(row: Evidence, by: User, now: Any) -> None:
    evidence.withdraw(evidence=row, by=by, now=now)


def _take_back_word(row: Attestation, by: User, now: Any) -> None:
    vouching.withdraw(attestation=row, by=by, now=now)


TAKE_BACK: Mapping[str, tuple[Callable[[UUID], Any], Callable[[Any, User, Any], None]]] = {
    "claim": (found.claim, _take_back_claim),
    "extension": (found.extension, _take_back_extension),
    "appeal": (found.appeal, _take_back_appeal),
    "evidence": (found.hours, _take_back_hours),
    "attestation": (attestation, _take_back_word),
    "paper": (entered, _take_back_hours),
}
"""Machine → how it is found, and how it is taken back."""
FOREIGN = (recognition.NotYours, extensions.NotYours, appeals.NotYours, evidence.NotYours, vouching.NotYours)


class WithdrawView(HolderView):
    """`POST`: the learner takes back what they asked for."""

    http_method_names = ["post", "options"]
    machine = ""

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Take it back."""
        find, take_back = TAKE_BACK[self.machine]
        row = find(pk)
        if row is None:
            raise Http404
        said: Promise = TAKEN_BACK
        try:
            take_back(row, self.person, self.now)
        except FOREIGN as error:
            raise Http404 from error
        except NotNow:
            said = CHANGED
        messages.info(request, str(said))
        return HttpResponseRedirect(reverse(f"certification:{self.machine}", args=[row.pk]))
