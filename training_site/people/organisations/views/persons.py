"""People by name, one person, and the roles they are given, end and take elsewhere."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from training_site.people.models import Membership, User
from training_site.people.organisations import selectors
from training_site.people.organisations.forms import EndForm, GiveForm, MoveForm, SearchForm
from training_site.people.organisations.pages.person import people_page, person_page
from training_site.people.organisations.services import appointing
from training_site.people.organisations.views.places import READS, WRITES
from training_site.people.organisations.views.room import RoomView
from training_site.people.permissions import NOTHING
from training_site.people.roles import Role
from training_site.people.services import MembershipRefused

ONE_DAY = timedelta(days=1)


class PeopleView(RoomView):
    """People by name, in what the viewer looks after."""

    http_method_names = READS

    def get(self, request: HttpRequest) -> HttpResponse:
        """One page of them; nobody for who looks after nobody."""
        asked = SearchForm(request.GET).read()
        shown = people_page(self.reach, asked=asked, today=self.today)
        return self.page("people", {"people": shown, "looks_after": self.reach.manageable != NOTHING})


class PersonView(RoomView):
    """One person, as far as their roles lie in what the viewer looks after."""

    http_method_names = READS

    def get(self, _request: HttpRequest, person: int) -> HttpResponse:
        """The page."""
        shown = person_page(self.find_person(person), self.viewer, self.reach, today=self.today)
        return self.page("person", {"person": shown})


class GiveView(RoomView):
    """A role for somebody who is here."""

    http_method_names = WRITES

    def get(self, _request: HttpRequest, person: int) -> HttpResponse:
        """The form."""
        row = self.find_person(person)
        return self.shown(self.form(initial={"since": self.today}), row)

    def post(self, request: HttpRequest, person: int) -> HttpResponse:
        """Give it."""
        row = self.find_person(person)
        form = self.form(request.POST)
        if not form.is_valid():
            return self.shown(form, row, status=400)
        given = form.cleaned_data
        try:
            appointing.begin(
                person=row,
                role=Role(given["role"]),
                organisation=self.find_organisation(int(given["organisation"])),
                by=self.viewer,
                since=given["since"],
                until=given["until"] and given["until"] + ONE_DAY,
                today=self.today,
            )
        except appointing.NotTheirsToGive:
            form.add_error("role", _("You may not give this role there."))
            return self.shown(form, row, status=400)
        except MembershipRefused as error:
            form.add_error(None, str(error))
            return self.shown(form, row, status=400)
        messages.success(request, _("The role is given."))
        return self.go(page_of_person(row))

    def form(self, data: object = None, **more: object) -> GiveForm:
        """What the viewer may give, and where. Raises Http404 for whoever may give nothing."""
        roles = selectors.roles_to_give(self.viewer, today=self.today)
        if not roles:
            raise Http404
        places = selectors.places_to_give(self.viewer, today=self.today)
        return GiveForm(data, roles=roles, places=places, **more)

    def shown(self, form: GiveForm, person: User, *, status: int = 200) -> HttpResponse:
        """The page."""
        title = _("A role for %(name)s") % {"name": person}
        return ask(self, form, title=title, button=_("Give the role"), about=person, status=status)


class OfAMembership(RoomView):
    """Something about a membership that the viewer may end."""

    http_method_names = WRITES

    def words(self, row: Membership) -> str:
        """What it is about."""
        return _("%(role)s, %(place)s, since %(day)s") % {
            "role": Role(row.role).label,
            "place": row.organisation.name,
            "day": date_format(row.since),
        }


class EndView(OfAMembership):
    """The end of a membership."""

    def get(self, _request: HttpRequest, membership: int) -> HttpResponse:
        """The question when."""
        row = self.find_membership(membership)
        return self.shown(EndForm(initial={"last": max(self.today, row.since) - ONE_DAY}), row)

    def post(self, request: HttpRequest, membership: int) -> HttpResponse:
        """End it."""
        row = self.find_membership(membership)
        form = EndForm(request.POST)
        if not form.is_valid():
            return self.shown(form, row, status=400)
        until: date = form.cleaned_data["last"] + ONE_DAY
        try:
            appointing.end(membership=row, by=self.viewer, until=until, today=self.today)
        except MembershipRefused as error:
            form.add_error("last", str(error))
            return self.shown(form, row, status=400)
        messages.success(request, _("The membership ends. What was done stays."))
        return self.go(page_of_person(row.user))

    def shown(self, form: EndForm, row: Membership, *, status: int = 200) -> HttpResponse:
        """The page."""
        title = _("End this role of %(name)s") % {"name": row.user}
        lead = self.words(row)
        return ask(self, form, title=title, lead=lead, button=_("End it"), about=row.user, status=status)


class MovePersonView(OfAMembership):
    """The same role in another organisation."""

    def get(self, _request: HttpRequest, membership: int) -> HttpResponse:
        """The question where to."""
        row = self.find_membership(membership)
        return self.shown(self.form(row, initial={"on": max(self.today, row.since)}), row)

    def post(self, request: HttpRequest, membership: int) -> HttpResponse:
        """Move the person."""
        row = self.find_membership(membership)
        form = self.form(row, request.POST)
        if not form.is_valid():
            return self.shown(form, row, status=400)
        to = self.find_organisation(int(form.cleaned_data["organisation"]))
        on: date = form.cleaned_data["on"]
        try:
            appointing.move(membership=row, to=to, by=self.viewer, on=on, today=self.today)
        except appointing.NotTheirsToGive:
            form.add_error("organisation", _("You may not give this role there."))
        except appointing.AlreadyThere as error:
            form.add_error("organisation", str(error))
        except MembershipRefused as error:
            form.add_error("on", str(error))
        else:
            said = _("%(name)s goes on in %(place)s from %(day)s.")
            messages.success(request, said % {"name": row.user, "place": to.name, "day": date_format(on)})
            return self.go(page_of_person(row.user))
        return self.shown(form, row, status=400)

    def form(self, row: Membership, data: object = None, **more: object) -> MoveForm:
        """Where the viewer may give this role."""
        places = selectors.places_to_give(self.viewer, today=self.today, role=Role(row.role))
        return MoveForm(data, places=places.exclude(pk=row.organisation_id), **more)

    def shown(self, form: MoveForm, row: Membership, *, status: int = 200) -> HttpResponse:
        """The page."""
        title = _("Where does %(name)s go?") % {"name": row.user}
        lead = self.words(row)
        return ask(self, form, title=title, lead=lead, button=_("Move"), about=row.user, status=status)


def page_of_person(person: User) -> str:
    """Address of a person."""
    return reverse("organisations:person", args=[person.pk])


def ask(
    view: RoomView, form: object, *, title: str, button: str, about: User, lead: str = "", status: int = 200
) -> HttpResponse:
    """A page that asks one thing about somebody."""
    back = {"title": str(about), "url": page_of_person(about)}
    context = {"form": form, "title": title, "button": button, "lead": lead, "back": back}
    return view.page("form", context, status=status)
