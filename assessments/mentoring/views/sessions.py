"""Planning a session, its page, and what can be done with a planned one. All of the pair alone."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.confidentiality import DataClass, Viewpoint
from assessments.mentoring.forms.sessions import CancelForm, MoveForm, NoteForm, PlanForm
from assessments.mentoring.models import Annex, Relationship, Session
from assessments.mentoring.pages.sessions import session_page, usual_moment
from assessments.mentoring.selectors.sessions import note_of, open_actions, open_commitments, read_note
from assessments.mentoring.selectors.viewpoints import in_pair
from assessments.mentoring.services import access, pairs, sessions
from assessments.mentoring.services.ledger import NotNow
from assessments.mentoring.views.private import PrivateView

REFUSED: dict[type[Exception], Promise] = {
    NotNow: _("This session has changed meanwhile. Look at it as it stands now."),
    pairs.NotActiveNow: _("This relationship is not active now, so nothing was changed."),
    sessions.NotYet: _("The session is still to come. You can move it or call it off."),
    sessions.NothingToConfirm: _("There is nothing to confirm about this session now."),
}


class OfThePair(PrivateView):
    """A page for one of the two, while they are a pair; for the learner also afterwards. Nothing here for everybody else."""

    view: Viewpoint

    def pair(self, relationship: Relationship) -> Relationship:
        """The relationship, if the person who asks is one of its two."""
        self.view = in_pair(self.person, relationship, now=self.now)
        if relationship.kind != Relationship.Kind.REFLECTIVE or not (
            relationship.pk in self.view.pairs or relationship.pk in self.view.own_pairs
        ):
            raise Http404
        return relationship

    def session(self, pk: UUID) -> Session:
        """A session of the pair."""
        rows = Session.objects.select_related("relationship__learner", "relationship__mentor", "record")
        session: Session = get_object_or_404(rows, pk=pk)
        self.pair(session.relationship)
        return session

    def role(self, relationship: Relationship) -> str:
        """Which of the two asks."""
        return pairs.role_in(relationship, self.person)


class PlanView(OfThePair):
    """Plan a session, or begin the record of one that has taken place."""

    def get(self, _request: HttpRequest, relationship: UUID) -> HttpResponse:
        """A form with what is usual."""
        return self.show(self.of(relationship), PlanForm(initial=usual_moment(self.now)))

    def post(self, request: HttpRequest, relationship: UUID) -> HttpResponse:
        """Plan it."""
        pair = self.of(relationship)
        if "held" in request.POST:
            return self.plan(pair, PlanForm(), planned_at=self.now.replace(second=0, microsecond=0), mode="in_person")
        form = PlanForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(pair, form, status=400)
        given = form.cleaned_data
        return self.plan(pair, form, planned_at=form.planned_at, mode=given["mode"], kind=given["kind"])

    def plan(self, pair: Relationship, form: PlanForm, **planned: Any) -> HttpResponse:
        """Keep it, and go to its page; to its record where it has taken place."""
        try:
            session = sessions.plan(relationship=pair, by=self.person, now=self.now, **planned)
        except pairs.NotActiveNow as refused:
            messages.info(self.request, str(REFUSED[type(refused)]))
            return self.show(pair, form, status=409)
        return HttpResponseRedirect(
            reverse("mentoring:write" if "held" in self.request.POST else "mentoring:session", args=[session.pk])
        )

    def of(self, pk: UUID) -> Relationship:
        """The relationship of the address."""
        rows = Relationship.objects.select_related("learner", "mentor")
        return self.pair(get_object_or_404(rows, pk=pk))

    def show(self, pair: Relationship, form: PlanForm, *, status: int = 200) -> HttpResponse:
        """The page."""
        access.looked(self.view, data_class=DataClass.FACTS, subject=pair.pk, now=self.now)
        shown = {"form": form, "other": pairs.other(pair, self.person), "active": pair.state == "active", "pair": pair}
        return self.page("mentoring/plan.html", shown, status=status)


class AtASession(OfThePair):
    """The page of a session, with its forms."""

    def show(self, session: Session, *, status: int = 200, **forms: Any) -> HttpResponse:
        """The page; that the mentor looks is noted first."""
        access.looked(self.view, data_class=DataClass.FACTS, subject=session.pk, now=self.now)
        note = note_of(session, self.person.pk)
        page = session_page(
            session,
            viewer=self.person,
            record=getattr(session, "record", None),
            note=note,
            actions=open_actions(session.relationship),
            annexes=list(Annex.objects.filter(session=session)),
            now=self.now,
        )
        shown = {
            "note_form": forms.pop("note_form", None) or self.note_form(session, note),
            "move_form": MoveForm(initial={**usual_moment(self.now), "mode": session.mode}),
            "cancel_form": CancelForm(),
        }
        return self.page("mentoring/session.html", {"session": page, **shown, **forms}, status=status)

    def note_form(
        self, session: Session, note: Any = None, data: Any = None, files: Any = None, **more: Any
    ) -> NoteForm:
        """The form of the private note: its author's words, and of a learner the commitments."""
        role = self.role(session.relationship)
        is_learner = role == pairs.LEARNER
        commitments = open_commitments(session.relationship.learner_id) if is_learner else []
        held = read_note(note)
        begun = {
            "text": held.text,
            "bring": "\n".join(held.bring),
            "keep": [str(one.pk) for one in commitments if str(one.pk) not in held.left_off],
            "revision": note.revision if note else 0,
            "page": uuid4().hex,
        }
        return NoteForm(
            data,
            files,
            role=role,
            commitments=[(str(one.pk), one.body.opened()) for one in commitments],
            organisation_id=session.organisation_id,
            kept=held.words_kept,
            initial=begun,
            **more,
        )


