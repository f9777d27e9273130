"""A certificate in the hands of its holder: the page, the PDF, the credential for the wallet."""

import json
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.certification.laws import standing as law
from assessments.certification.laws.calendar import day_in
from assessments.certification.pages.held import certificate_view, printed_note, ways_of
from assessments.certification.printing import pdf
from assessments.certification.printing.certificate import CertificateView, page
from assessments.certification.selectors.held import appeal_subject, held_credential
from assessments.certification.selectors.ways import Held
from assessments.certification.views.holder import HolderView

CORRECTABLE = (law.VALID, law.EXPIRING, law.SUSPENDED, law.EXPIRED, law.NOT_YET_VALID)


class OfACertificate(HolderView):
    """Something about a certificate of one's own."""

    http_method_names = ["get", "head", "options"]

    def find(self, pk: UUID) -> Held:
        """The certificate with its changes. Raises Http404 for everybody else's, and where the holder's data were removed."""
        held = held_credential(pk, holder_id=self.person.pk)
        if held is None or not held.credential.name:
            raise Http404
        return held

    def on(self, held: Held) -> date:
        """The day of the issuer."""
        return day_in(self.now, ZoneInfo(held.credential.zone))


class CredentialView(OfACertificate):
    """The certificate itself, in its own language, with the ways on."""

    def get(self, _request: HttpRequest, credential: UUID) -> HttpResponse:
        """The page."""
        held = self.find(credential)
        status = held.status(self.on(held))
        subject = appeal_subject(held, today=self.today)
        ways = ways_of(
            held.credential,
            appeal_url=reverse("certification:appeal_raise", args=["measure", subject]) if subject else "",
            can_correct=status.result in CORRECTABLE,
            later=getattr(held.credential, "superseded_by", None),
        )
        view = certificate_view(held, note=printed_note(held, on=self.on(held)), ways=ways)
        return HttpResponse(page(view))


class PdfView(OfACertificate):
    """The same, to print."""

    def get(self, request: HttpRequest, credential: UUID) -> HttpResponse:
        """The PDF; where this machine cannot make one, back to the page, which prints well."""
        held = self.find(credential)
        view = certificate_view(held, note=printed_note(held, on=self.on(held)))
        try:
            content = self.rendered(view)
        except pdf.PrintingUnavailable:
            messages.info(
                request,
                _(
                    "PDFs cannot be made here just now. Open the certificate and print it from your browser: it fills one sheet."
                ),
            )
            return HttpResponseRedirect(reverse("certification:home"))
        response = HttpResponse(content, content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="certificate-{view.serial}.pdf"'
        return response

    def rendered(self, view: CertificateView) -> bytes:
        """The bytes. Raises pdf.PrintingUnavailable."""
        return pdf.render(page(view), base=f"{settings.SITE_URL.rstrip('/')}/")


class WalletView(OfACertificate):
    """The signed credential (Open Badges 3.0), for a wallet."""

    def get(self, _request: HttpRequest, credential: UUID) -> HttpResponse:
        """The file."""
        held = self.find(credential)
        if not held.credential.badge:
            raise Http404
        content = json.dumps(held.credential.badge, ensure_ascii=False, indent=2)
        response = HttpResponse(content, content_type="application/vc+ld+json")
        response["Content-Disposition"] = f'attachment; filename="credential-{held.credential.code}.json"'
        return response
