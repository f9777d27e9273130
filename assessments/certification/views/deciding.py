"""Decisions: the queue, several awards in one act, one decision with one's vote."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.certification.forms.deciding import VoteForm
from assessments.certification.models import Conflict, Decision
from assessments.certification.pages.deciding import REFUSALS, choices, decision_page, queue_lines, result_lines
from assessments.certification.pages.finding_lines import finding_lines, stored
from assessments.certification.selectors import queue
from assessments.certification.selectors.powers import is_overruled, may_decide, may_judge
from assessments.certification.services import awarding, deciding
from assessments.certification.views.certifier import CertifierView, words_for

PER_PAGE = 50


class QueueView(CertifierView):
    """Who waits for a decision, the longest waiting first; `POST`: award several."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest) -> HttpResponse:
        """One page of the queue."""
        return self.shown()

    def post(self, request: HttpRequest) -> HttpResponse:
        """Award what was ticked, and say what became of each. What was forged or lies elsewhere is not there."""
        ticked = [UUID(key) for key in request.POST.getlist("decision") if _is_uuid(key)]
        rows = list(queue.waiting(self.person, today=self.today).filter(pk__in=ticked))
        if not rows:
            return self.shown(mistake=_("Tick those whom you want to award."), status=400)
        try:
            results = awarding.award_together(decisions=rows, by=self.person, now=self.now)
        except awarding.DifferentCertifications:
            return self.shown(mistake=_("Award one certification at a time: choose one above."), status=400)
        except awarding.TooMany:
            return self.shown(mistake=_("Tick at most %(n)d.") % {"n": awarding.MOST_AT_ONCE}, status=400)
        return self.page("certification/awarded.html", {"lines": result_lines(results)})

    def shown(self, *, mistake: str = "", status: int = 200) -> HttpResponse:
        """The page."""
        get = self.request.GET
        wanted = queue.Wanted(certification=get.get("certification", ""), place=get.get("place", ""))
        rows = queue.waiting(self.person, today=self.today)
        found = Paginator(queue.narrowed(rows, wanted), PER_PAGE).get_page(get.get("page"))
        lines = queue_lines(queue.due(list(found.object_list), self.person), today=self.today)
        context: dict[str, Any] = {
            "lines": lines,
            "can_tick": len({line.code for line in lines if line.can_tick}) == 1,
            "choices": choices(queue.offered(rows), wanted),
            "found": found,
            "query": {"certification": wanted.certification, "place": wanted.place},
            "mistake": mistake,
        }
        return self.page("certification/decisions.html", context, status=status)


class OfADecision(CertifierView):
    """One decision about somebody in the person's scope."""

    http_method_names = ["post", "options"]

    def find(self, pk: UUID) -> Decision:
        """The decision. Raises Http404."""
        row = queue.decision_for(self.person, pk, today=self.today)
        if row is None:
            raise Http404
        return row

    def back(self, pk: UUID, said: str) -> HttpResponse:
        """To the page of a decision."""
        messages.info(self.request, said)
        return HttpResponseRedirect(reverse("certification:decision", args=[pk]))


class DecisionView(OfADecision):
    """What was found, who voted, and one's own vote."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest, decision: UUID) -> HttpResponse:
        """The page."""
        row = self.find(decision)
        return self.shown(row, VoteForm() if self.can_vote(row) else None)

    def post(self, request: HttpRequest, decision: UUID) -> HttpResponse:
        """Give one's vote."""
        row = self.find(decision)
        form = VoteForm(request.POST, request.FILES, organisation_id=row.organisation_id)
        if not form.is_valid():
            return self.shown(row, form, status=form.status)
        try:
            deciding.vote(decision=row, by=self.person, now=self.now, **form.cleaned_data)
        except deciding.MayNotDecide as error:
            raise Http404 from error
        except deciding.NotNow:
            return self.back(row.pk, _("This changed meanwhile. Here is how it stands now."))
        except (deciding.NoLongerMet, deciding.HeldBack) as refusal:
            return self.back(row.pk, str(REFUSALS[type(refusal)]))
        return self.back(row.pk, _("Your vote is counted."))

    def can_vote(self, row: Decision) -> bool:
        """Whether the person can give a vote now."""
        return row.state == "open" and may_decide(self.person, row, today=self.today)

    def shown(self, row: Decision, form: VoteForm | None, *, status: int = 200) -> HttpResponse:
        """The page."""
        found = row.findings if row.digest else stored(row.cycle.statuses.order_by("position"))
        page = decision_page(
            row,
            findings=finding_lines(row.cycle, found, words_for(row.cycle.certification.programme_key)),
            votes=queue.votes_of(row),
            reader=self.person.pk,
            may_judge=may_judge(self.person, row.cycle.learner, today=self.today),
            has_declared=Conflict.objects.filter(learner=row.cycle.learner, by=self.person).exists(),
            overruled=is_overruled(self.person, row),
        )
        return self.page("certification/decision.html", {"decision": page, "form": form}, status=status)


class ConflictView(OfADecision):
    """`POST`: say that one should not decide about this person."""

    def post(self, _request: HttpRequest, decision: UUID) -> HttpResponse:
        """Declare it."""
        row = self.find(decision)
        deciding.declare_conflict(learner=row.cycle.learner, by=self.person, now=self.now)
        return self.back(row.pk, _("Noted. You do not decide about this person; others do."))


class TakeUpView(OfADecision):
    """`POST`: take up a decision that was deferred."""

    def post(self, _request: HttpRequest, decision: UUID) -> HttpResponse:
        """Open it again."""
        row = self.find(decision)
        if not may_judge(self.person, row.cycle.learner, today=self.today):
            raise Http404
        try:
            opened = deciding.take_up(cycle=row.cycle, by=self.person, now=self.now)
        except deciding.NotNow:
            return self.back(row.pk, _("This changed meanwhile. Here is how it stands now."))
        return self.back(opened.pk, _("It can be decided now."))


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
