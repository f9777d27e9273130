"""Shows the privacy notice once to whoever signed in and has not said anything about it as it stands."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from training_site.people.thresholds import is_open
from training_site.privacy.receivers import DUE


class PrivacyNoticeMiddleware:
    """Looks into the session alone, and not even there for visitors and on pages for strangers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """As every middleware."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Lead to the notice from a page; what is sent is never lost to it."""
        if request.method != "GET" or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        if is_open(request, view) or request.path.startswith(reverse("privacy:notice")) or DUE not in request.session:
            return None
        return redirect(f"{reverse('privacy:agree')}?{urlencode({'next': request.get_full_path()})}")
