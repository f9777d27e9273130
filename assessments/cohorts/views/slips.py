"""Slips for people without e-mail: printed once, and the page where what stands on them opens an account."""

from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from assessments.certification.views.limits import has_to_wait, note_miss
from assessments.cohorts.forms.people import StartForm
from assessments.cohorts.models import CohortMember
from assessments.cohorts.pages.slips import slip_cards, unused_lines
from assessments.cohorts.services import first_codes
from assessments.cohorts.views.keeper import CohortView, numbers

MOST_AT_ONCE = 500


class SlipsView(CohortView):
    """`GET` says for whom; `POST` makes the codes and shows them, once."""

    def get(self, _request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """Who has not opened their account yet."""
        people = first_codes.unused(self.own(CohortMember.objects.filter(until=None)))[:MOST_AT_ONCE]
        return self.page("cohorts/slips_ask.html", {"people": unused_lines(people)})

    def post(self, request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """The slips, to print. Whoever comes back later makes new ones."""
        wanted = numbers(request.POST.getlist("person"), most=MOST_AT_ONCE)
        own = self.own(CohortMember.objects.filter(until=None, learner__in=wanted))
        mine = list(own.values_list("learner", flat=True))
        slips = first_codes.issue(cohort=self.cohort, people_ids=mine, by=self.person, now=self.now)
        address = request.build_absolute_uri(reverse("cohorts:start"))
        return self.page(
            "cohorts/slips.html", {"slips": slip_cards(slips, address=address, cohort=self.cohort, now=self.now)}
        )


class StartView(View):
    """For everybody: a user name, a code, a password of one's own; then one is signed in."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form."""
        return self.shown(request, StartForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Open the account."""
        form = StartForm(request.POST)
        if has_to_wait(request):
            form.add_error(None, _("Too many codes were tried from here. Wait a minute, then try again."))
            return self.shown(request, form, status=429)
        if not form.is_valid():
            return self.shown(request, form, status=400)
        try:
            person = first_codes.redeem(**form.cleaned_data, now=timezone.now())
        except first_codes.WrongCode:
            note_miss(request)
            form.add_error(
                "code", _("This user name and this code do not belong together, or the code was used before.")
            )
        except ValidationError as error:
            form.add_error("password", error)
        else:
            login(request, person, backend="training_site.people.backends.PeopleBackend")
            return HttpResponseRedirect(reverse("progress:my_learning"))
        return self.shown(request, form, status=400)

    def shown(self, request: HttpRequest, form: StartForm, *, status: int = 200) -> HttpResponse:
        """The page."""
        return render(request, "cohorts/start.html", {"form": form, "nav": "account", "noindex": True}, status=status)
