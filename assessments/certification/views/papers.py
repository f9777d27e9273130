"""Entering a paper that a requirement asks for."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.certification.forms.papers import PaperForm
from assessments.certification.laws.requirements.evidence_shown import NO_ONE, EvidenceShown
from assessments.certification.laws.requirements.profile_verified import ProfileVerified
from assessments.certification.models import Cycle, Evidence
from assessments.certification.pages.papers import entering_page
from assessments.certification.pages.periods import day_text
from assessments.certification.pages.requirement_title import requirement_title
from assessments.certification.selectors.papers import enterable, kept_as, papers_of
from assessments.certification.services import papers, recognition
from assessments.certification.views.asking import Asking

Needed = EvidenceShown | ProfileVerified


class PaperEnterView(Asking):
    """What is asked, who looks at it, and the form."""

    def get(self, _request: HttpRequest, code: str, requirement: str) -> HttpResponse:
        """The form."""
        cycle = self.at_work(code)
        needed = self.needed(cycle, requirement)
        return self.asked(cycle, needed, PaperForm(today=self.today, field=getattr(needed, "field", "")))

    def post(self, request: HttpRequest, code: str, requirement: str) -> HttpResponse:
        """Enter it, or the form again with the words."""
        cycle = self.at_work(code)
        needed = self.needed(cycle, requirement)
        form = PaperForm(
            request.POST,
            request.FILES,
            organisation_id=cycle.organisation_id,
            today=self.today,
            field=getattr(needed, "field", ""),
        )
        if not form.is_valid():
            return self.asked(cycle, needed, form, status=form.status)
        try:
            row = papers.enter(cycle=cycle, requirement=requirement, paper=form.paper(), by=self.person, now=self.now)
        except papers.DoesNotCount as error:
            form.add_error("dated", self.too_old(error.first))
            return self.asked(cycle, needed, form, status=400)
        messages.info(request, _("Entered. Show the original to whoever looks at it."))
        return HttpResponseRedirect(reverse("certification:paper", args=[row.pk]))

    def needed(self, cycle: Cycle, key: str) -> Needed:
        """The requirement. Raises Http404 where no paper is asked for."""
        found = enterable(cycle, key)
        if found is None:
            raise Http404
        return found

    def asked(self, cycle: Cycle, needed: Needed, form: PaperForm, *, status: int = 200) -> HttpResponse:
        """The page."""
        role = papers.asked_role(needed)
        kind, subject = kept_as(needed)
        would_be = Evidence(learner=self.person, kind=kind, asked_role=role)
        page = entering_page(
            cycle,
            title=requirement_title(cycle, needed.key),
            first=recognition.first_day(cycle, needed, now=self.now),
            role="" if role == NO_ONE else role,
            people=papers.lookers(would_be, today=self.today),
            earlier=papers_of(self.person.pk, kind, subject),
        )
        return self.ask(form, template="certification/paper.html", status=status, paper=page)

    def too_old(self, first: date) -> str:
        """Why the day does not count."""
        if first == date.min:
            return _("This day has not come yet.")
        return _("A paper from before %(first)s does not count here, nor one of a day that has not come.") % {
            "first": day_text(first)
        }
