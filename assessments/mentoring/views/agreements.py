"""The agreement of a pair: read, written, renewed."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.mentoring.confidentiality import DataClass, Reach
from assessments.mentoring.forms.agreements import AgreementForm, initial_of
from assessments.mentoring.models import Agreement
from assessments.mentoring.selectors import agreements
from assessments.mentoring.services import agreements as service
from assessments.mentoring.services import pairs
from assessments.mentoring.services.access import looked
from assessments.mentoring.views.agreeing import OfAgreement


class AgreementView(OfAgreement):
    """The agreement to read; the form where there is none yet, or where one of the two wants to change it."""

    def get(self, request: HttpRequest, relationship: UUID) -> HttpResponse:
        """The page."""
        self.enter(relationship, Reach.READ)
        row = self.version(request.GET.get("version", ""))
        looked(self.seen, data_class=DataClass.AGREEMENT, subject=row.pk if row else None, now=self.now)
        can_act = self.looking.can_act
        if can_act and (row is None or (self.open and "edit" in request.GET)):
            return self.write(self.form(initial=initial_of(self.open) if self.open else None))
        if row is None:
            return self.page("mentoring/agreement_none.html", {"pair": self.row})
        return self.read(row)

    def version(self, asked: str) -> Agreement | None:
        """The version that is asked for; else the one that is being made, the one in force, or the newest."""
        if asked:
            found = next((row for row in self.versions if str(row.version) == asked), None)
            if found is None:
                raise Http404
            return found
        newest = self.versions[0] if self.versions else None
        return self.open or agreements.in_force(self.versions) or newest


class SaveView(OfAgreement):
    """`POST`: save a draft."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, relationship: UUID) -> HttpResponse:
        """Save it and read it; or the form again, with its words. While somebody types, the answer is JSON."""
        self.enter(relationship, Reach.WRITE)
        if request.accepts("application/json") and not request.accepts("text/html"):
            return self.keep(request)
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.write(form, status=form.status)
        try:
            self.save(form, form.draft())
        except service.ChangedElsewhere as changed:
            form.put(revision=str(changed.agreement.revision if changed.agreement else 0))
            return self.refused(
                form,
                _(
                    "The other one of you saved a change meanwhile. Below are your words: save again to keep them instead, or open "
                    "the agreement anew to see theirs."
                ),
            )
        except pairs.NotActiveNow:
            return self.refused(form, _("Your mentoring pauses or has ended; nothing was saved. Your words are below."))
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(self.url)

    def keep(self, request: HttpRequest) -> HttpResponse:
        """Save what stands there while somebody types: nothing that anybody has signed."""
        form = self.form(request.POST, guarded=False)
        form.is_valid()
        if "revision" not in form.cleaned_data or (self.open and self.open.state != "draft"):
            return JsonResponse({}, status=409)
        try:
            row = self.save(form, form.draft_as_typed())
        except (service.ChangedElsewhere, pairs.NotActiveNow):
            return JsonResponse({}, status=409)
        at = date_format(timezone.localtime(self.now), "TIME_FORMAT")
        return JsonResponse({"revision": row.revision, "saved_text": _("Saved %(time)s") % {"time": at}})

    def save(self, form: AgreementForm, draft: service.Draft) -> Agreement:
        """The one call."""
        revision = form.cleaned_data["revision"]
        return service.save(relationship=self.row, by=self.person, seen_revision=revision, draft=draft, now=self.now)

    def refused(self, form: AgreementForm, why: str) -> HttpResponse:
        """The form once more: it was right, and yet it could not be saved."""
        form.add_error(None, why)
        return self.write(form, status=409)


class RenewView(OfAgreement):
    """`POST`: a draft of the next version."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, relationship: UUID) -> HttpResponse:
        """Copy what is in force, and open the form."""
        self.enter(relationship, Reach.WRITE)
        try:
            service.renew(relationship=self.row, by=self.person, now=self.now)
        except (service.NothingInForce, pairs.NotActiveNow):
            messages.error(request, _("There is no agreement that could be renewed."))
            return HttpResponseRedirect(self.url)
        return HttpResponseRedirect(f"{self.url}?edit=1")
