"""What every page of the composer has in common: a programme lead of the issuer, the moment, and nothing left in the browser."""

from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views import View

from assessments.certification.models import Certification, CertificationVersion
from assessments.certification.pages.composing import head
from assessments.certification.selectors import composing
from training_site.people.models import Organisation, User


class LeadView(LoginRequiredMixin, View):
    """For whoever composes in the name of some organisation; nothing here for everybody else."""

    http_method_names = ["get", "head", "post", "options"]
    now: datetime
    issuers: list[Organisation]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead visitors to the sign-in; forbid keeping the answer."""
        self.now = timezone.now()
        if request.user.is_authenticated:
            self.enter(*args, **kwargs)
        response = super().dispatch(request, *args, **kwargs)
        if isinstance(response, HttpResponse):
            add_never_cache_headers(response)  # private, no-store
        return response

    def enter(self, *_args: Any, **_kwargs: Any) -> None:
        """Answer "nothing here" to whoever leads no programme."""
        self.issuers = list(composing.issuers_of(self.person, today=self.today))
        if not self.issuers:
            raise Http404

    @property
    def person(self) -> User:
        """Who asks."""
        if not isinstance(self.request.user, User):
            raise Http404
        return self.request.user

    @property
    def today(self) -> date:
        """Of the site's zone."""
        return timezone.localdate(self.now)

    def page(self, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """A page of the composer."""
        return render(self.request, template, {"nav": "certificates", "noindex": True, **context}, status=status)


class OfOneView(LeadView):
    """A page of one certification, of an issuer whose programme one leads."""

    certification: Certification
    tab = ""

    def enter(self, *_args: Any, **kwargs: Any) -> None:
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
