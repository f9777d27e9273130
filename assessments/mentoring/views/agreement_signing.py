"""The agreement of a pair: signed by both, and by the line manager as far as facts go."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from assessments.mentoring.confidentiality import DataClass, Reach, Standing
from assessments.mentoring.forms.agreements import AgreeForm
from assessments.mentoring.forms.signing import SignForm
from assessments.mentoring.models import Agreement
from assessments.mentoring.pages import agreements as pages
from assessments.mentoring.selectors import agreements
from assessments.mentoring.services import agreement_signatures, pairs, signing
from assessments.mentoring.services.access import looked
from assessments.mentoring.views.agreeing import OfAgreement

REFUSED = (signing.ChangedMeanwhile, signing.SignedAlready, signing.WordsMissing)


class SignView(OfAgreement):
    """`POST`: one of the two signs."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, relationship: UUID) -> HttpResponse:
        """Sign, and back to the page; or the page again, with the remark."""
        self.enter(relationship, Reach.WRITE)
        row = self.open
        if row is None:
            messages.error(request, _("There is nothing to sign any more."))
            return HttpResponseRedirect(self.url)
        form = AgreeForm(request.POST, request.FILES, organisation_id=self.row.organisation_id)
        if not form.is_valid():
            return self.read(row, form=form, status=form.status)
        try:
            row = self.sign(form.cleaned_data)
        except REFUSED as reason:
            return self.again(form, row, reason)
        except (agreement_signatures.NotComplete, agreement_signatures.NotLookedThrough):
            messages.error(request, _("It is not complete yet, so nobody can sign it."))
        except pairs.NotActiveNow:
            messages.error(request, _("Your mentoring pauses or has ended, so nothing can be signed."))
        else:
            is_done = row.state == "active"
            messages.success(request, _("Your agreement is in force.") if is_done else _("You have signed."))
        return HttpResponseRedirect(self.url)

    def sign(self, said: dict[str, Any]) -> Agreement:
        """The one call."""
        return agreement_signatures.sign(
            relationship=self.row,
            by=self.person,
            seen_digest=said["digest"],
            outcome=said["outcome"],
            comment=said["comment"],
            now=self.now,
        )

    def again(self, form: AgreeForm, row: Agreement, reason: Exception) -> HttpResponse:
        """The text as it is now, and under it what the signer wrote."""
        fresh = pages.current_digest(row)
        form.put(digest=fresh)
        form.refused(reason)
        return self.read(row, form=form, status=409)


class EmployerView(OfAgreement):
    """The line manager's part: facts to read and to sign."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest, relationship: UUID) -> HttpResponse:
        """The facts."""
        self.find(relationship)
        row = self.signable
        looked(self.seen, data_class=DataClass.AGREEMENT, subject=row.pk if row else None, now=self.now)
        return self.show(row)

    def post(self, request: HttpRequest, relationship: UUID) -> HttpResponse:
        """Sign them."""
        self.find(relationship)
        row = self.signable
        form = SignForm(request.POST, request.FILES, organisation_id=self.row.organisation_id)
        if row is None or not form.is_valid():
            return self.show(row, form=form, status=form.status if row else 409)
        try:
            agreement_signatures.sign_as_employer(
                agreement=row,
                by=self.person,
                seen_digest=form.cleaned_data["digest"],
                outcome=form.cleaned_data["outcome"],
                comment=form.cleaned_data["comment"],
                now=self.now,
            )
        except REFUSED as reason:
            form.put(digest=pages.current_digest(row, facts_only=True))
            form.refused(reason)
            return self.show(row, form=form, status=409)
        messages.success(request, _("You have signed the part of the employer."))
        return HttpResponseRedirect(request.path)

    def find(self, number: UUID) -> None:
        """For the learner's line manager alone."""
        self.enter(number, Reach.FACT)
        # Somebody may be mentor and line manager, where the policy lets them.
        self.seen = self.seen_from(self.row.learner_id)
        if not self.seen.has(Standing.LINE_MANAGER):
            raise Http404

    @property
    def signable(self) -> Agreement | None:
        """What one of the two has signed, or both."""
        return next((row for row in self.versions if row.state in ("awaiting_other", *agreements.IN_FORCE)), None)

    def show(self, row: Agreement | None, *, form: SignForm | None = None, status: int = 200) -> HttpResponse:
        """The page; what it says where there is nothing yet."""
        page = pages.employer_page(row, self.person, form=form) if row else None
        context = {"employer": page, "learner": str(self.row.learner)}
        return self.page("mentoring/agreement_employer.html", context, status=status)
