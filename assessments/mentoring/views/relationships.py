"""The page of a pair, the answer to a proposal, and the change of mentor that needs no reason."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.mentoring.confidentiality import DataClass
from assessments.mentoring.forms.relationships import AcceptForm, ReasonForm
from assessments.mentoring.models import Relationship
from assessments.mentoring.pages import answers, pairs, wording
from assessments.mentoring.selectors.home import one_pair
from assessments.mentoring.selectors.pairs import latest_sessions
from assessments.mentoring.selectors.relationships import has_changed_mentor
from assessments.mentoring.selectors.sessions import open_actions
from assessments.mentoring.services import endings, relationships
from assessments.mentoring.services.access import looked
from assessments.mentoring.services.ledger import NotNow
from assessments.mentoring.views.pairing import PairedView
from assessments.mentoring.views.private import PrivateView


class PairView(PairedView):
    """One pair from both sides: what is next, what is open, what was."""

    def get(self, _request: HttpRequest, relationship: UUID) -> HttpResponse:
        """The page."""
        row = self.enter(relationship)
        actions = open_actions(row)
        shown = DataClass.RECORD if actions or row.conflict else DataClass.FACTS
        looked(self.seen, data_class=shown, subject=row.pk, now=self.now)
        page = pairs.pair_page(
            one_pair(row, self.person, today=timezone.localdate(self.now)),
            viewer=self.person,
            actions=actions,
            latest=latest_sessions(row.pk),
            now=self.now,
        )
        return self.page("mentoring/pair.html", {"pair": page})


class AnswerView(PrivateView):
    """A proposal, and yes or no to it."""

    def get(self, _request: HttpRequest, relationship: UUID) -> HttpResponse:
        """The proposal; the pair's own page once it is answered."""
        row = self.proposed(relationship)
        if row.state not in wording.WAITS:
            return HttpResponseRedirect(reverse("mentoring:home"))
        return self.show(row, AcceptForm(organisation_id=row.organisation_id))

    def post(self, request: HttpRequest, relationship: UUID) -> HttpResponse:
        """Yes, or no with a reason."""
        row = self.proposed(relationship)
        said_no = request.POST.get("answer") == "no"
        yes = AcceptForm(None if said_no else request.POST, request.FILES, organisation_id=row.organisation_id)
        no = ReasonForm(request.POST if said_no else None, reasons=wording.DECLINE)
        if said_no and not no.is_valid():
            return self.show(row, yes, no, status=400)
        if not said_no and not yes.is_valid():
            return self.show(row, yes, no, status=yes.status)
        try:
            if said_no:
                reason = no.cleaned_data["reason"]
                relationships.decline(relationship=row, by=self.person, reason=reason, now=self.now)
            else:
                conflict = yes.cleaned_data["conflict"]
                row = relationships.accept(relationship=row, by=self.person, conflict=conflict, now=self.now)
        except NotNow:
            messages.error(request, _("This was answered or taken back meanwhile."))
            return HttpResponseRedirect(reverse("mentoring:home"))
        messages.success(
            request, _("Thank you. You said no; the coordinator is told.") if said_no else _("You said yes.")
        )
        is_begun = row.state == "active"
        return HttpResponseRedirect(
            reverse("mentoring:agreement", args=[row.pk]) if is_begun else reverse("mentoring:home")
        )

    def proposed(self, number: UUID) -> Relationship:
        """A relationship that one of its two halves was asked about; nothing here for everybody else."""
        rows = Relationship.objects.select_related("learner", "mentor", "organisation")
        row = get_object_or_404(rows, pk=number, kind=Relationship.Kind.REFLECTIVE)
        if self.person.pk not in (row.learner_id, row.mentor_id):
            raise Http404
        return row

    def show(
        self, row: Relationship, yes: AcceptForm, no: ReasonForm | None = None, *, status: int = 200
    ) -> HttpResponse:
        """The page."""
        context: dict[str, Any] = {
            "proposal": answers.proposal(row, self.person),
            "form": yes,
            "decline": no or ReasonForm(reasons=wording.DECLINE),
        }
        return self.page("mentoring/answer.html", context, status=status)


class ChangeView(PairedView):
    """A learner changes to another mentor, once, without giving reasons."""

    def get(self, _request: HttpRequest, relationship: UUID) -> HttpResponse:
        """What it means, and the button."""
        row = self.asked(relationship)
        used = has_changed_mentor(row.learner_id, row.programme_key)
        return self.page("mentoring/change.html", {"mentor": str(row.mentor), "used": used, "pair": row})

    def post(self, request: HttpRequest, relationship: UUID) -> HttpResponse:
        """End it."""
        row = self.asked(relationship)
        try:
            endings.change_mentor(relationship=row, by=self.person, now=self.now)
        except endings.ChangedBefore:
            return self.page(
                "mentoring/change.html", {"mentor": str(row.mentor), "used": True, "pair": row}, status=409
            )
        except NotNow:
            messages.error(request, _("This has ended already."))
        else:
            messages.success(request, _("It has ended. The coordinator is told that you would like somebody else."))
        return HttpResponseRedirect(reverse("mentoring:home"))

    def asked(self, number: UUID) -> Relationship:
        """The learner's own relationship; nothing here for the mentor."""
        row = self.enter(number)
        if not self.is_learner:
            raise Http404
        return row
