"""Somebody's word: asking for it, its page, and everything that waits for somebody because of what they are to a learner."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.certification.laws.requirements.attestations import ManualAttestation, MentorSignOff
from assessments.certification.models import Cycle
from assessments.certification.pages.questions import question_lines
from assessments.certification.pages.vouching import attestation_page, said_lines, vouch_page
from assessments.certification.selectors.awaited import awaited
from assessments.certification.selectors.offices import holders
from assessments.certification.selectors.vouched import (
    asked_people,
    attestation,
    of_learner,
    role_of,
    said_by,
    vouchable,
    wording_of,
)
from assessments.certification.services import vouching
from assessments.certification.views.asking import Asking
from assessments.certification.views.holder import HolderView
from assessments.certification.views.requests import OfARequest


class VouchView(Asking):
    """What somebody would vouch for, and who is asked; `POST`: ask them."""

    def get(self, _request: HttpRequest, code: str, requirement: str) -> HttpResponse:
        """The page; where there is an open question, that one."""
        cycle = self.at_work(code)
        asked = self.needed(cycle, requirement)
        earlier = of_learner(self.person.pk, cycle=cycle, requirement=requirement)
        if earlier and earlier[0].state in ("asked", "given"):
            return HttpResponseRedirect(reverse("certification:attestation", args=[earlier[0].pk]))
        page = vouch_page(
            cycle,
            is_module=isinstance(asked, MentorSignOff) and bool(asked.subject),
            wording=wording_of(asked, cycle.certification.programme_key),
            role=role_of(asked),
            people=holders(self.person.pk, role_of(asked), today=self.today),
            earlier=earlier,
        )
        return self.page("certification/vouch.html", {"vouch": page})

    def post(self, request: HttpRequest, code: str, requirement: str) -> HttpResponse:
        """Ask."""
        cycle = self.at_work(code)
        self.needed(cycle, requirement)
        try:
            row = vouching.ask(cycle=cycle, requirement=requirement, by=self.person, now=self.now)
        except vouching.NobodyThere:
            return HttpResponseRedirect(reverse("certification:vouch", args=[code, requirement]))
        except vouching.NotAsked:
            messages.info(request, _("This is not asked of you now. Your way says what is next."))
            return HttpResponseRedirect(reverse("certification:way", args=[code]))
        messages.info(request, _("Asked. You see here what they say."))
        return HttpResponseRedirect(reverse("certification:attestation", args=[row.pk]))

    def needed(self, cycle: Cycle, key: str) -> ManualAttestation | MentorSignOff:
        """The requirement. Raises Http404 where nobody's word is asked for."""
        found = vouchable(cycle, key)
        if found is None:
            raise Http404
        return found


class AttestationView(OfARequest):
    """One question, for the learner who asked it: those who are asked have a page of their own."""

    def get(self, _request: HttpRequest, attestation_id: UUID) -> HttpResponse:
        """The page."""
        row = attestation(attestation_id)
        if row is None or row.learner_id != self.person.pk:
            raise Http404
        return self.show(attestation_page(row, asked_people(row), is_mine=True))


class WaitingView(HolderView):
    """What waits for me because of what I am to others, and what I have said."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest) -> HttpResponse:
        """The page; nothing waits for whoever is nothing to anybody."""
        lines = question_lines(awaited(self.person, today=self.today))
        return self.page("certification/waiting.html", {"lines": lines, "said": said_lines(said_by(self.person))})
