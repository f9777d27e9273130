"""Answering what learners ask: the list, and the page of one question with the form."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.certification.forms.answering import AnswerForm
from assessments.certification.models import Appeal, Attestation, Claim, Evidence, Extension
from assessments.certification.pages.papers import paper_page
from assessments.certification.pages.questions import question_lines
from assessments.certification.pages.requests import Asked, appeal_page, claim_page, extension_page, hours_page
from assessments.certification.pages.requirement_title import requirement_title
from assessments.certification.pages.vouching import attestation_page
from assessments.certification.selectors import questions
from assessments.certification.selectors.appealed import appealable
from assessments.certification.selectors.awaited import awaited
from assessments.certification.selectors.papers import PAPERS
from assessments.certification.selectors.powers import certifies_anywhere, may_judge
from assessments.certification.selectors.questions import Question
from assessments.certification.selectors.vouched import asked_people
from assessments.certification.services import answering, appeals, papers, vouching
from assessments.certification.services.evidence import verifying_role
from assessments.certification.views.certifier import AnsweringView, CertifierView
from training_site.people.models import User


class AnswersView(CertifierView):
    """What waits for somebody's answer."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest) -> HttpResponse:
        """The list, the oldest first; appeals only where the person may hear them, and words where they are in the role."""
        waiting = questions.waiting(self.person, today=self.today)
        mine = (
            one
            for one in waiting
            if not isinstance(one.row, Appeal) or appeals.may_hear(self.person, one.row, now=self.now)
        )
        others = (one for one in awaited(self.person, today=self.today) if answering.what(one.row) != "evidence")
        lines = question_lines(sorted([*mine, *others], key=lambda one: one.since))
        return self.page("certification/answers.html", {"lines": lines})


class AnswerView(AnsweringView):
    """One question; `POST`: the answer. A line manager, who certifies nobody, answers for hours."""

    http_method_names = ["get", "head", "post", "options"]

    def has_power(self, person: User) -> bool:
        """It depends on whose question it is."""
        return person.is_active

    def get(self, _request: HttpRequest, machine: str, pk: UUID) -> HttpResponse:
        """The page."""
        row = self.find(machine, pk)
        return self.shown(row, self.form(row) if answering.outcomes(row) else None)

    def post(self, request: HttpRequest, machine: str, pk: UUID) -> HttpResponse:
        """The answer."""
        row = self.find(machine, pk)
        if not answering.outcomes(row):
            return self.done(row, _("This changed meanwhile. Here is how it stands now."))
        form = self.form(row, request.POST, request.FILES, organisation_id=row.organisation_id)
        if not form.is_valid():
            return self.shown(row, form, status=form.status)
        try:
            answering.answer(
                request=row, outcome=form.cleaned_data["outcome"], said=form.said, by=self.person, now=self.now
            )
        except answering.MayNot as error:
            raise Http404 from error
        except answering.NotNow:
            return self.done(row, _("This changed meanwhile. Here is how it stands now."))
        except MISTAKES as error:
            form.add_error(*_mistake(error))
            return self.shown(row, form, status=400)
        return self.done(row, _("Answered. The learner is told."))

    def find(self, machine: str, pk: UUID) -> Question:
        """The question. Raises Http404 where it is not for this person to answer."""
        found = questions.find(machine, pk)
        if found is None or not self.may_answer(*found):
            raise Http404
        return found[0]

    def may_answer(self, row: Question, learner: User) -> bool:
        """Whether the person may."""
        if isinstance(row, Evidence) and row.kind in PAPERS:
            return bool(papers.looking_role(self.person, row, today=self.today))
        if isinstance(row, Evidence):
            return bool(verifying_role(self.person, learner, today=self.today))
        if isinstance(row, Attestation):
            is_theirs = row.said_by_id == self.person.pk
            return is_theirs or (row.state == "asked" and vouching.may_vouch(self.person, row, today=self.today))
        if isinstance(row, Appeal):
            return appeals.may_hear(self.person, row, now=self.now)
        return may_judge(self.person, learner, today=self.today)

    def form(self, row: Question, *data: Any, **options: Any) -> AnswerForm:
        """With what can be answered now."""
        until = row.asked_until if isinstance(row, Extension) else None
        return AnswerForm(
            *data, machine=answering.what(row), outcomes=answering.outcomes(row), asked_until=until, **options
        )

    def shown(self, row: Question, form: AnswerForm | None, *, status: int = 200) -> HttpResponse:
        """The page."""
        certifies = certifies_anywhere(self.person, today=self.today)
        context = {"asked": self.asked(row), "form": form, "certifies": certifies}
        return self.page("certification/answer.html", context, status=status)

    def asked(self, row: Question) -> Asked:
        """What was asked, as those who answer read it."""
        if isinstance(row, Claim):
            asked = requirement_title(row.cycle, row.requirement)
            return claim_page(row, is_mine=False, asked=asked, about=None, today=self.today)
        if isinstance(row, Extension):
            return extension_page(row, is_mine=False, about=None, today=self.today)
        if isinstance(row, Evidence) and row.kind in PAPERS:
            return paper_page(row, is_mine=False, may_answer=False)
        if isinstance(row, Attestation):
            return attestation_page(row, asked_people(row), is_mine=False)
        if isinstance(row, Appeal):
            return appeal_page(row, is_mine=False, about=appealable(row.subject_machine, row.subject))
        return hours_page(row, is_mine=False)

    def done(self, row: Question, said: str) -> HttpResponse:
        """To the list it stood in, or for a line manager to the page of the hours."""
        messages.info(self.request, said)
        if answering.what(row) in ("attestation", "paper"):
            return HttpResponseRedirect(reverse("certification:waiting"))
        if certifies_anywhere(self.person, today=self.today):
            return HttpResponseRedirect(reverse("certification:answers"))
        return HttpResponseRedirect(reverse("certification:answer", args=[row.machine.name, row.pk]))


MISTAKES = (
    *answering.NotSeen,
    *answering.WordsMissing,
    answering.TooEarly,
    answering.NothingDue,
    answering.NotThatDay,
    answering.NeededToDecide,
)
"""What can be said otherwise, or has to be said by somebody else."""


def _mistake(error: Exception) -> tuple[str | None, str]:
    if isinstance(error, answering.NotSeen):
        return "seen", _("Only what you have seen in the original counts.")
    if isinstance(error, answering.TooEarly):
        return "until", _("Choose a day after today and after the one by which it is due.")
    if isinstance(error, answering.NotThatDay):
        return "acted_on", _("This day has not come yet.")
    if isinstance(error, answering.NeededToDecide):
        return None, _(
            "You are needed to decide about this certificate, and whoever gives their word does not decide. Somebody else has to give it."
        )
    if isinstance(error, answering.NothingDue):
        return None, _("There is no day any more by which this is due.")
    return "words", _("Please write a sentence, so that whoever reads it can follow.")
