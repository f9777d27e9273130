"""Where everybody comes through, whatever they are asked for first: a second factor, a word about the privacy notice."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from training_site.people.views import SignOutView

OPEN = ("people:danger", "account_reauthenticate", "language:choose", "offline:worker", "offline:page")
"""Whom to call, one's own password, the language, what a phone keeps."""


def is_open(request: HttpRequest, view: Callable[..., Any]) -> bool:
    """Whether an address opens to everybody who is signed in: the way out, the second factor itself, pages for strangers, and a few more."""
    kind = getattr(view, "view_class", None)
    if kind is SignOutView or getattr(kind, "is_for_strangers", False):
        return True
    return request.path in {reverse(name) for name in OPEN} or request.path.startswith(reverse("mfa_index"))
