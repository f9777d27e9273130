"""Emergency access: asking, answering, what it opens."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.mentoring.confidentiality import DataClass, openable
from assessments.mentoring.forms.emergency import EmergencyForm
from assessments.mentoring.models import BreakGlass
from assessments.mentoring.pages import emergency as pages
from assessments.mentoring.pages import opened
from assessments.mentoring.selectors.emergency import may_ask, visible_to
from assessments.mentoring.services import emergency
from assessments.mentoring.services.ledger import NotNow
from assessments.mentoring.views.private import PrivateView
from training_site.people.models import User

ACTS = {"approve", "refuse", "withdraw", "close"}


class EmergenciesView(PrivateView):
    """What was asked for, what waits for me, what was opened of mine."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest) -> HttpResponse:
        """The newest first."""
        grants = [pages.line(grant, now=self.now) for grant in visible_to(self.person, now=self.now)[:100]]
        return self.page("mentoring/emergencies.html", {"grants": grants})


class AskView(PrivateView):
    """Ask for access to one learner's data."""

    http_method_names = ["get", "head", "post", "options"]

    def learner(self, learner: int) -> User:
        """The learner, where the person may ask at all."""
        found = get_object_or_404(User, pk=learner, is_active=True)
        if not may_ask(self.person, found, now=self.now):
            raise Http404
        return found

    def get(self, _request: HttpRequest, learner: int) -> HttpResponse:
        """The form."""
        found = self.learner(learner)
        return self.form(found, EmergencyForm(openable=self.openable(found)), status=200)

    def post(self, request: HttpRequest, learner: int) -> HttpResponse:
        """Ask, and show what was asked."""
        found = self.learner(learner)
        form = EmergencyForm(request.POST, request.FILES, openable=self.openable(found))
        if not form.is_valid():
            return self.form(found, form, status=400)
        try:
            grant = emergency.ask(
                requester=self.person,
                learner=found,
                reason=form.cleaned_data["reason"],
                words=form.cleaned_data["words"],
                scope=[DataClass(one) for one in form.cleaned_data["scope"]],
                hours=form.cleaned_data["hours"],
                tell_on=form.cleaned_data["tell_on"],
                delay_words=form.cleaned_data["delay_words"],
                now=self.now,
            )
        except emergency.Incomplete:
            form.add_error("tell_on", _("Choose a day within the next 30 days."))
            return self.form(found, form, status=400)
        return HttpResponseRedirect(reverse("mentoring:emergency", args=[grant.pk]))

    def openable(self, learner: User) -> frozenset[DataClass]:
        """What the person could open of this learner's."""
        return openable(self.seen_from(learner.pk))

    def form(self, learner: User, form: EmergencyForm, *, status: int) -> HttpResponse:
        """The page with the form."""
        return self.page("mentoring/emergency_ask.html", {"learner": str(learner), "form": form}, status=status)


class EmergencyView(PrivateView):
    """One access: for who asked, who answers, and learner and mentor once told."""

    http_method_names = ["get", "head", "post", "options"]

    def grant(self, grant: UUID) -> BreakGlass:
        """The access, where it is any of the person's business."""
        return get_object_or_404(visible_to(self.person, now=self.now), pk=grant)

    def get(self, _request: HttpRequest, grant: UUID) -> HttpResponse:
        """What was asked, and what can be done."""
        shown = pages.whole(self.grant(grant), viewer=self.person, now=self.now)
        return self.page("mentoring/emergency.html", {"grant": shown})

    def post(self, request: HttpRequest, grant: UUID) -> HttpResponse:
        """Approve, refuse, take back or close."""
        found, act = self.grant(grant), request.POST.get("act", "")
        if act not in ACTS:
            return self.page(
                "mentoring/emergency.html", {"grant": pages.whole(found, viewer=self.person, now=self.now)}, status=400
            )
        try:
            self.carry_out(act, found)
        except emergency.NotTheirsToAnswer:
            raise Http404 from None
        except NotNow:
            messages.info(request, _("It was answered in the meantime. This is how it stands now."))
        return HttpResponseRedirect(reverse("mentoring:emergency", args=[found.pk]))

    def carry_out(self, act: str, grant: BreakGlass) -> None:
        """One call of the service."""
        if act == "approve":
            emergency.approve(grant=grant, approver=self.person, now=self.now)
        elif act == "refuse":
            emergency.refuse(grant=grant, approver=self.person, now=self.now)
        elif act == "withdraw":
            emergency.withdraw(grant=grant, by=self.person, now=self.now)
        else:
            emergency.close(grant=grant, by=self.person, now=self.now)


class OpenedView(PrivateView):
    """What an open access leads to, for the one who asked."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest, grant: UUID) -> HttpResponse:
        """Links by day; each look is noted where it happens."""
        found = get_object_or_404(
            BreakGlass.objects.select_related("learner"),
            pk=grant,
            requester=self.person,
            state="approved",
            expires_at__gt=self.now,
        )
        if not self.seen_from(found.learner_id).grants:
            raise Http404
        return self.page("mentoring/opened.html", {"learner": str(found.learner), "rows": opened.links(found)})
