"""What somebody keeps to themself about a session, saved while they type; and the confidential annex of the pair."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.confidentiality import DataClass, Reach, annex
from assessments.mentoring.forms.sessions import AnnexForm
from assessments.mentoring.models import Session
from assessments.mentoring.pages import readers
from assessments.mentoring.pages.annexes import annex_rows
from assessments.mentoring.pages.sessions import saved_text
from assessments.mentoring.selectors.sessions import annexes_of, note_of
from assessments.mentoring.selectors.viewpoints import in_pair
from assessments.mentoring.services import access, notes, pairs
from assessments.mentoring.services.records import ChangedElsewhere
from assessments.mentoring.views.private import demand
from assessments.mentoring.views.sessions import AtASession, OfThePair

REFUSED: dict[type[Exception], Promise] = {
    ChangedElsewhere: _(
        "This was saved in another window meanwhile. Below are the words of this one: save once more to keep these."
    ),
    pairs.NotActiveNow: _("This relationship is not active now, so nothing was saved. Copy what you need."),
}


def wants_json(request: HttpRequest) -> bool:
    """Whether the page saves by itself while somebody types."""
    return request.headers.get("Accept") == "application/json"


class NoteView(AtASession):
    """`POST`: keep the private note."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, session: UUID) -> HttpResponse:
        """Keep it as it is while somebody types; look it through when they save it."""
        found = self.session(session)
        by_itself = wants_json(request)
        note = note_of(found, self.person.pk)
        form = self.note_form(found, note, request.POST, request.FILES, guarded=not by_itself)
        if not form.is_valid() and not by_itself:
            return self.show(found, status=form.status, note_form=form)
        try:
            kept = notes.save(session=found, by=self.person, noting=form.noting(), now=self.now)
        except (ChangedElsewhere, pairs.NotActiveNow) as refused:
            return JsonResponse({}, status=409) if by_itself else self.once_more(found, REFUSED[type(refused)])
        if by_itself:
            return JsonResponse({"revision": kept.revision, "saved_text": saved_text(kept.saved_at)})
        return HttpResponseRedirect(reverse("mentoring:session", args=[found.pk]))

    def once_more(self, session: Session, why: Promise) -> HttpResponse:
        """The page with the words of this window; saving again replaces those of the other."""
        note = note_of(session, self.person.pk)
        sent = self.request.POST.copy()
        sent["revision"] = str(note.revision if note else 0)
        form = self.note_form(session, note, sent, guarded=False)
        form.add_error(None, str(why))
        return self.show(session, status=409, note_form=form)


class AnnexView(OfThePair):
    """Confidential matters beside a session."""

    def get(self, _request: HttpRequest, session: UUID) -> HttpResponse:
        """What was written, and for the pair a form for more; by emergency access it is only read."""
        rows = Session.objects.select_related("relationship__learner", "relationship__mentor")
        found: Session = get_object_or_404(rows, pk=session)
        self.view = in_pair(self.person, found.relationship, now=self.now)
        reach = annex(self.view, found)
        demand(reach, Reach.READ)
        return self.show(found, AnnexForm(initial={"key": uuid4()}) if reach == Reach.WRITE else None)

    def post(self, request: HttpRequest, session: UUID) -> HttpResponse:
        """Write one down."""
        found = self.session(session)
        form = AnnexForm(request.POST, request.FILES, organisation_id=found.organisation_id)
        if not form.is_valid():
            return self.show(found, form, status=form.status)
        given: dict[str, Any] = form.cleaned_data
        try:
            notes.add_annex(session=found, by=self.person, body=given["body"], key=given["key"], now=self.now)
        except pairs.NotActiveNow:
            form.add_error(None, str(REFUSED[pairs.NotActiveNow]))
            return self.show(found, form, status=409)
        return HttpResponseRedirect(reverse("mentoring:annex", args=[found.pk]))

    def show(self, session: Session, form: AnnexForm | None, *, status: int = 200) -> HttpResponse:
        """The page; that somebody other than the learner looks is noted first."""
        access.looked(self.view, data_class=DataClass.ANNEX, subject=session.pk, now=self.now)
        pair = session.relationship
        shown = {
            "form": form,
            "annexes": annex_rows(annexes_of(session)),
            "session_url": reverse("mentoring:session", args=[session.pk]) if form else "",
            "readers": readers.of(DataClass.ANNEX, viewer=self.person, learner=pair.learner, mentor=pair.mentor),
            "notice": readers.notice(),
            "active": form is not None and pair.state == "active",
        }
        return self.page("mentoring/annex.html", shown, status=status)
