"""What every page of the composer has in common: a programme lead of the issuer, the moment, and nothing left in the browser."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from assessments.certification.models import Certification, CertificationVersion
from assessments.certification.pages.composing import head
from assessments.certification.selectors import composing
from assessments.views.private import PrivateView
from training_site.people.models import Organisation


class LeadView(PrivateView):
    """For whoever composes in the name of some organisation; nothing here for everybody else."""

    nav = "certificates"
    http_method_names = ["get", "head", "post", "options"]
    issuers: list[Organisation]

    def admit(self, *_args: Any, **_kwargs: Any) -> None:
        """Answer "nothing here" to whoever leads no programme."""
        self.issuers = list(composing.issuers_of(self.person, today=self.today))
        if not self.issuers:
            raise Http404


class OfOneView(LeadView):
    """A page of one certification, of an issuer whose programme one leads."""

    certification: Certification
    tab = ""

    def admit(self, *_args: Any, **kwargs: Any) -> None:
        """Nothing here where it is somebody else's."""
        rows = composing.composed_by(self.person, today=self.today)
        self.certification = get_object_or_404(rows, code=kwargs["code"])

    @cached_property
    def versions(self) -> list[CertificationVersion]:
        """Of its rules, the newest first."""
        return composing.versions_of(self.certification)

    @cached_property
    def draft(self) -> CertificationVersion | None:
        """The draft, if one is open."""
        return next((one for one in self.versions if one.is_draft), None)

    @cached_property
    def published(self) -> CertificationVersion | None:
        """The latest published version."""
        return next((one for one in self.versions if not one.is_draft), None)

    def a_draft(self) -> CertificationVersion:
        """The draft; nothing here without one, or once the certification is retired."""
        if self.draft is None or self.certification.retired_at is not None:
            raise Http404
        return self.draft

    def revision(self) -> int:
        """The revision that was on the page; -1 for what is none."""
        sent = self.request.POST.get("revision", "")
        return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else -1

    def page(self, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """The page below the head of the certification."""
        published = self.published is not None
        above = head(self.certification, here=self.tab, draft=self.draft, published=published)
        return super().page(template, {"head": above, **context}, status=status)
