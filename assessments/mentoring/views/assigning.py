"""A coordinator arranges the people around a learner. Whoever may not gets the answer of a page that does not exist."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.confidentiality import DataClass, Reach, facts
from assessments.mentoring.forms.relationships import AssignForm, ReasonForm
from assessments.mentoring.models import Relationship
from assessments.mentoring.models.relationships import OPEN_STATES
from assessments.mentoring.pages import people_around, wording
from assessments.mentoring.selectors import frameworks, relationships
from assessments.mentoring.selectors.policies import policy_for
from assessments.mentoring.selectors.relationships import Room
from assessments.mentoring.services import endings
from assessments.mentoring.services import relationships as service
from assessments.mentoring.services.access import looked
from assessments.mentoring.services.ledger import NotNow
from assessments.mentoring.views.private import PrivateView, demand
from training_site.people.models import User

Kind = Relationship.Kind
REFUSED: dict[type[Exception], Promise] = {
    service.NotForThemself: _("Nobody assigns themself."),
    service.AlreadyTogether: _("The two are already together in this way."),
    service.HasAPrimaryMentor: _(
        "There is a primary mentor already, or somebody who was asked. End that first, choose “Somebody else instead”, or leave "
        "the tick out."
    ),
    service.MentorIsLineManager: _(
        "Mentor and line manager are kept apart by the policy, so that the log can stay honest. Choose somebody else, or have the "
        "policy changed."
    ),
    service.SecondReaderMissing: _(
        "The policy lets one person be both only with a second reader. Name an assessor first who is somebody else."
    ),
    NotNow: _("This has changed meanwhile. Look at it as it stands now."),
}


class Arranging(PrivateView):
    """What all these pages ask first."""

    room: Room

    def enter(self, learner_id: int) -> None:
        """Find out where the person who asks may arrange things for a learner; nothing here for everybody else."""
        room = relationships.room_to_assign(self.person, learner_id, today=self.today)
        if room is None:
            raise Http404
        self.room = room

    @property
    def today(self) -> date:
        """The day of the request."""
        return timezone.localdate(self.now)


class AssignView(Arranging):
    """The people around a learner, and a form to name one more."""

    def get(self, _request: HttpRequest, learner: int) -> HttpResponse:
        """The page."""
        self.enter(learner)
        seen = self.seen_from(learner)
        demand(facts(seen), Reach.READ)
        looked(seen, data_class=DataClass.FACTS, subject=None, now=self.now)
        return self.show(learner, self.form(learner))

    def post(self, request: HttpRequest, learner: int) -> HttpResponse:
        """Propose or name somebody, perhaps instead of somebody else."""
        self.enter(learner)
        form = self.form(learner, request.POST)
        if not form.is_valid():
            return self.show(learner, form, status=400)
        wanted, former = self.wanted(learner, form), self.former(learner)
        try:
            if former:
                endings.reassign(relationship=former, wanted=wanted, by=self.person, now=self.now)
            else:
                service.assign(wanted, by=self.person, now=self.now)
        except tuple(REFUSED) as refusal:
            form.add_error(None, str(REFUSED[type(refusal)]))
            return self.show(learner, form, status=409)
        messages.success(request, _("Both have been told."))
        return HttpResponseRedirect(reverse("mentoring:assign", args=[learner]))

    @property
    def kind(self) -> str:
        """Which kind of person is to be named."""
        asked = self.request.GET.get("kind", "")
        return asked if asked in Kind.values else Kind.REFLECTIVE

    def former(self, learner: int) -> Relationship | None:
        """Whom somebody else shall follow."""
        try:
            number = UUID(self.request.GET.get("instead_of", ""))
        except ValueError:
            return None
        rows = relationships.of_learner(learner).filter(kind=self.kind, state__in=OPEN_STATES)
        return get_object_or_404(rows, pk=number)

    @cached_property
    def programmes(self) -> dict[str, str]:
        """The published programmes, by key."""
        return frameworks.programmes()

    @cached_property
    def most(self) -> int:
        """How many learners a mentor accompanies at most, as the policy of the place advises."""
        return policy_for(self.room.place, next(iter(self.programmes), "")).mentor_load_most

    def form(self, learner: int, data: Any = None) -> AssignForm:
        """The form with the people one can name here."""
        people = relationships.candidates(self.room, kind=self.kind, but=[learner], today=self.today)
        return AssignForm(
            data,
            people=people_around.options(people, kind=self.kind, most=self.most),
            programmes=self.programmes,
            is_mentor=self.kind == Kind.REFLECTIVE,
            today=self.today,
        )

    def wanted(self, learner: int, form: AssignForm) -> service.Assignment:
        """What a valid form asks for."""
        return service.Assignment(
            learner=get_object_or_404(User, pk=learner),
            person=get_object_or_404(User, pk=form.cleaned_data["person"]),
            kind=self.kind,
            organisation=self.room.place,
            programme_key=form.cleaned_data.get("programme") or form.programme_key,
            starts_on=form.cleaned_data["starts_on"],
            is_primary=form.cleaned_data.get("is_primary", False),
        )

    def show(self, learner: int, form: AssignForm, *, status: int = 200) -> HttpResponse:
        """The page with this form."""
        page = people_around.around(
            get_object_or_404(User, pk=learner),
            self.room.place,
            kind=self.kind,
            instead_of=self.former(learner),
            most=self.most,
            today=self.today,
        )
        return self.page("mentoring/assign.html", {"around": page, "form": form}, status=status)


class ActView(Arranging):
    """`POST`: something is done with one relationship."""

    http_method_names = ["post", "options"]
    name = ""
    reasons: dict[str, Promise] | None = None
    act: Callable[..., Relationship]
    done: Promise

    def post(self, request: HttpRequest, relationship: UUID) -> HttpResponse:
        """Do it, and back to the people around the learner."""
        row = get_object_or_404(Relationship, pk=relationship)
        self.enter(row.learner_id)
        back = HttpResponseRedirect(reverse("mentoring:assign", args=[row.learner_id]))
        form = ReasonForm(request.POST, reasons=self.reasons or {}, prefix=people_around.prefix(self.name, row))
        if self.reasons and not form.is_valid():
            messages.error(request, _("Choose a reason; without one nothing was changed."))
            return back
        why = {"reason": form.cleaned_data["reason"]} if self.reasons else {}
        try:
            self.act(relationship=row, by=self.person, now=self.now, **why)
        except NotNow:
            messages.error(request, str(REFUSED[NotNow]))
        else:
            messages.success(request, str(self.done))
        return back


class PauseView(ActView):
    """The clock of the rhythm stops."""

    name, reasons, act = "pause", dict(wording.PAUSE), staticmethod(service.pause)
    done = _("It pauses from today. Both have been told.")


class ResumeView(ActView):
    """It goes on."""

    name, act = "resume", staticmethod(service.resume)
    done = _("It goes on from today. Both have been told.")


class EndView(ActView):
    """It ends."""

    name, reasons, act = "end", dict(wording.END), staticmethod(endings.end)
    done = _("It has ended today. Both have been told.")


class TakeBackView(ActView):
    """A proposal is taken back."""

    name, act = "take_back", staticmethod(service.take_back)
    done = _("The proposal was taken back.")
