"""The bare view: a session, a user, one line of text."""

from django.http import HttpRequest, HttpResponse


def bare_view(request: HttpRequest) -> HttpResponse:
    """Say who is signed in."""
    return HttpResponse(request.user.get_username())
