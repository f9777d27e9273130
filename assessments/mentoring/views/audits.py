"""Announced audits: drawing one, objecting to one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.mentoring.pages import audits as pages
from assessments.mentoring.selectors.audits import accompanied_mentors, of_person
from assessments.mentoring.services import audits
from assessments.mentoring.views.private import PrivateView
from training_site.people.models import User


class AuditsView(PrivateView):
    """What was drawn; for a mentor's mentor, drawing."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest) -> HttpResponse:
        """The list."""
        mentors = [(mentor.pk, str(mentor)) for mentor in accompanied_mentors(self.person)]
        return self.page(
            "mentoring/audits.html", {"audits": pages.of_person(self.person, now=self.now), "mentors": mentors}
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Draw one record of a mentor's."""
        number = request.POST.get("mentor", "")
        mentor = get_object_or_404(User, pk=int(number) if number.isdecimal() else 0)
        try:
            audits.draw(supervisor=self.person, mentor=mentor, now=self.now)
        except audits.NotTheirsToAudit:
            raise Http404 from None
        except audits.NothingToDraw:
            messages.info(request, _("There is no signed record that was not drawn before."))
        return HttpResponseRedirect(reverse("mentoring:audits"))


class ObjectView(PrivateView):
    """`POST`: the learner wants another record to be read."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, sample: UUID) -> HttpResponse:
        """Close this one; another is drawn."""
        row = get_object_or_404(of_person(self.person), pk=sample)
        try:
            audits.object_to(sample=row, learner=self.person, now=self.now)
        except audits.NotTheirsToAudit:
            raise Http404 from None
        except audits.TooLate:
            messages.info(request, _("It can be read already."))
        return HttpResponseRedirect(reverse("mentoring:audits"))
