"""My learning, choosing a pathway, marking a lesson, keeping a place."""

from uuid import UUID

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from assessments.presenting.shapes import Link
from assessments.progress import overview, selectors
from assessments.progress.models import Enrolment, LessonEvent
from assessments.progress.services import enrolments, marks, places
from assessments.progress.shapes import Join, PathwayChoice
from assessments.views import refusals
from assessments.views.refusals import refuse
from modules import selectors as curriculum
from modules.models import LessonPage
from modules.outline import Pathway, Programme
from training_site.people.models import User

MARKS = {"done": LessonEvent.Kind.DONE, "undone": LessonEvent.Kind.UNDONE}


class MyLearningView(LoginRequiredMixin, View):
    """What is next, what is done, what is missing."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The overview; whoever has not chosen a pathway chooses one first."""
        learner = signed_in(request)
        enrolment = selectors.current_enrolment(learner_id=learner.pk)
        programme = selectors.programme(enrolment.programme_key) if enrolment else None
        if programme is None:
            return HttpResponseRedirect(reverse("progress:join"))
        seen = overview.overview(learner_id=learner.pk, programme=programme, enrolment=enrolment)
        context = {"learning": overview.learning(learner, seen), "nav": "learning", "noindex": True}
        return render(request, "progress/my_learning.html", context)


class JoinView(LoginRequiredMixin, View):
    """Choose a pathway, or another one."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The pathways of the programme."""
        return self.choices(request, error="")

    def post(self, request: HttpRequest) -> HttpResponse:
        """Enrol, and go to My learning."""
        programme = self.programme(request)
        pathway = request.POST.get("pathway", "")
        try:
            enrolments.enrol(learner=signed_in(request), programme=programme, pathway=pathway, now=timezone.now())
        except enrolments.UnknownPathway:
            return self.choices(request, error=_("Choose one of the pathways."))
        return HttpResponseRedirect(reverse("progress:my_learning"))

    def choices(self, request: HttpRequest, *, error: str) -> HttpResponse:
        """The form."""
        programme = self.programme(request)
        enrolment = selectors.current_enrolment(learner_id=signed_in(request).pk, programme_key=programme.content_key)
        join = Join(
            programme_title=programme.title,
            action=f"{reverse('progress:join')}?programme={programme.content_key}",
            error=error,
            pathways=tuple(choice(pathway, enrolment) for pathway in programme.pathways),
        )
        context = {"join": join, "nav": "learning", "noindex": True}
        return render(request, "progress/join.html", context, status=400 if error else 200)

    @staticmethod
    def programme(request: HttpRequest) -> Programme:
        """The programme the address names, or the first one."""
        found = selectors.programmes()
        wanted = request.GET.get("programme", "")
        for programme in found:
            if wanted in {"", programme.content_key}:
                return programme
        raise Http404


class MarkView(View):
    """`POST`: mark a lesson as done, or take the mark back."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Add the mark and go on, or stay."""
        page = LessonPage.objects.live().public().filter(pk=page_id).first()
        module = curriculum.module_of(page) if page else None
        step = module.step(page.content_key) if page and module else None
        if module is None or step is None:
            return refuse(request, refusals.not_found())
        back = Link(title=_("Back to the lesson"), url=step.url)
        if not isinstance(request.user, User):
            door = f"{reverse('account_login')}?next={step.url}"
            return refuse(request, refusals.signed_out(Link(title=_("Sign in"), url=door), ()))
        try:
            kind, client_id = MARKS[request.POST.get("state", "")], UUID(request.POST.get("client_id", ""))
        except (KeyError, ValueError):
            return refuse(request, refusals.unreadable(back))
        now = timezone.now()
        try:
            marks.mark(
                learner=request.user,
                module=module,
                content_key=step.content_key,
                kind=kind,
                client_id=client_id,
                now=now,
            )
        except marks.MarkConflict:
            return refuse(request, refusals.sent_twice(back, ()))
        following = module.steps[module.steps.index(step) + 1 :]
        if request.POST.get("go") != "next" or kind == LessonEvent.Kind.UNDONE or not following:
            return HttpResponseRedirect(step.url)
        places.remember(learner_id=request.user.pk, content_key=following[0].content_key, anchor="", now=now)
        return HttpResponseRedirect(following[0].url)


class PlaceView(View):
    """`POST`: a page says where its reader is. Nothing comes back: the reader has gone."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep the place, and that the page was opened."""
        if not isinstance(request.user, User):
            return HttpResponse(status=401)
        key = request.POST.get("content_key", "")
        module = selectors.module_with(key)
        step = module.step(key) if module else None
        if module is None or step is None:
            return HttpResponse(status=404)
        now = timezone.now()
        marks.mark_once(learner=request.user, module=module, content_key=key, kind=LessonEvent.Kind.OPENED, now=now)
        places.remember(learner_id=request.user.pk, content_key=key, anchor=request.POST.get("anchor", ""), now=now)
        return HttpResponse(status=204)


def signed_in(request: HttpRequest) -> User:
    """The person behind a view that only signed-in people reach."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def choice(pathway: Pathway, enrolment: Enrolment | None) -> PathwayChoice:
    """A pathway to choose, with how much it asks for."""
    number = len(pathway.required)
    facts = [ngettext("%(n)d module", "%(n)d modules", number) % {"n": number}]
    if pathway.hours:
        facts.append(_("about %(hours)d hours") % {"hours": pathway.hours})
    return PathwayChoice(
        key=pathway.key,
        name=pathway.title,
        text=pathway.description,
        facts=tuple(facts),
        selected=enrolment is not None and enrolment.pathway == pathway.key,
    )
