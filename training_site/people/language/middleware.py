"""Which language a page is written in, found out before its view runs."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class ReaderLanguageMiddleware(LocaleMiddleware):
    """Django's own, which goes by the address alone once addresses have languages, and for all other addresses the reader."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Turn to the reader's language, unless the address has one of its own: a page of the curriculum is found by it."""
        del view, args, kwargs
        match = request.resolver_match
        if match is None or match.url_name in settings.ADDRESSES_WITH_A_LANGUAGE:
            return
        translation.activate(translation.get_language_from_request(request))
        request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
