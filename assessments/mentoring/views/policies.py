"""The policy of an organisation: read by everybody who is mentored there, decided by whoever assigns mentors there."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.mentoring.forms.policies import PolicyForm
from assessments.mentoring.pages.policies import policy_page
from assessments.mentoring.selectors import frameworks, policies
from assessments.mentoring.services import policies as service
from assessments.mentoring.views.private import PrivateView
from training_site.people.models import Organisation


class PolicyView(PrivateView):
    """Read it, or decide it."""

    http_method_names = ["get", "head", "post", "options"]
    place: Organisation
    programme: tuple[str, str]
    may_decide: bool

    def enter(self, number: int) -> None:
        """For those who are mentored in this organisation, and those who assign mentors in it; nothing here for everybody else."""
        self.place = get_object_or_404(Organisation, pk=number)
        self.may_decide = policies.may_decide(self.person, self.place, today=timezone.localdate(self.now))
        if not self.may_decide and not policies.is_mentored_here(self.person, self.place):
            raise Http404
        programmes = frameworks.programmes()
        key = self.request.GET.get("programme") or next(iter(programmes), "")
        if key not in programmes:
            raise Http404
        self.programme = (key, programmes[key])

    def get(self, request: HttpRequest, organisation: int) -> HttpResponse:
        """The policy in words; the form for those who decide."""
        self.enter(organisation)
        if "edit" in request.GET:
            return self.edit(self.form())
        key, title = self.programme
        page = policy_page(self.place, key, title=title, may_decide=self.may_decide)
        return self.page("mentoring/policy.html", {"policy": page})

    def post(self, request: HttpRequest, organisation: int) -> HttpResponse:
        """Decide."""
        self.enter(organisation)
        form = self.form(request.POST)
        if not form.is_valid():
            return self.edit(form, status=400)
        try:
            service.decide(
                place=self.place,
                programme_key=self.programme[0],
                policy=form.policy,
                seen_number=form.cleaned_data["number"],
                by=self.person,
                now=self.now,
            )
        except service.DecidedMeanwhile:
            form.add_error(
                None, _("Somebody else decided meanwhile. Below is what you chose; open the page anew to see theirs.")
            )
            return self.edit(form, status=409)
        except service.NothingChanged:
            messages.info(request, _("Nothing has changed."))
        else:
            messages.success(request, _("Decided. It holds from now on, here and below."))
        url = reverse("mentoring:policy", args=[self.place.pk])
        return HttpResponseRedirect(f"{url}?programme={self.programme[0]}")

    def form(self, data: object = None) -> PolicyForm:
        """The form of what holds now; nothing here for those who only read."""
        if not self.may_decide:
            raise Http404
        newest = next(iter(policies.history(self.place, self.programme[0])), None)
        policy = policies.policy_for(self.place, self.programme[0])
        return PolicyForm(data, policy=policy, number=newest.number if newest else 0)

    def edit(self, form: PolicyForm, *, status: int = 200) -> HttpResponse:
        """The page with the form."""
        context = {"form": form, "place": self.place.name, "programme": self.programme[1]}
        return self.page("mentoring/policy_form.html", context, status=status)
