"""Asking at a door as somebody: the whole stack of the site, loaded once, and no page written that nobody will look at."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.http import HttpResponse
from django.template.backends.django import Template
from django.test import Client, RequestFactory
from django.urls import reverse

from training_site.people.models import User

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PLAIN = {
    200: "opens",
    204: "done",
    400: "bad request",
    401: "sign in first",
    403: "refused",
    404: "nothing here",
    405: "not so",
    409: "not now",
    500: "breaks",
}
COLUMNS = [field.attname for field in User._meta.concrete_fields]
SHUT = frozenset({"door", "sign in first", "refused", "nothing here"})
"""The answers of a door that stays closed."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    said: str
    """In words, so that the table can be read by somebody who knows the roles and no HTTP."""
    body: str
    """With the headers; empty where no page was asked for."""

    @property
    def is_page(self) -> bool:
        """Whether it is a whole page, and not a piece of one or a file."""
        return "<html" in self.body


class Asker:
    """Sends requests through every middleware to every view. Nothing of what they do stays.

    A test client loads all middleware anew each time, and keeps a copy of the context of every template.
    """

    def __init__(self) -> None:
        self._handler = BaseHandler()
        self._handler.load_middleware()
        self._requests = RequestFactory()
        self._people: dict[str, list[Any]] = {"": []}
        self.asked = 0
        """How many answers were waited for."""

    def session_of(self, person: User | None) -> str:
        """A session in which somebody is signed in; that of a visitor is empty."""
        if person is None:
            return ""
        client = Client()
        client.force_login(person)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self._people[session] = list(User.objects.filter(pk=person.pk).values_list(*COLUMNS).get())
        return session

    def ask(self, request: str, session: str, *, page: bool = False) -> Answer:
        """The answer to `METHOD /path form` to whoever has this session; with its body when the page is looked at."""
        self.asked += 1
        with transaction.atomic(), writing_pages(written=page):
            response = self._handler.get_response(self._request(request, session))
            body = _text(response) if page else ""
            transaction.set_rollback(True)
        # As the test client does: the end of a request must not close the connection on which everything is planted.
        request_finished.disconnect(close_old_connections)
        response.close()
        request_finished.connect(close_old_connections)
        return Answer(in_words(response), body)

    def _request(self, request: str, session: str) -> WSGIRequest:
        method, path, form = [*request.split(" ", 2), ""][:3]
        found = self._requests.generic(
            method,
            path,
            form if method == "POST" else "",
            content_type="application/x-www-form-urlencoded" if method == "POST" else "",
        )
        found._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
        if session:
            found.COOKIES[settings.SESSION_COOKIE_NAME] = session
            # Who it is was read once: looking up the row again takes a fifth of an answer that is no. Their roles are read each time.
            found._cached_user = User.from_db("default", COLUMNS, self._people[session])  # type: ignore[attr-defined]
        return found


@contextmanager
def writing_pages(*, written: bool) -> Iterator[None]:
    """Leave templates unwritten unless they are looked at: who is let in was decided before."""
    if written:
        yield
        return
    kept = Template.render
    Template.render = lambda self, context=None, request=None: ""  # type: ignore[method-assign]
    try:
        yield
    finally:
        Template.render = kept  # type: ignore[method-assign]


def in_words(response: HttpResponse) -> str:
    """What a person would say came back."""
    if response.status_code not in (301, 302, 303):
        return PLAIN.get(response.status_code, f"status {response.status_code}")
    target = response["Location"].split("?")[0]
    if target in (reverse("account_login"), "/admin/login/"):
        return "door"
    if target == reverse("wagtailadmin_home"):
        return "refused"  # Wagtail says no by leading back to its first page, with a message
    return f"to {UUID.sub('…', target)}"


def _text(response: HttpResponse) -> str:
    parts = b"".join(response) if response.streaming else response.content
    return f"{parts.decode('utf-8', 'replace')} {unquote(urlsplit(response.headers.get('Location', '')).geturl())}"
