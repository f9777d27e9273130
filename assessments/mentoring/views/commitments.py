"""Commitments: made at the end of a lesson, and what became of them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.mentoring.confidentiality import DataClass
from assessments.mentoring.forms.commitments import CommitmentForm
from assessments.mentoring.models import Commitment
from assessments.mentoring.pages import readers
from assessments.mentoring.selectors import entries as log
from assessments.mentoring.selectors.lessons import lessons
from assessments.mentoring.services import commitments
from assessments.mentoring.views.private import PrivateView


class CommitView(PrivateView):
    """`POST`: keep what somebody means to try with their next family."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep it and go back to the lesson; or a page of its own where something has to be decided first."""
        place = log.place_of(self.person.pk, today=timezone.localdate(self.now))
        form = CommitmentForm(request.POST, request.FILES, organisation_id=place)
        if not form.is_valid():
            shown = readers.of(DataClass.PREPARATION, viewer=self.person, learner=self.person)
            return self.page("mentoring/commit.html", {"form": form, "readers": shown}, status=form.status)
        given = form.cleaned_data
        try:
            commitments.make(
                learner=self.person,
                content_key=given["content_key"],
                words=given["words"],
                client_id=given["client_id"],
                now=self.now,
            )
        except commitments.NotTheirs as error:
            raise Http404 from error
        messages.success(
            request, _("Kept in your log. Only you can read it until you put it on the agenda of a session.")
        )
        lesson = lessons().get(given["content_key"])
        return HttpResponseRedirect(lesson.url if lesson else f"{reverse('mentoring:log')}#commitments")


class CommitmentView(PrivateView):
    """`POST`: say what became of a commitment."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, commitment: UUID) -> HttpResponse:
        """Note it and go back to the log."""
        row = Commitment.objects.filter(pk=commitment, learner=self.person).first()
        if row is None:
            raise Http404
        try:
            commitments.settle(commitment=row, by=self.person, state=request.POST.get("state", ""), now=self.now)
        except ValueError as error:
            raise Http404 from error
        return HttpResponseRedirect(f"{reverse('mentoring:log')}#c-{row.pk}")
