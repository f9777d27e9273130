"""What every page of mentoring has in common: somebody signed in, the moment, and nothing left in the browser."""

from datetime import datetime
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views import View

from assessments.mentoring.confidentiality import Reach, Viewpoint
from assessments.mentoring.selectors.viewpoints import viewpoint
from training_site.people.models import User


class PrivateView(LoginRequiredMixin, View):
    """A page for signed-in people that no browser, proxy or search engine keeps."""

    now: datetime

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead visitors to the sign-in; forbid keeping the answer."""
        self.now = timezone.now()
        response = super().dispatch(request, *args, **kwargs)
        if isinstance(response, HttpResponse):
            add_never_cache_headers(response)  # private, no-store
        return response

    @property
    def person(self) -> User:
        """Who asks."""
        if not isinstance(self.request.user, User):
            raise Http404
        return self.request.user

    def seen_from(self, learner_id: int) -> Viewpoint:
        """What the person who asks is to a learner now."""
        return viewpoint(self.person, learner_id, now=self.now)

    def page(self, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """A page of mentoring."""
        return render(self.request, template, {"nav": "mentoring", "noindex": True, **context}, status=status)


def demand(reach: Reach, wanted: Reach) -> None:
    """Answer "nothing here" to whoever reaches less far: also that something exists is private."""
    if reach < wanted:
        raise Http404
