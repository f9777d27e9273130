"""What every private page has in common: somebody signed in, the moment, and nothing left in the browser."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views import View

from training_site.people.models import User


class PrivateView(LoginRequiredMixin, View):
    """A page for signed-in people that no browser, proxy or search engine keeps."""

    now: datetime
    nav: ClassVar[str] = ""
    """Which door of the bar leads here."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead visitors to the sign-in; forbid keeping the answer."""
        self.now = timezone.now()
        if request.user.is_authenticated:
            self.admit(*args, **kwargs)
        response = super().dispatch(request, *args, **kwargs)
        if isinstance(response, HttpResponse):
            add_never_cache_headers(response)  # private, no-store
        return response

    def admit(self, *_args: Any, **_kwargs: Any) -> None:
        """Raise Http404 for whoever is signed in and has no business here. Everybody has, unless a room says otherwise."""

    @property
    def person(self) -> User:
        """Who asks."""
        if not isinstance(self.request.user, User):
            raise Http404
        return self.request.user

    @property
    def today(self) -> date:
        """The day of the site."""
        return timezone.localdate(self.now)

    def page(self, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """A page of this room."""
        return render(self.request, template, {"nav": self.nav, "noindex": True, **context}, status=status)
