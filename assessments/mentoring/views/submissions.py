"""Handing something in, and what lies before me."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.mentoring.models import Relationship, Submission
from assessments.mentoring.pages import submissions as pages
from assessments.mentoring.services import submissions
from assessments.mentoring.views.private import PrivateView


class SubmittedView(PrivateView):
    """One page for both sides: what I handed in, and what was handed in to me."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest) -> HttpResponse:
        """Both lists, and the form for whoever has an assessor."""
        context = {
            "mine": pages.of_learner(self.person.pk),
            "before_me": pages.before(self.person.pk),
            "judges": (judges := pages.judges(self.person.pk)),
            "choices": pages.choices(self.person.pk) if judges else [],
        }
        return self.page("mentoring/submitted.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Hand one piece in."""
        machine, _colon, subject = request.POST.get("piece", "").partition(":")
        try:
            to, number = UUID(request.POST.get("to", "")), UUID(subject)
        except ValueError:
            messages.error(request, _("Choose what you hand in, and to whom."))
            return HttpResponseRedirect(reverse("mentoring:submitted"))
        judge = get_object_or_404(Relationship, pk=to, learner=self.person)
        try:
            submissions.submit(learner=self.person, to=judge, subject=number, machine=machine, now=self.now)
        except submissions.NotTheirsToSubmit:
            raise Http404 from None
        except submissions.NotFinished:
            messages.error(request, _("Only what both have signed, or an entry that was read, can be handed in."))
        except submissions.SubmittedAlready:
            messages.info(request, _("It lies there already."))
        return HttpResponseRedirect(reverse("mentoring:submitted"))


class TakeBackView(PrivateView):
    """`POST`: take one piece back."""

    http_method_names = ["post", "options"]

    def post(self, _request: HttpRequest, submission: UUID) -> HttpResponse:
        """From now on it is closed to the other."""
        row = get_object_or_404(Submission, pk=submission, relationship__learner=self.person)
        submissions.take_back(learner=self.person, submission=row, now=self.now)
        return HttpResponseRedirect(reverse("mentoring:submitted"))