class SessionView(AtASession):
    """A session."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest, session: UUID) -> HttpResponse:
        """The page."""
        return self.show(self.session(session))


class ChangeView(AtASession):
    """`POST`: move a planned session, call it off, or say that nobody came."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, session: UUID) -> HttpResponse:
        """Do what the button says."""
        found = self.session(session)
        act = {"move": self.move, "cancel": self.cancel, "missed": self.missed}.get(request.POST.get("act", ""))
        if act is None:
            return self.show(found, status=400)
        try:
            return act(found)
        except tuple(REFUSED) as refused:
            messages.info(request, str(REFUSED[type(refused)]))
            return self.show(self.session(session), status=409)

    def move(self, session: Session) -> HttpResponse:
        """To another time."""
        form = MoveForm(self.request.POST, self.request.FILES)
        if not form.is_valid():
            return self.show(session, status=400, move_form=form)
        mode = form.cleaned_data["mode"]
        moved = sessions.reschedule(
            session=session, by=self.person, planned_at=form.planned_at, mode=mode, now=self.now
        )
        return self.back(moved)

    def cancel(self, session: Session) -> HttpResponse:
        """Call it off."""
        form = CancelForm(self.request.POST, self.request.FILES)
        if not form.is_valid():
            return self.show(session, status=400, cancel_form=form)
        return self.back(sessions.cancel(session=session, by=self.person, code=form.cleaned_data["code"], now=self.now))

    def missed(self, session: Session) -> HttpResponse:
        """Somebody did not come."""
        return self.back(sessions.missed(session=session, by=self.person, now=self.now))

    def back(self, session: Session) -> HttpResponse:
        """To the session as it is now."""
        return HttpResponseRedirect(reverse("mentoring:session", args=[session.pk]))


class AskAttestationView(OfThePair):
    """`POST`: the learner asks the coordinators to confirm that a session took place."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, session: UUID) -> HttpResponse:
        """Ask them."""
        found = self.session(session)
        try:
            sessions.ask_attestation(session=found, by=self.person, now=self.now)
        except pairs.NotOfThePair as error:
            raise Http404 from error
        except sessions.NothingToConfirm as refused:
            messages.info(request, str(REFUSED[type(refused)]))
        else:
            messages.info(request, _("Your coordinators were asked. They confirm that you met, and read nothing."))
        return HttpResponseRedirect(reverse("mentoring:session", args=[found.pk]))
