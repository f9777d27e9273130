"""Observations: the list, asking for one, the page of one, and what the people around it do beside the observer's form."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.mentoring import confidentiality
from assessments.mentoring.confidentiality import DataClass, Reach, Standing, Viewpoint
from assessments.mentoring.forms.observations import AskFields, ScheduleForm, ask_form
from assessments.mentoring.models import Observation, Relationship
from assessments.mentoring.pages import readers
from assessments.mentoring.pages.observation import observation_page
from assessments.mentoring.pages.observations import list_page
from assessments.mentoring.selectors import observations as selectors
from assessments.mentoring.services import access, observation_answers, observations, observing, pairs
from assessments.mentoring.services.ledger import NotNow
from assessments.mentoring.views.private import PrivateView, demand

REFUSED: dict[type[Exception], Promise] = {
    NotNow: _("This has changed meanwhile, so nothing was done. Look at it as it stands now."),
    pairs.NotActiveNow: _("This relationship is not active now, so nothing was done."),
    observations.ReplacedAlready: _("You are already writing what will take its place."),
}
NOT_THEIRS = (
    *(pairs.NotOfThePair, observations.NotTheirs, observing.NotTheObserver),
    *(observation_answers.NotTheLearner, observation_answers.NotTheirPhone),
)
"""Whoever tries what is somebody else's gets the answer of a page that does not exist."""
REASONS: tuple[type[Exception], ...] = (*REFUSED, *NOT_THEIRS)


def may_list(view: Viewpoint, pair: UUID) -> bool:
    """Whether somebody may see the list of a pair: one of the two, whoever mentors the mentor, and who coordinates near by."""
    is_party = pair in view.pairs or pair in view.own_pairs
    return is_party or view.has(Standing.SUPERVISOR, Standing.COORDINATOR)


class OfAPair(PrivateView):
    """Something at the address of a pair."""

    view: Viewpoint

    def pair(self, pk: UUID) -> Relationship:
        """The reflective relationship, whoever asks. Raises Http404."""
        rows = Relationship.objects.select_related("learner", "mentor", "organisation")
        found: Relationship = get_object_or_404(rows, pk=pk, kind=Relationship.Kind.REFLECTIVE)
        self.view = self.seen_from(found.learner_id)
        return found


