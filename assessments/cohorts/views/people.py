"""People one by one: somebody comes, somebody leaves, an invitation is withdrawn."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.cohorts.forms.people import PersonForm
from assessments.cohorts.models import CohortMember, Invitation
from assessments.cohorts.pages.importing import REASONS, one_text
from assessments.cohorts.selectors.places import organisations_for
from assessments.cohorts.services import importing, inviting, members
from assessments.cohorts.services.cohorts import Closed
from assessments.cohorts.services.judging import ERROR
from assessments.cohorts.views.keeper import CohortView


class AddView(CohortView):
    """Somebody comes in."""

    def get(self, _request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """The form."""
        return self.shown(self.form(None))

    def post(self, request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """Bring them in, as a row of a file would."""
        form = self.form(request)
        if not form.is_valid():
            return self.shown(form, status=400)
        try:
            judged = importing.bring_one(
                cohort=self.cohort,
                cells=form.cells(),
                organisation=form.cleaned_data["organisation"],
                by=self.person,
                now=self.now,
            )
        except Closed:
            form.add_error(None, _("Nobody joins this cohort any more."))
            return self.shown(form, status=400)
        if judged.verdict == ERROR:
            form.add_error(None, str(REASONS[judged.reason]))
            return self.shown(form, status=400)
        messages.success(request, one_text(judged))
        return HttpResponseRedirect(reverse("cohorts:one", args=[self.cohort.pk]))

    def form(self, request: HttpRequest | None) -> PersonForm:
        """The form for this cohort and this coordinator."""
        places = organisations_for(self.person, self.cohort, today=self.today)
        return PersonForm(
            request.POST if request else None, organisations=places, initial={"organisation": places.first()}
        )

    def shown(self, form: PersonForm, *, status: int = 200) -> HttpResponse:
        """The page."""
        return self.page("cohorts/add.html", {"form": form}, status=status)


class EndView(CohortView):
    """Somebody leaves. Asked first, because they cannot be put back with the same history."""

    def get(self, _request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """The question."""
        return self.page("cohorts/end.html", {"member": self.member()})

    def post(self, request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """End it."""
        member = self.member()
        members.end(member=member, by=self.person, now=self.now)
        messages.success(request, _("%(name)s is in this cohort no longer.") % {"name": member.learner.display_name})
        return HttpResponseRedirect(reverse("cohorts:one", args=[self.cohort.pk]))

    def member(self) -> CohortMember:
        """Of one's own, and still in."""
        found: CohortMember = self.own_or_404(CohortMember, self.kwargs["member"])
        return found


class WithdrawView(CohortView):
    """An invitation no longer stands."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """Withdraw it; answered meanwhile, it stays answered."""
        try:
            invitation: Invitation = self.own_or_404(Invitation, self.kwargs["invitation"])
            inviting.withdraw(invitation=invitation, by=self.person, now=self.now)
        except inviting.NotInvited:
            messages.error(request, _("It was answered meanwhile."))
        return HttpResponseRedirect(reverse("cohorts:one", args=[self.cohort.pk]))
