"""One cohort: its people, what it is, and who takes part."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.cohorts import recipients
from assessments.cohorts.forms.cohorts import CohortForm, PlaceForm
from assessments.cohorts.models import CohortMember, Invitation
from assessments.cohorts.pages.cohorts import cohort_page, invitation_lines, member_lines, place_lines
from assessments.cohorts.selectors.cohorts import open_exceptions, open_invitations, people_of
from assessments.cohorts.selectors.places import organisations_of, places_of
from assessments.cohorts.services import cohorts
from assessments.cohorts.services.first_codes import unused
from assessments.cohorts.services.members import seats_left
from assessments.cohorts.views.keeper import CohortView, numbers

PER_PAGE = 50
MOST_INVITATIONS = 20


class OneView(CohortView):
    """The people of a cohort, as far as they are the viewer's own."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """Who is in, who has been asked, what waits."""
        text = request.GET.get("q", "")[:200]
        own = self.own(CohortMember.objects.all())
        found = Paginator(people_of(own, text), PER_PAGE).get_page(request.GET.get("page"))
        asked = open_invitations(self.own(Invitation.objects.all()), today=self.today)
        context = {
            "text": text,
            "found": found,
            "members": member_lines(found, self.cohort),
            "invitations": invitation_lines(asked[:MOST_INVITATIONS], self.cohort),
            "asked": asked.count(),
            "slips": unused(own.filter(until=None)).count(),
            "waits": open_exceptions(self.cohort).count() if self.runs else 0,
            "write_url": recipients.write_url(self.person, self.cohort, today=self.today),
            "about": cohort_page(
                self.cohort,
                everybody=CohortMember.objects.filter(cohort=self.cohort, until=None).count(),
                own=own.filter(until=None).count(),
                left=seats_left(self.cohort),
                today=self.today,
            ),
        }
        return self.page("cohorts/one.html", context)


class ChangeView(CohortView):
    """What a cohort is, and its end."""

    needs_run = True

    def get(self, _request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """The form."""
        return self.shown(self.form())

    def post(self, request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """Change it, or close it."""
        if request.POST.get("step") == "close":
            return self.done(lambda: cohorts.close(cohort=self.cohort, by=self.person, now=self.now))
        form = self.form(request.POST)
        if not form.is_valid():
            return self.shown(form, status=400)
        return self.done(lambda: cohorts.change(cohort=self.cohort, plan=form.plan(), by=self.person, now=self.now))

    def form(self, data: Any = None) -> CohortForm:
        """The form of this cohort."""
        places = organisations_of(self.person, today=self.today)
        return CohortForm(data, organisations=places, cohort=self.cohort)

    def done(self, act: Any) -> HttpResponse:
        """Carry it out and go to the cohort."""
        try:
            act()
        except cohorts.Closed:
            messages.error(self.request, _("The cohort is closed: nothing was changed."))
        return HttpResponseRedirect(reverse("cohorts:one", args=[self.cohort.pk]))

    def shown(self, form: CohortForm, *, status: int = 200) -> HttpResponse:
        """The page."""
        return self.page("cohorts/change.html", {"form": form}, status=status)


class PlacesView(CohortView):
    """The organisations that take part."""

    needs_run = True

    def get(self, _request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """Who takes part, and the form for another."""
        return self.shown(PlaceForm())

    def post(self, request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """Let one take part, or no longer."""
        form = PlaceForm(request.POST)
        ended = request.POST.get("end", "")
        try:
            if ended:
                self.end(ended)
            elif form.is_valid():
                place = form.cleaned_data["name"]
                cohorts.add_place(cohort=self.cohort, organisation=place, by=self.person, now=self.now)
            else:
                return self.shown(form, status=400)
        except cohorts.Closed:
            messages.error(request, _("The cohort is closed: nothing was changed."))
        return HttpResponseRedirect(reverse("cohorts:places", args=[self.cohort.pk]))

    def end(self, pk: str) -> None:
        """One takes part no longer."""
        place = get_object_or_404(places_of(self.cohort, today=self.today), pk__in=numbers([pk], most=1))
        cohorts.end_place(place=place, by=self.person, now=self.now)

    def shown(self, form: PlaceForm, *, status: int = 200) -> HttpResponse:
        """The page."""
        rows = places_of(self.cohort, today=self.today).select_related("organisation")
        return self.page("cohorts/places.html", {"form": form, "places": place_lines(rows)}, status=status)
