"""Hours of practice, and declarations to sign."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.certification.declarations.reader import LANGUAGE, Declaration, NoSuchDeclaration, latest
from assessments.certification.forms.requests import HoursForm, SignForm
from assessments.certification.models import Evidence
from assessments.certification.pages.evidence import declaration_page, hours_page
from assessments.certification.selectors.requests import hours_of
from assessments.certification.selectors.signed import signatures_of
from assessments.certification.services import evidence
from assessments.certification.views.holder import HolderView
from training_site.people.models import Membership
from training_site.people.roles import Role


class HoursView(HolderView):
    """Hours of practice: what was entered, and the form for more."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest) -> HttpResponse:
        """The page."""
        return self.show(HoursForm(today=self.today))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Enter hours, to be verified."""
        place = self.place()
        form = HoursForm(request.POST, request.FILES, organisation_id=place, today=self.today)
        if not form.is_valid():
            return self.show(form, status=form.status)
        given = form.cleaned_data
        try:
            evidence.enter_hours(
                learner=self.person,
                hours=given["hours"],
                place=given["place"],
                until=given["until"],
                organisation_id=place,
                now=self.now,
            )
        except evidence.TooEarly:
            form.add_error("until", _("This day has not come yet."))
            return self.show(form, status=400)
        except evidence.EnteredAlready:
            form.add_error("hours", _("Other hours are entered for this place up to this day. Take those back first."))
            return self.show(form, status=409)
        messages.info(request, _("Entered. Your line manager is asked to verify them."))
        return HttpResponseRedirect(reverse("certification:hours"))

    def show(self, form: HoursForm, *, status: int = 200) -> HttpResponse:
        """The page."""
        page = hours_page(hours_of(self.person.pk))
        return self.page("certification/hours.html", {"form": form, "hours": page}, status=status)

    def place(self) -> int | None:
        """Where the person learns: whose list of names is looked through."""
        held = Membership.objects.active_on(self.today).filter(user=self.person, role=Role.LEARNER)
        return held.order_by("-organisation__depth").values_list("organisation", flat=True).first()


class DeclarationView(HolderView):
    """A text to read and to sign."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest, declaration: str) -> HttpResponse:
        """The text as it reads now."""
        text = self.find(declaration)
        return self.show(text, SignForm(initial={"digest": text.digest}))

    def post(self, request: HttpRequest, declaration: str) -> HttpResponse:
        """Sign it, where it still reads as it did."""
        text = self.find(declaration)
        form = SignForm(request.POST)
        if not form.is_valid():
            return self.show(text, form, status=400)
        if form.cleaned_data["digest"] != text.digest:
            form = SignForm(initial={"digest": text.digest})
            messages.info(request, _("The text has changed since you opened it. Please read it once more."))
            return self.show(text, form, status=409)
        evidence.sign(learner=self.person, declaration=text, now=self.now)
        messages.info(request, _("Signed. Thank you."))
        return HttpResponseRedirect(reverse("certification:declaration", args=[text.key]))

    def find(self, key: str) -> Declaration:
        """The newest version. Raises Http404."""
        try:
            return latest(key)
        except NoSuchDeclaration as error:
            raise Http404 from error

    def show(self, text: Declaration, form: SignForm, *, status: int = 200) -> HttpResponse:
        """The page."""
        rows: list[Evidence] = signatures_of(self.person.pk, text.key)
        page = declaration_page(text, rows, language=LANGUAGE)
        return self.page("certification/declaration.html", {"form": form, "declaration": page}, status=status)
