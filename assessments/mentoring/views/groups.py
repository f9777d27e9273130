"""Groups: forming them, recording tutorials, saying for oneself that one was there."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.mentoring.forms.groups import GroupForm, PlaceForm, TutorialForm, first_values
from assessments.mentoring.models import Attendance, Group, Tutorial
from assessments.mentoring.pages import groups as pages
from assessments.mentoring.selectors import groups as selectors
from assessments.mentoring.selectors.frameworks import programmes
from assessments.mentoring.selectors.policies import policy_for
from assessments.mentoring.services import groups
from assessments.mentoring.views.private import PrivateView
from training_site.people.models import Organisation, User


class Grouping(PrivateView):
    """A page about groups."""

    http_method_names = ["get", "head", "post", "options"]

    @property
    def today(self) -> Any:
        """The day of the request."""
        return timezone.localdate(self.now)

    def group(self, number: UUID) -> Group:
        """A group the person has to do with."""
        return get_object_or_404(selectors.groups_of(self.person, today=self.today), pk=number)


class GroupsView(Grouping):
    """My groups; for a coordinator, forming another one."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        """The list and, where one can, the form for the first of one's places."""
        return self.show(self.form(None))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Form a group."""
        place, form = self.place(request.POST), self.form(request.POST)
        if place is None or form is None:
            raise Http404
        if not form.is_valid():
            return self.show(form, status=400)
        group = groups.form(
            by=self.person,
            place=place,
            name=form.cleaned_data["name"],
            facilitator=form.cleaned_data["facilitator"],
            programme_key=next(iter(programmes()), ""),
            now=self.now,
        )
        return HttpResponseRedirect(reverse("mentoring:group", args=[group.pk]))

    def show(self, form: GroupForm | None, *, status: int = 200) -> HttpResponse:
        """The page."""
        context = {
            "groups": pages.lines(selectors.groups_of(self.person, today=self.today)),
            "form": form,
            "places": list(selectors.places_to_arrange(self.person, today=self.today)),
            "place": self.place(self.request.POST or self.request.GET),
        }
        return self.page("mentoring/groups.html", context, status=status)

    def place(self, data: Any) -> Organisation | None:
        """The place that was chosen, or the first."""
        places = selectors.places_to_arrange(self.person, today=self.today)
        chosen = PlaceForm(data, places=places)
        if chosen.is_valid():
            found: Organisation = chosen.cleaned_data["place"]
            return found
        return places.first()

    def form(self, data: Any) -> GroupForm | None:
        """The form, for whoever may form groups."""
        place = self.place(data or self.request.GET)
        if place is None:
            return None
        people = selectors.facilitators_at(place, today=self.today).exclude(pk=self.person.pk)
        return GroupForm(data, facilitators=people)


class GroupView(Grouping):
    """One group; its coordinator takes people in and out."""

    def get(self, _request: HttpRequest, group: UUID) -> HttpResponse:
        """The page."""
        found = self.group(group)
        place = found.organisation
        arranges = place is not None and selectors.may_arrange(self.person, place, today=self.today)
        members = selectors.members_on(found, self.today)
        others: list[User] = []
        if arranges and place is not None:
            known = [found.facilitator_id, self.person.pk, *(one.pk for one in members)]
            others = list(selectors.learners_at(place, today=self.today).exclude(pk__in=known))
        shown = pages.group_page(
            found,
            viewer=self.person,
            members=members,
            others=others,
            arranges=arranges,
            policy=policy_for(found.organisation_id, found.programme_key),
        )
        return self.page("mentoring/group.html", {"group": shown})

    def post(self, request: HttpRequest, group: UUID) -> HttpResponse:
        """Take somebody in or out, or end the group."""
        found, act = self.group(group), request.POST.get("act", "")
        try:
            if act == "end":
                groups.end(group=found, by=self.person, now=self.now)
            elif act in ("join", "leave"):
                number = request.POST.get("learner", "")
                learner = get_object_or_404(User, pk=int(number) if number.isdecimal() else 0)
                {"join": groups.join, "leave": groups.leave}[act](
                    group=found, learner=learner, by=self.person, now=self.now
                )
        except groups.NotTheirsToArrange:
            raise Http404 from None
        except groups.InTheGroupAlready:
            messages.info(request, _("They are in the group already."))
        return HttpResponseRedirect(reverse("mentoring:group", args=[found.pk]))


class TutorialFormView(Grouping):
    """Record a tutorial, or correct one."""

    corrects: Tutorial | None = None

    def get(self, _request: HttpRequest, group: UUID) -> HttpResponse:
        """The form."""
        found = self.led(group)
        members = selectors.members_on(found, self.today)
        initial = first_values(self.today, members, self.corrects)
        return self.form(found, TutorialForm(initial=initial, members=self.asked(found)), status=200)

    def post(self, request: HttpRequest, group: UUID) -> HttpResponse:
        """Keep it, or show the form again with its words."""
        found = self.led(group)
        form = TutorialForm(
            request.POST, request.FILES, members=self.asked(found), organisation_id=found.organisation_id
        )
        if not form.is_valid():
            return self.form(found, form, status=form.status)
        given = form.cleaned_data
        try:
            tutorial = groups.record(
                group=found,
                by=self.person,
                occurred_on=given["occurred_on"],
                minutes=given["minutes"],
                topic=given["topic"],
                note=given["note"],
                rules_read=given["rules_read"],
                present=[int(number) for number in given["present"]],
                client_id=given["client_id"],
                corrects=self.corrects,
                now=self.now,
            )
        except groups.NotOnThatDay:
            form.add_error("occurred_on", _("Choose a day since the group began, and not one to come."))
            return self.form(found, form, status=400)
        except groups.NotInTheGroup:
            form.add_error("present", _("Somebody was not in the group on that day."))
            return self.form(found, form, status=400)
        except (groups.SentForSomethingElse, groups.CorrectedAlready):
            messages.info(request, _("It was recorded in the meantime."))
            return HttpResponseRedirect(reverse("mentoring:group", args=[found.pk]))
        return HttpResponseRedirect(reverse("mentoring:tutorial", args=[tutorial.pk]))

    def led(self, number: UUID) -> Group:
        """A group the person leads now."""
        return get_object_or_404(Group, pk=number, facilitator=self.person, until=None)

    def asked(self, group: Group) -> list[User]:
        """Everybody who is or was in the group: the day is chosen in the same form."""
        return list(User.objects.filter(in_groups__group=group).distinct().order_by("first_name", "last_name"))

    def form(self, group: Group, form: TutorialForm, *, status: int) -> HttpResponse:
        """The page."""
        context = {"group": group.name, "group_url": reverse("mentoring:group", args=[group.pk]), "form": form}
        return self.page("mentoring/tutorial_form.html", context, status=status)


class CorrectTutorialView(TutorialFormView):
    """A correction stands beside what it corrects."""

    def get(self, request: HttpRequest, tutorial: UUID) -> HttpResponse:
        """The form as it was filled."""
        self.corrects = get_object_or_404(Tutorial, pk=tutorial, group__facilitator=self.person)
        return super().get(request, self.corrects.group_id)

    def post(self, request: HttpRequest, tutorial: UUID) -> HttpResponse:
        """Keep the correction."""
        self.corrects = get_object_or_404(Tutorial, pk=tutorial, group__facilitator=self.person)
        return super().post(request, self.corrects.group_id)


class TutorialView(Grouping):
    """One tutorial: its note for the members, attendance for the facilitator."""

    def get(self, _request: HttpRequest, tutorial: UUID) -> HttpResponse:
        """The page."""
        found = self.tutorial(tutorial)
        own = Attendance.objects.filter(tutorial=found, learner=self.person).first()
        return self.page(
            "mentoring/tutorial.html", {"tutorial": pages.tutorial_page(found, viewer=self.person, own=own)}
        )

    def post(self, request: HttpRequest, tutorial: UUID) -> HttpResponse:
        """A member says whether they were there."""
        found = self.tutorial(tutorial)
        try:
            groups.answer(
                tutorial=found,
                learner=self.person,
                was_there=request.POST.get("answer") == "confirmed",
                now=self.now,
            )
        except groups.NotInTheGroup:
            raise Http404 from None
        return HttpResponseRedirect(reverse("mentoring:tutorial", args=[found.pk]))

    def tutorial(self, number: UUID) -> Tutorial:
        """A tutorial of a group the person leads or belongs to; a coordinator sees attendance on the board alone."""
        found = get_object_or_404(Tutorial.objects.select_related("group"), pk=number)
        belongs = found.group.members.filter(learner=self.person, until=None).exists()
        attended = found.attendances.filter(learner=self.person).exists()
        if not (belongs or attended or found.group.facilitator_id == self.person.pk):
            raise Http404
        return found
