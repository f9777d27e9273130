"""What every page for strangers has in common: it is the same for everybody, reads no cookie and sets none, and may be kept for five minutes.

The templates are rendered without the request: nothing in them can ask who is signed in. The language is the one that the browser asks
for: Django itself answers at addresses without a language in the site's first one.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views import View

KEPT_SECONDS = 300
KEPT = (200, 302, 404)
"""Status codes of answers that may be kept."""


class StrangerView(View):
    """A door without a lock."""

    http_method_names = ["get", "head", "options"]
    is_for_strangers = True
    """Whoever is signed in is not asked for anything on the way: the session is not even looked at."""
    kept_seconds = KEPT_SECONDS
    now: datetime

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer; search engines keep nothing of it, and browsers a little while."""
        self.now = timezone.now()
        with translation.override(_language(request)):
            response = super().dispatch(request, *args, **kwargs)
            response["Content-Language"] = translation.get_language() or settings.LANGUAGE_CODE
        response["X-Robots-Tag"] = "noindex, nofollow"
        if isinstance(response, HttpResponse) and response.status_code in KEPT and "Cache-Control" not in response:
            patch_cache_control(response, public=True, max_age=self.kept_seconds)
        return response

    def page(self, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """A page that knows nothing of the request."""
        return HttpResponse(render_to_string(template, context), status=status)


def _language(request: HttpRequest) -> str:
    """The first of the languages that the browser asks for which the site speaks."""
    for language, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return translation.get_supported_language_variant(language)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
