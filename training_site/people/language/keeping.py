"""The cookie that remembers a choice, with nothing else in it."""

from django.conf import settings
from django.http.response import HttpResponseBase


def keep(response: HttpResponseBase, *, language: str) -> None:
    """Let this browser be answered in a language from now on; "" forgets the choice."""
    if not language:
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")
        return
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
