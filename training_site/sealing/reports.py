"""Error reports and logs that say where something went wrong and nothing of what people wrote.

Outside DEBUG an exception is told by its type and by the places it came through. Its message is left out, because a database
quotes the failing row in it; so are local variables, forms, queries, cookies and headers.
"""

import copy
import logging
import traceback
from collections.abc import Iterator
from types import FrameType
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter


def places(error: BaseException | None) -> str:
    """The types of an exception and of those behind it, the first one first, each with the files and lines it came through."""
    return "\n".join(line for link in _chain(error) for line in _places_of(link))


def _chain(error: BaseException | None) -> list[BaseException]:
    links: list[BaseException] = []
    while error is not None and error not in links:
        links.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return links[::-1]


def _places_of(error: BaseException) -> Iterator[str]:
    yield f"{type(error).__module__}.{type(error).__qualname__}"
    for frame, line in traceback.walk_tb(error.__traceback__):
        yield f"  {frame.f_code.co_filename}:{line} in {frame.f_code.co_name}"


class NoWords(SafeExceptionReporterFilter):
    """For any report of Django's: no value that was sent, none that a function held."""

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        """None."""
        return {} if self.is_active(request) else super().get_post_parameters(request)

    def get_safe_cookies(self, request: Any) -> dict[str, Any]:
        """None."""
        return {} if self.is_active(request) else super().get_safe_cookies(request)

    def get_safe_request_meta(self, request: Any) -> dict[str, Any]:
        """None: the query and the page before stand there too."""
        return {} if self.is_active(request) else super().get_safe_request_meta(request)

    def get_traceback_frame_variables(self, request: Any, tb_frame: FrameType) -> Any:
        """None."""
        return [] if self.is_active(request) else super().get_traceback_frame_variables(request, tb_frame)


class PlacesReporter(ExceptionReporter):
    """The mail to the administrators: which page, and the places."""

    def get_traceback_text(self) -> SafeString:
        """As plain text."""
        if not self.filter.is_active(self.request):
            return super().get_traceback_text()
        page = f"{self.request.method} {_page(self.request)}" if self.request else "No request."
        return SafeString(f"{page}\n\n{places(self.exc_value)}\n")

    def get_traceback_html(self) -> SafeString:
        """The same in HTML."""
        if not self.filter.is_active(self.request):
            return super().get_traceback_html()
        return format_html("<pre>{}</pre>", str(self.get_traceback_text()))


def _page(request: HttpRequest) -> str:
    # The pattern of the address, and not the address: what stands in its places may be somebody's word.
    return request.resolver_match.route if request.resolver_match else "an address that is not ours"


class PlacesFormatter(logging.Formatter):
    """A line of a log with the places of an exception; an exception that is itself logged shows its type alone."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, then the places."""
        if settings.DEBUG:
            return super().format(record)
        # A copy, without what another handler has made of the exception; other handlers go on with the original.
        record = copy.copy(record)
        record.exc_text = None
        record.msg, record.args = _by_type(record.msg), _args_by_type(record.args)
        record.args = _without_secret(record.args, getattr(record, "request", None))
        return super().format(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802 — the name that logging calls
        """The places."""
        return super().formatException(ei) if settings.DEBUG else places(ei[1])


def _by_type(value: Any) -> Any:
    return type(value).__name__ if isinstance(value, BaseException) else value


def _without_secret(args: Any, request: Any) -> Any:
    """An address that opens something by itself is told by its pattern: whoever reads a log is not invited."""
    match = getattr(request, "resolver_match", None)
    if not isinstance(args, tuple) or match is None or "token" not in match.kwargs:
        return args
    return tuple(_page(request) if match.kwargs["token"] in str(value) else value for value in args)


def _args_by_type(args: Any) -> Any:
    if isinstance(args, dict):
        return {name: _by_type(value) for name, value in args.items()}
    return tuple(_by_type(value) for value in args or ())
