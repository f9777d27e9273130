"""The observer's form: writing it, saving while somebody types, reading it through, submitting. With an account here, by a link in `invited`."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views import View

from assessments.mentoring.confidentiality import Reach
from assessments.mentoring.forms.invitations import SubmitForm
from assessments.mentoring.forms.observations import ObserverFields, as_sent, observer_form
from assessments.mentoring.models import Observation
from assessments.mentoring.pages.observing import check_page, form_page, initial_of, kept_in, saved_text
from assessments.mentoring.selectors import observations as selectors
from assessments.mentoring.services import observing, pairs
from assessments.mentoring.services.ledger import NotNow
from assessments.mentoring.services.observing import Observer
from assessments.mentoring.views.observations import AtAnObservation

CONFLICTS: dict[type[Exception], Promise] = {
    observing.ChangedElsewhere: _(
        "This was changed in another window. Below are the words of this one: save once more to keep these."
    ),
    NotNow: _(
        "This is no longer open to be written, and nothing was saved. Your words are still here: copy what you need."
    ),
    pairs.NotActiveNow: _("This relationship is not active now, so nothing was saved. Copy what you need."),
    observing.NotTheObserver: _(
        "This is closed by now, and nothing was saved. Your words are still here: copy what you need."
    ),
    observing.NotYet: _("This day is still to come."),
}
"""Why nothing was kept."""
REASONS: tuple[type[Exception], ...] = tuple(CONFLICTS)


class Writing(View):
    """What every page of the observer has in common. `row` is found, and `by` may write it, before any of this is used."""

    row: Observation
    now: Any

    @property
    def by(self) -> Observer:
        """Who writes."""
        raise NotImplementedError

    def url(self, name: str) -> str:
        """The address of "" (the form), "save", "check", or "back"."""
        raise NotImplementedError

    def render_page(self, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """A page."""
        raise NotImplementedError

    def form(self, data: Any = None, files: Any = None, **more: Any) -> ObserverFields:
        """The form, with what was sent or what was kept."""
        of = selectors.form_of(self.row)
        return observer_form(of)(
            data,
            files,
            of=of,
            today=timezone.localdate(self.now),
            programme_key=self.row.relationship.programme_key,
            organisation_id=self.row.organisation_id,
            initial=initial_of(self.row) if data is None else None,
            **{"kept": kept_in(self.row), **more},
        )

    def keep(self, form: ObserverFields) -> Observation:
        """Save what stands in the form."""
        sent = form.cleaned_data
        return observing.keep(
            observation=self.row,
            by=self.by,
            answers=form.typed(),
            kept=form.kept or kept_in(self.row),
            page=sent.get("page", ""),
            revision=sent["revision"],
            now=self.now,
        )

    def write(self) -> HttpResponse:
        """Save, and go on to the reading through where nothing is missing. What was typed is kept in any case."""
        later = "later" in self.request.POST
        form = self.form(self.request.POST, self.request.FILES, guarded=not later, complete=not later)
        complete = form.is_valid()
        if "revision" not in form.cleaned_data:
            return self.show(form, status=400)
        try:
            self.row = self.keep(form)
        except REASONS as reason:
            return self.once_more(form, reason)
        if later:
            return HttpResponseRedirect(self.url("back"))
        if complete:
            return HttpResponseRedirect(self.url("check"))
        form.put(revision=str(self.row.revision))
        return self.show(form, status=form.status)

    def autosave(self) -> HttpResponse:
        """Save what stands in the form while somebody types; 409 when it was changed elsewhere or is closed."""
        form = self.form(self.request.POST, self.request.FILES, guarded=False, complete=False)
        form.is_valid()
        if "revision" not in form.cleaned_data:
            return JsonResponse({}, status=400)
        try:
            row = self.keep(form)
        except REASONS:
            return JsonResponse({}, status=409)
        return JsonResponse({"revision": row.revision, "saved_text": saved_text(self.now)})

    def read_through(self, submit: SubmitForm | None = None, *, status: int = 200) -> HttpResponse:
        """Everything once more; back to the form where something is missing or undecided."""
        form = self.stored()
        if self.row.state != "observer_draft":
            return HttpResponseRedirect(self.url("back"))
        if not form.is_valid():
            return self.show(form, status=form.status)
        shown = {
            "check": check_page(
                self.row, form.of, form.part().answers, action=self.url("check"), back_url=self.url("")
            ),
            "form": submit or self.submit_form(initial={"revision": self.row.revision}),
        }
        return self.render_page("mentoring/observe_check.html", shown, status=status)

    def submit(self) -> HttpResponse:
        """Lock it, as it was read."""
        sent = self.submit_form(self.request.POST, self.request.FILES)
        if not sent.is_valid():
            return self.read_through(sent, status=400)
        form = self.stored()
        if self.row.state == "observer_draft" and not form.is_valid():
            return self.show(form, status=form.status)
        given = sent.cleaned_data
        try:
            part = form.part(signed_as=given.get("signed_as", "")) if form.is_valid() else None
            if part is None:
                raise NotNow(self.row.machine.name, self.row.state, "submitted")
            self.row = observing.submit(
                observation=self.row, by=self.by, part=part, revision=given["revision"], now=self.now
            )
        except observing.ChangedElsewhere:
            self.row.refresh_from_db()
            again = self.submit_form(initial={**given, "revision": self.row.revision})
            return self.read_through(again, status=409)
        except REASONS as reason:
            return self.closed(reason)
        return self.done()

    def stored(self) -> ObserverFields:
        """The form with what is kept, checked like anything that is sent."""
        answers = selectors.answers(self.row.observer_part.opened())
        data = as_sent(selectors.form_of(self.row), answers)
        data["revision"] = str(self.row.revision)
        return self.form(data)

    def submit_form(self, *sent: Any, **more: Any) -> SubmitForm:
        """The last step."""
        return SubmitForm(*sent, **more)

    def once_more(self, form: ObserverFields, reason: Exception) -> HttpResponse:
        """The form with the words of this window; saving once more replaces what was saved elsewhere."""
        fresh = selectors.observations().get(pk=self.row.pk)
        form.put(revision=str(fresh.revision))
        form.add_error(None, str(CONFLICTS[type(reason)]))
        return self.show(form, status=409)

    def show(self, form: ObserverFields, *, status: int = 200) -> HttpResponse:
        """The page of the form."""
        saved = str(_("Saved")) if self.row.observer_part.opened() else ""
        page = form_page(self.row, form, url=self.url, back_url=self.url("back"), saved=saved)
        return self.render_page("mentoring/observe.html", {"form": form, "observing": page}, status=status)

    def closed(self, reason: Exception) -> HttpResponse:
        """Nothing can be submitted any more."""
        raise NotImplementedError

    def done(self) -> HttpResponse:
        """It is submitted."""
        raise NotImplementedError


class Observing(AtAnObservation, Writing):
    """The observer with an account."""

    def enter(self, pk: UUID) -> None:
        """The observer of this moment alone: neither the learner nor another mentor, coordinator or superuser. Raises Http404."""
        self.row = self.find(pk, wanted=Reach.WRITE)
        if not self.is_observer:
            raise Http404

    @property
    def by(self) -> Observer:
        """Who is signed in."""
        return self.person

    def url(self, name: str) -> str:
        """An address of this observation."""
        names = {"": "observe", "save": "observe_save", "check": "observe_check", "back": "observation"}
        return reverse(f"mentoring:{names[name]}", args=[self.row.pk])

    def render_page(self, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """A page; that somebody looks at what the learner wished for is noted."""
        self.looked()
        return self.page(template, {"layout": "mentoring/base.html", **context}, status=status)

    def closed(self, reason: Exception) -> HttpResponse:
        """The page of the observation says how it stands."""
        if isinstance(reason, observing.NotTheObserver):
            raise Http404 from reason
        messages.info(self.request, str(CONFLICTS[type(reason)]))
        self.find(self.row.pk)
        return AtAnObservation.show(self, status=409)

    def done(self) -> HttpResponse:
        """On to handing over the phone, or leaving it to the learner."""
        messages.info(
            self.request, str(_("Submitted. The learner can answer here with their PIN, or later on their own."))
        )
        return HttpResponseRedirect(self.url("back"))

    def show(self, form: Any = None, *, status: int = 200, **_forms: Any) -> HttpResponse:
        """The page of the form."""
        return Writing.show(self, form, status=status)


class ObserveView(Observing):
    """The form."""

    def get(self, _request: HttpRequest, observation: UUID) -> HttpResponse:
        """What was written so far; once it is submitted, the page of the observation."""
        self.enter(observation)
        if self.row.state not in selectors.OPEN:
            return HttpResponseRedirect(self.url("back"))
        return self.show(self.form())

    def post(self, _request: HttpRequest, observation: UUID) -> HttpResponse:
        """Save."""
        self.enter(observation)
        return self.write()


class SaveView(Observing):
    """`POST`: what stands in the form while somebody types."""

    http_method_names = ["post", "options"]

    def post(self, _request: HttpRequest, observation: UUID) -> HttpResponse:
        """Keep it."""
        self.enter(observation)
        return self.autosave()


class CheckView(Observing):
    """Reading it through, and submitting."""

    def get(self, _request: HttpRequest, observation: UUID) -> HttpResponse:
        """Everything once more."""
        self.enter(observation)
        return self.read_through()

    def post(self, _request: HttpRequest, observation: UUID) -> HttpResponse:
        """Submit."""
        self.enter(observation)
        return self.submit()
