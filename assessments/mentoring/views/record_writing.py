"""Writing a record: a page that works without JavaScript, and saves to the server while somebody types where there is."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.confidentiality import DataClass
from assessments.mentoring.forms.record_rows import Rows
from assessments.mentoring.forms.records import RecordForm
from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.models import Session, SessionRecord
from assessments.mentoring.pages.record_form import Begun, begun, form_page
from assessments.mentoring.pages.sessions import saved_text
from assessments.mentoring.selectors.policies import policy_for
from assessments.mentoring.selectors.records import EDITABLE, remarks_on
from assessments.mentoring.selectors.sessions import Before, Writer, before, writer_of
from assessments.mentoring.services import access, circulation, pairs, records
from assessments.mentoring.services.ledger import NotNow
from assessments.mentoring.services.records import Writing
from assessments.mentoring.views.sessions import OfThePair

CONFLICTS: dict[type[Exception], Promise] = {
    records.ChangedElsewhere: _(
        "This record was changed in another window. Below are the words of this one: save once more to keep these."
    ),
    records.RecordedAlready: _(
        "A record of this session was begun in another window. Below are the words of this one: save once more to keep these."
    ),
    records.NoLongerWritten: _(
        "The record is no longer open to be written. Your words are still here: copy what you need."
    ),
    records.NoAgreement: _("Before a second session is recorded, sign an agreement. Your words are still here."),
    pairs.NotActiveNow: _("This relationship is not active now, so nothing was saved. Copy what you need."),
    NotNow: _("This session has changed meanwhile, so nothing was saved. Copy what you need."),
}
"""Why nothing was kept."""
REASONS: tuple[type[Exception], ...] = tuple(CONFLICTS)


class Recording(OfThePair):
    """What both ways of saving have in common."""

    record: SessionRecord | None
    behind: Before | None = None
    policy: Policy

    def of(self, pk: UUID) -> Session:
        """The session, for the one who writes its record; nothing here for the other."""
        session = self.session(pk)
        self.record = getattr(session, "record", None)
        if self.record is None:
            self.behind = before(session)
        if self.writer(session).person_id != self.person.pk:
            raise Http404
        self.policy = policy_for(session.organisation_id, session.relationship.programme_key)
        return session

    def writer(self, session: Session) -> Writer:
        """Who writes, or has begun to."""
        if self.record is not None:
            return Writer(person_id=self.record.writer_id, has_agreement=True)
        return writer_of(session, self.behind or before(session))

    def begun(self, session: Session) -> Begun:
        """What the form begins with."""
        return begun(session, self.record, self.behind, viewer=self.person, policy=self.policy, now=self.now)

    def form(self, session: Session, start: Begun, data: Any = None, files: Any = None, **more: Any) -> RecordForm:
        """The form, with the rows that were sent or those that are kept."""
        return RecordForm(
            data,
            files,
            rows=start.rows if data is None else Rows.sent(data),
            offered=start.offered,
            previous=start.previous,
            today=timezone.localdate(self.now),
            organisation_id=session.organisation_id,
            kept=start.kept,
            initial=start.initial,
            **more,
        )

    def writing(self, form: RecordForm) -> Writing:
        """What is kept."""
        return form.writing(
            notice_version=str(self.policy.confidentiality_notice), language=get_language() or "", source="online"
        )


class WriteView(Recording):
    """The form of a record."""

    def get(self, _request: HttpRequest, session: UUID) -> HttpResponse:
        """The form; where nothing is written now, the page that says why."""
        found = self.of(session)
        if self.record and self.record.state not in EDITABLE:
            return HttpResponseRedirect(reverse("mentoring:record", args=[self.record.pk]))
        if not self.record and (found.state not in ("planned", "held") or not self.writer(found).has_agreement):
            return HttpResponseRedirect(reverse("mentoring:session", args=[found.pk]))
        return self.show(found, self.form(found, self.begun(found)))

    def post(self, request: HttpRequest, session: UUID) -> HttpResponse:
        """Save it; share it where that is what the button says and nothing is missing. What was typed is kept in any case."""
        found = self.of(session)
        sharing = "share" in request.POST
        form = self.form(found, self.begun(found), request.POST, request.FILES, sharing=sharing, guarded=sharing)
        complete = form.is_valid()
        save = circulation.save_and_share if sharing and complete else records.save
        try:
            self.record = save(session=found, by=self.person, writing=self.writing(form), now=self.now)
        except REASONS as reason:
            return self.once_more(found, reason)
        if sharing and complete:
            messages.info(request, _("Shared. You will be told when it is signed or comes back."))
            return HttpResponseRedirect(reverse("mentoring:record", args=[self.record.pk]))
        if "add" in request.POST or not complete:
            return self.show(found, self.anew(form), status=form.status if sharing and not complete else 200)
        return HttpResponseRedirect(reverse("mentoring:session", args=[found.pk]))

    def anew(self, form: RecordForm) -> RecordForm:
        """The same form, which now knows the revision that was saved."""
        assert self.record is not None  # noqa: S101  # it was saved
        form.data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        form.data["revision"] = str(self.record.revision)  # type: ignore[index]  # as above
        return form

    def once_more(self, session: Session, reason: Exception) -> HttpResponse:
        """The form with the words of this window; saving once more replaces what was saved elsewhere."""
        self.record = SessionRecord.objects.filter(session=session).first()
        sent = self.request.POST.copy()
        if self.record:
            sent["revision"] = str(self.record.revision)
        form = self.form(session, self.begun(session), sent, guarded=False)
        form.add_error(None, str(CONFLICTS[type(reason)]))
        return self.show(session, form, status=409)

    def show(self, session: Session, form: RecordForm, *, status: int = 200) -> HttpResponse:
        """The page; a mentor who sees what the learner keeps on the agenda has looked at it."""
        access.looked(self.view, data_class=DataClass.RECORD, subject=session.pk, now=self.now)
        remarks = remarks_on(self.record.pk) if self.record and self.record.state == "returned" else []
        page = form_page(form, session, self.record, viewer=self.person, policy=self.policy, remarks=remarks)
        return self.page("mentoring/record_form.html", {"form": form, "writing": page}, status=status)


class SaveView(Recording):
    """`POST`: what stands in the form while somebody types, as it is; 409 when it was changed elsewhere."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, session: UUID) -> HttpResponse:
        """Keep it."""
        found = self.of(session)
        form = self.form(found, self.begun(found), request.POST, request.FILES, guarded=False)
        form.is_valid()
        if "client_id" not in form.cleaned_data:
            return JsonResponse({}, status=400)
        try:
            kept = records.save(session=found, by=self.person, writing=self.writing(form), now=self.now)
        except REASONS:
            return JsonResponse({}, status=409)
        return JsonResponse({"revision": kept.revision, "saved_text": saved_text(kept.saved_at)})
