"""The name for certificates: seen as it will be set, confirmed, corrected."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.certification.forms.names import NameForm
from assessments.certification.models import Credential, Cycle
from assessments.certification.pages.names import NamePage, name_page
from assessments.certification.services import changes, issuing
from assessments.certification.views.holder import HolderView


class Naming(HolderView):
    """A form with a name, and the name as it will stand on the certificate."""

    http_method_names = ["get", "head", "post", "options"]

    def show(self, form: NameForm, page: NamePage, *, status: int = 200) -> HttpResponse:
        """The page."""
        return self.page("certification/name.html", {"form": form, "naming": page}, status=status)

    def written(self, form: NameForm, fallback: str) -> str:
        """The name that stands in the form."""
        return str(form["name"].value() or "") or fallback


class NameView(Naming):
    """The name for everything that is issued from now on."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        """The name as it is confirmed, else as the account has it."""
        name = issuing.confirmed_name(self.person.pk) or self.person.get_full_name()
        return self.show(NameForm(initial={"name": name}), name_page(name, waiting=self.waiting()))

    def post(self, request: HttpRequest) -> HttpResponse:
        """`step=look` shows it set; `step=confirm` confirms it, and issues what waited."""
        form = NameForm(request.POST)
        page = name_page(self.written(form, ""), waiting=self.waiting())
        if not form.is_valid():
            return self.show(form, page, status=400)
        if request.POST.get("step") != "confirm":
            return self.show(form, page)
        try:
            issuing.confirm_name(learner=self.person, name=form.cleaned_data["name"], now=self.now)
        except issuing.Unprintable as unprintable:
            for sentence in unprintable.sentences:
                form.add_error("name", sentence)
            return self.show(form, page, status=400)
        return self.onwards(page.waiting)

    def onwards(self, waited: int) -> HttpResponse:
        """To the certificate that waited, where there was one."""
        issued = Credential.objects.filter(holder=self.person, superseded_by=None).order_by("-issued_at").first()
        if waited == 1 and issued is not None:
            return HttpResponseRedirect(reverse("certification:credential", args=[issued.pk]))
        messages.info(self.request, _("Your name is confirmed."))
        return HttpResponseRedirect(reverse("certification:home"))

    def waiting(self) -> int:
        """How many certificates wait for it."""
        return Cycle.objects.filter(learner=self.person, completed_on__isnull=False, credentials=None).count()


class CorrectView(Naming):
    """The name on a certificate is not right."""

    def get(self, _request: HttpRequest, credential: UUID) -> HttpResponse:
        """The name as it stands there."""
        row = self.find(credential)
        return self.show(NameForm(initial={"name": row.name}), name_page(row.name, corrects=row))

    def post(self, request: HttpRequest, credential: UUID) -> HttpResponse:
        """Issue a corrected certificate, or show the name set."""
        row = self.find(credential)
        form = NameForm(request.POST)
        page = name_page(self.written(form, row.name), corrects=row)
        if not form.is_valid():
            return self.show(form, page, status=400)
        if request.POST.get("step") != "confirm":
            return self.show(form, page)
        try:
            issued = issuing.correct(credential=row, name=form.cleaned_data["name"], by=self.person, now=self.now)
        except issuing.Unprintable as unprintable:
            for sentence in unprintable.sentences:
                form.add_error("name", sentence)
            return self.show(form, page, status=400)
        except issuing.SameName:
            form.add_error("name", _("This is the name that stands on it."))
            return self.show(form, page, status=400)
        except changes.DoesNotFollow:
            form.add_error(None, _("This certificate has been replaced or withdrawn; it can no longer be corrected."))
            return self.show(form, page, status=409)
        messages.info(request, _("Corrected. The old certificate says that it was replaced, and points to this one."))
        return HttpResponseRedirect(reverse("certification:credential", args=[issued.pk]))

    def find(self, pk: UUID) -> Credential:
        """A certificate of one's own. Raises Http404."""
        row = get_object_or_404(Credential, pk=pk)
        if row.holder_id != self.person.pk:
            raise Http404
        return row
