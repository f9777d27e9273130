"""The tree, one organisation, and what changes the tree."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from training_site.people.models import Organisation
from training_site.people.organisations import selectors
from training_site.people.organisations.forms import ChangeForm, HangForm, MakeForm, SearchForm
from training_site.people.organisations.pages.organisation import organisation_page, tree_page
from training_site.people.organisations.pages.words import page_of
from training_site.people.organisations.services import arranging
from training_site.people.organisations.views.room import RoomView
from training_site.people.services import OrganisationRefused

Kind = Organisation.Kind
READS = ["get", "head", "options"]
WRITES = ["get", "head", "post", "options"]


class TreeView(RoomView):
    """Where one belongs, and the organisations one looks after."""

    http_method_names = READS

    def get(self, _request: HttpRequest) -> HttpResponse:
        """The page."""
        return self.page("tree", {"tree": tree_page(self.viewer, self.reach, today=self.today)})


class OrganisationView(RoomView):
    """One organisation and its people."""

    http_method_names = READS

    def get(self, request: HttpRequest, organisation: int) -> HttpResponse:
        """The page."""
        row = self.find_organisation(organisation)
        asked = SearchForm(request.GET).read()
        shown = organisation_page(row, self.reach, asked=asked, today=self.today)
        return self.page("organisation", {"organisation": shown, "trail": shown.trail})


class MakeView(RoomView):
    """A new organisation below another; without one, a country."""

    http_method_names = WRITES

    def get(self, _request: HttpRequest, organisation: int | None = None) -> HttpResponse:
        """The form."""
        parent = self.find_parent(organisation)
        return self.shown(MakeForm(kinds=kinds_below(parent)), parent)

    def post(self, request: HttpRequest, organisation: int | None = None) -> HttpResponse:
        """Make it, and go there."""
        parent = self.find_parent(organisation)
        form = MakeForm(request.POST, kinds=kinds_below(parent))
        if not form.is_valid():
            return self.shown(form, parent, status=400)
        name, kind = form.cleaned_data["name"], Kind(form.cleaned_data["kind"])
        try:
            made = arranging.make(name=name, kind=kind, parent=parent, by=self.viewer, today=self.today)
        except OrganisationRefused as error:
            form.add_error("name", str(error))
            return self.shown(form, parent, status=400)
        messages.success(request, _("%(name)s is there.") % {"name": made.name})
        return self.go(page_of(made))

    def find_parent(self, pk: int | None) -> Organisation | None:
        """Below what; a country is made by whoever runs the site. Raises Http404."""
        if pk is None and not self.viewer.is_superuser:
            raise Http404
        return None if pk is None else self.find_organisation(pk, editable=True)

    def shown(self, form: MakeForm, parent: Organisation | None, *, status: int = 200) -> HttpResponse:
        """The page."""
        title = _("An organisation below %(name)s") % {"name": parent.name} if parent else _("A country")
        return form_page(self, form, title=title, button=_("Make it"), about=parent, status=status)


class ChangeView(RoomView):
    """Name and contacts of an organisation."""

    http_method_names = WRITES

    def get(self, _request: HttpRequest, organisation: int) -> HttpResponse:
        """The form as it stands."""
        row = self.find_organisation(organisation, editable=True)
        return self.shown(ChangeForm(initial={"name": row.name, "danger_contacts": row.danger_contacts}), row)

    def post(self, request: HttpRequest, organisation: int) -> HttpResponse:
        """Change it."""
        row = self.find_organisation(organisation, editable=True)
        form = ChangeForm(request.POST)
        if not form.is_valid():
            return self.shown(form, row, status=400)
        try:
            arranging.change(organisation=row, by=self.viewer, today=self.today, **form.cleaned_data)
        except OrganisationRefused as error:
            form.add_error("name", str(error))
            return self.shown(form, row, status=400)
        messages.success(request, _("It is saved."))
        return self.go(page_of(row))

    def shown(self, form: ChangeForm, row: Organisation, *, status: int = 200) -> HttpResponse:
        """The page."""
        return form_page(self, form, title=_("Name and contacts"), button=_("Save"), about=row, status=status)


class HangView(RoomView):
    """An organisation, with all below it, under another."""

    http_method_names = WRITES

    def get(self, _request: HttpRequest, organisation: int) -> HttpResponse:
        """Where it could go."""
        row = self.find_organisation(organisation, editable=True)
        return self.shown(HangForm(places=selectors.places_for(row, self.reach)), row)

    def post(self, request: HttpRequest, organisation: int) -> HttpResponse:
        """Move it."""
        row = self.find_organisation(organisation, editable=True)
        form = HangForm(request.POST, places=selectors.places_for(row, self.reach))
        if not form.is_valid():
            return self.shown(form, row, status=400)
        to = self.find_organisation(int(form.cleaned_data["parent"]), editable=True)
        try:
            arranging.move(organisation=row, to=to, by=self.viewer, today=self.today)
        except OrganisationRefused as error:
            form.add_error("parent", str(error))
        except arranging.NotTheirsToChange:
            form.add_error("parent", _("You look after what it would join, but not after what it would leave."))
        else:
            messages.success(request, _("%(name)s now lies below %(to)s.") % {"name": row.name, "to": to.name})
            return self.go(page_of(row))
        return self.shown(form, row, status=400)

    def shown(self, form: HangForm, row: Organisation, *, status: int = 200) -> HttpResponse:
        """The page."""
        lead = _(
            "Everything below it goes along. Whoever has a role above its new place sees it from then on; whoever had one above "
            "the old place no longer does."
        )
        title = _("Hang %(name)s somewhere else") % {"name": row.name}
        return form_page(self, form, title=title, lead=lead, button=_("Move it"), about=row, status=status)


def kinds_below(parent: Organisation | None) -> list[Organisation.Kind]:
    """What may lie below an organisation."""
    if parent is None:
        return [Kind.COUNTRY]
    narrower = list(Kind)[list(Kind).index(Kind(parent.kind)) + 1 :]
    return narrower or [Kind.ORGANISATION]


def form_page(
    view: RoomView,
    form: Any,
    *,
    title: str,
    button: str,
    lead: str = "",
    about: Organisation | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page that asks one thing."""
    back = {"title": about.name, "url": page_of(about)} if about else None
    return view.page(
        "form", {"form": form, "title": title, "button": button, "lead": lead, "back": back}, status=status
    )
