"""Leads those who must show a second factor to it, from every address but a few."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from training_site.people.thresholds import is_open
from training_site.second_factor.permissions import must_show
from training_site.second_factor.sessions import was_shown


class SecondFactorMiddleware:
    """Asks nothing of visitors, one query of learners, one of those who have shown it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.required: bool = settings.REQUIRE_SECOND_FACTOR

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """As every middleware."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Lead on whoever signed in by a password alone, and may not by that alone."""
        if not self.required or settings.SESSION_COOKIE_NAME not in request.COOKIES or is_open(request, view):
            return None
        person = request.user
        if not person.is_authenticated or was_shown(request) or not must_show(person, today=timezone.localdate()):
            return None
        return redirect(self._way(request))

    def _way(self, request: HttpRequest) -> str:
        """To show it, where there is one; to set it up otherwise."""
        there = Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.TOTP).exists()
        door = reverse("mfa_reauthenticate" if there else "mfa_activate_totp")
        # What was sent is not sent again by coming back.
        back = request.get_full_path() if request.method == "GET" else "/"
        return f"{door}?{urlencode({'next': back})}" if there else door
