"""The facts of one learner, and what a coordinator does about them."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.mentoring import confidentiality
from assessments.mentoring.confidentiality import DataClass, Reach, Standing
from assessments.mentoring.models import Evidence, Session
from assessments.mentoring.pages import board, facts
from assessments.mentoring.selectors.board import one_learner
from assessments.mentoring.selectors.board_confirming import latest_review, waiting
from assessments.mentoring.services import access, evidence, meeting, sessions
from assessments.mentoring.views.private import PrivateView, demand
from training_site.people.models import User


class FactsView(PrivateView):
    """Facts for whoever is responsible for a learner, and for the learner themself."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest, learner: int) -> HttpResponse:
        """The page; the look is noted."""
        person = get_object_or_404(User, pk=learner, is_active=True)
        view = self.seen_from(person.pk)
        reach = confidentiality.facts(view)
        demand(reach, Reach.FACT)
        found = one_learner(person, today=self.today)
        if found is None:
            raise Http404
        access.looked(view, data_class=DataClass.FACTS, subject=None, now=self.now)
        shown = facts.facts(
            board.rows_of([found], today=self.today)[0],
            view=view,
            reach=reach,
            review=latest_review(person.pk),
            waiting=waiting(person.pk, policy=found.policy, today=self.today) if view.has(Standing.COORDINATOR) else (),
            today=self.today,
        )
        return self.page("mentoring/facts.html", {"facts": shown})

    @property
    def today(self) -> date:
        """The day of the request."""
        return timezone.localdate(self.now)


class ConfirmFactView(PrivateView):
    """`POST`: a coordinator confirms a day or an attendance."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, learner: int) -> HttpResponse:
        """One confirmation, then back to the facts."""
        if not self.seen_from(learner).has(Standing.COORDINATOR):
            raise Http404
        try:
            number = UUID(request.POST.get("number", ""))
        except ValueError:
            raise Http404 from None
        try:
            self.confirm(request.POST.get("act", ""), number, learner)
        except (sessions.NotTheirsToConfirm, evidence.NotTheirsToApprove):
            raise Http404 from None
        except (sessions.NothingToConfirm, evidence.NothingToApprove):
            messages.info(request, _("Nothing is left to confirm there."))
        return HttpResponseRedirect(reverse("mentoring:facts", args=[learner]))

    def confirm(self, act: str, number: UUID, learner: int) -> None:
        """One call of a service."""
        if act == "approve_evidence":
            row = get_object_or_404(Evidence, pk=number, learner=learner)
            evidence.approve_fact(evidence=row, by=self.person, now=self.now)
            return
        session = get_object_or_404(Session, pk=number, relationship__learner=learner)
        if act == "approve":
            sessions.approve_fact(session=session, by=self.person, now=self.now)
        elif act == "attest":
            sessions.attest(session=session, by=self.person, now=self.now)
        else:
            raise Http404


class AskToMeetView(PrivateView):
    """`POST`: a coordinator asks learner and mentor to meet."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, learner: int) -> HttpResponse:
        """Tell both, once a day."""
        if not self.seen_from(learner).has(Standing.COORDINATOR):
            raise Http404
        meeting.ask_to_meet(learner_id=learner, now=self.now)
        messages.success(request, _("Both were asked to meet."))
        return HttpResponseRedirect(reverse("mentoring:facts", args=[learner]))
