"""The names and places of an organisation that must not stand in texts."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.mentoring.forms.terms import TermsForm
from assessments.mentoring.models import LocalTerm
from assessments.mentoring.selectors import terms as kept
from assessments.mentoring.services import terms
from assessments.mentoring.views.private import PrivateView
from training_site.people.models import Organisation

Kind = LocalTerm.Kind


class TermsView(PrivateView):
    """The list, for those who keep it; how long it is, for the others of the organisation."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest, organisation: int) -> HttpResponse:
        """Both lists to change, or their length."""
        place = self.place(organisation)
        if not self.keeps(place):
            return self.show(place, None)
        found = kept.own_terms(place.pk)
        return self.show(
            place,
            TermsForm(
                initial={
                    "names": [one.text for one in found if one.kind == Kind.NAME],
                    "places": [one.text for one in found if one.kind == Kind.PLACE],
                }
            ),
        )

    def post(self, request: HttpRequest, organisation: int) -> HttpResponse:
        """Keep the lists as they were typed."""
        place = self.place(organisation)
        if not self.keeps(place):
            raise Http404
        form = TermsForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(place, form, status=400)
        terms.rewrite(
            organisation=place,
            names=form.cleaned_data["names"],
            places=form.cleaned_data["places"],
            by=self.person,
            now=self.now,
        )
        messages.success(request, _("The list is kept."))
        return HttpResponseRedirect(reverse("mentoring:terms", args=[place.pk]))

    def place(self, pk: int) -> Organisation:
        """The organisation. Raises Http404 for whoever does not belong to it."""
        found = Organisation.objects.filter(pk=pk).first()
        if found is None or not terms.may_know_of(self.person, found, today=timezone.localdate(self.now)):
            raise Http404
        return found

    def keeps(self, place: Organisation) -> bool:
        """Whether the person keeps the list."""
        return terms.may_keep(self.person, place, today=timezone.localdate(self.now))

    def show(self, place: Organisation, form: TermsForm | None, *, status: int = 200) -> HttpResponse:
        """The page."""
        context = {"form": form, "organisation": place.name, "number": kept.number_of_terms(place.pk)}
        return self.page("mentoring/terms.html", context, status=status)