class ListView(OfAPair):
    """The observations of a learner."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest, relationship: UUID) -> HttpResponse:
        """The list, for those who know at least that there are some."""
        pair = self.pair(relationship)
        if not may_list(self.view, pair.pk):
            raise Http404
        access.listed(
            actor_id=self.person.pk,
            role=access.role_of(self.view),
            learners=[pair.learner_id],
            data_class=DataClass.OBSERVATION,
            now=self.now,
        )
        page = list_page(pair, view=self.view, today=timezone.localdate(self.now))
        return self.page("mentoring/observations.html", {"observations": page})


class AskView(OfAPair):
    """Ask for an observation: learner or mentor of the active pair."""

    def get(self, _request: HttpRequest, relationship: UUID) -> HttpResponse:
        """The form."""
        return self.show(self.of(relationship))

    def post(self, request: HttpRequest, relationship: UUID) -> HttpResponse:
        """Ask."""
        pair = self.of(relationship)
        form = self.form(pair, request.POST, request.FILES)
        if not form.is_valid():
            return self.show(pair, form, status=form.status)
        try:
            row = observations.ask(relationship=pair, by=self.person, wish=form.wish(), now=self.now)
        except observations.NotAnObserver:
            form.add_error("observer", str(_("They do not accompany the learner any more. Choose again.")))
        except pairs.NotActiveNow as reason:
            form.add_error(None, str(REFUSED[type(reason)]))
        else:
            return HttpResponseRedirect(reverse("mentoring:observation", args=[row.pk]))
        return self.show(pair, form, status=409)

    def of(self, pk: UUID) -> Relationship:
        """The pair, for one of its two."""
        pair = self.pair(pk)
        if not (pair.pk in self.view.pairs or (pair.pk in self.view.own_pairs and pair.state == "active")):
            raise Http404
        return pair

    def form(self, pair: Relationship, *sent: Any) -> AskFields:
        """The form, with whom one can ask."""
        return ask_form()(
            *sent,
            observers=selectors.observers_of(pair),
            programme_key=pair.programme_key,
            organisation_id=pair.organisation_id,
        )

    def show(self, pair: Relationship, form: AskFields | None = None, *, status: int = 200) -> HttpResponse:
        """The page."""
        shown = {
            "form": form or self.form(pair),
            "learner": str(pair.learner),
            "back_url": reverse("mentoring:observations", args=[pair.pk]),
            "readers": readers.of(DataClass.OBSERVATION, viewer=self.person, learner=pair.learner, mentor=pair.mentor),
            "notice": readers.notice(),
        }
        return self.page("mentoring/observation_ask.html", shown, status=status)


class AtAnObservation(PrivateView):
    """Something at the address of an observation, for those who may read it."""

    observation: Observation
    view: Viewpoint
    reach: Reach
    is_observer: bool

    def find(self, pk: UUID, *, wanted: Reach = Reach.FACT) -> Observation:
        """Look up the observation and how far the person reaches. Raises Http404 for whoever reaches less far."""
        self.observation = row = get_object_or_404(selectors.observations().select_related("replaces"), pk=pk)
        self.view = self.seen_from(row.learner_id)
        self.is_observer = row.observer_id == self.person.pk and selectors.observes_now(row, self.person)
        if self.is_observer:
            self.view = replace(self.view, standings=self.view.standings | {Standing.OBSERVER})
        observer_id = row.observer_id if self.is_observer else None
        self.reach = confidentiality.observation(self.view, row, observer_id=observer_id)
        demand(self.reach, wanted)
        return row

    def show(self, *, status: int = 200, **forms: Any) -> HttpResponse:
        """The page; that somebody else looks is noted first."""
        self.looked()
        row = self.observation
        shown = {
            "observation": observation_page(
                row,
                viewer=self.person,
                reach=self.reach,
                today=timezone.localdate(self.now),
                is_observer=self.is_observer,
                lists=may_list(self.view, row.relationship_id),
            ),
            "notice": readers.notice(),
            "schedule_form": ScheduleForm(initial={"scheduled_on": row.scheduled_on}),
            **forms,
        }
        return self.page("mentoring/observation.html", shown, status=status)

    def looked(self) -> None:
        """Note that somebody other than the learner looks."""
        access.looked(self.view, data_class=DataClass.OBSERVATION, subject=self.observation.pk, now=self.now)

    def back(self, saying: Any = "") -> HttpResponse:
        """To the page of the observation."""
        if saying:
            messages.info(self.request, str(saying))
        return HttpResponseRedirect(reverse("mentoring:observation", args=[self.observation.pk]))

    def refused(self, reason: Exception) -> HttpResponse:
        """The page as it stands now, and why nothing was done."""
        if isinstance(reason, NOT_THEIRS):
            raise Http404 from reason
        messages.info(self.request, str(REFUSED[type(reason)]))
        self.find(self.observation.pk)
        return self.show(status=409)


class ObservationView(AtAnObservation):
    """One observation, as far as somebody may see it."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest, observation: UUID) -> HttpResponse:
        """The page."""
        self.find(observation)
        return self.show()


class StepView(AtAnObservation):
    """`POST`: give it a day, call it off, begin its replacement."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, observation: UUID) -> HttpResponse:
        """Do what the button says."""
        self.find(observation, wanted=Reach.WRITE)
        steps = {"schedule": self.schedule, "cancel": self.cancel, "replace": self.replace}
        step = steps.get(request.POST.get("step", ""))
        if step is None:
            return self.show(status=400)
        try:
            return step()
        except REASONS as reason:
            return self.refused(reason)

    def schedule(self) -> HttpResponse:
        """Give it a day."""
        form = ScheduleForm(self.request.POST, self.request.FILES)
        if not form.is_valid():
            return self.show(status=400, schedule_form=form)
        on = form.cleaned_data["scheduled_on"]
        observations.schedule(observation=self.observation, by=self.person, on=on, now=self.now)
        return self.back()

    def cancel(self) -> HttpResponse:
        """Call it off."""
        observations.cancel(observation=self.observation, by=self.person, now=self.now)
        return self.back(_("The observation is called off."))

    def replace(self) -> HttpResponse:
        """Write anew what one has submitted."""
        row = observations.replace(observation=self.observation, by=self.person, now=self.now)
        return HttpResponseRedirect(reverse("mentoring:observe", args=[row.pk]))
