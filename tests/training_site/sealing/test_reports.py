"""Nothing that somebody wrote is in a report or a log: not from the form, the query, a variable, a message or the database."""

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.test import Client, RequestFactory
from django.utils.log import AdminEmailHandler
from django.views.debug import get_exception_reporter_filter

from training_site.sealing.reports import PlacesFormatter, PlacesReporter, places

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.training_site.sealing.urls")]
WORDS = "Sokha-went-home"
HEADERS = {"Referer": f"http://testserver/?q={WORDS}", "User-Agent": WORDS, "Cookie": f"draft={WORDS}"}


@pytest.fixture
def console() -> Iterator[io.StringIO]:
    """What the handler of the settings writes."""
    [handler] = [one for one in logging.getLogger().handlers if isinstance(one.formatter, PlacesFormatter)]
    assert isinstance(handler, logging.StreamHandler)
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


@pytest.fixture
def outbox(settings: Any) -> list[mail.EmailMessage]:
    settings.ADMINS = [("Who runs the machine", "admin@training.example")]
    return mail.outbox


def everything_in(message: mail.EmailMessage) -> str:
    return "\n".join([message.subject, message.body, str(message.message()), str(getattr(message, "alternatives", ""))])


def ask(path: str, **more: Any) -> None:
    response = Client(raise_request_exception=False).post(
        f"{path}?q={WORDS}", {"words": WORDS}, headers=HEADERS, **more
    )
    assert WORDS not in response.content.decode()


@pytest.mark.parametrize(
    ("path", "names"),
    [
        pytest.param(
            "/breaks/", ["builtins.RuntimeError", "builtins.ValueError", "urls.py:", "in _fail"], id="message"
        ),
        pytest.param("/refused/", ["django.db.utils.IntegrityError", "urls.py:"], id="row-in-the-database"),
    ],
)
def test_the_report_names_types_and_places_and_no_words(
    path: str, names: list[str], outbox: list[mail.EmailMessage], console: io.StringIO
) -> None:
    ask(path)

    [message] = outbox
    assert WORDS not in everything_in(message)
    assert WORDS not in console.getvalue()
    for name in (*names, path):
        assert name in everything_in(message)
        assert name in console.getvalue()


def test_the_database_does_quote_the_row_that_it_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    # Otherwise the test above would prove nothing on PostgreSQL.
    from django.db import IntegrityError, connection, transaction

    from tests.training_site.sealing.models import Letter

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Letter.objects.create(subject=WORDS, body=WORDS)

    assert (WORDS in str(refused.value)) == (connection.vendor == "postgresql")


def test_a_word_in_the_address_is_told_as_its_place(outbox: list[mail.EmailMessage]) -> None:
    ask(f"/breaks/{WORDS}/")

    assert "POST breaks/<str:words>/" in outbox[0].body.splitlines()
    assert WORDS not in outbox[0].body.split("\n\n", 1)[1]


def test_an_exception_that_is_logged_itself_shows_its_type(console: io.StringIO) -> None:
    ask("/logs/")

    assert console.getvalue().splitlines() == ["ValueError", "it failed: ValueError", "it failed: ValueError"]


def test_what_another_handler_made_of_the_exception_is_not_repeated() -> None:
    formatter = PlacesFormatter()
    try:
        raise ValueError(WORDS)
    except ValueError as error:
        record = logging.makeLogRecord({"msg": "broke", "exc_info": (ValueError, error, error.__traceback__)})
    others = logging.Formatter().format(record)

    assert WORDS in others
    assert WORDS not in formatter.format(record)
    assert logging.Formatter().format(record) == others


def test_a_report_in_html_says_the_same(rf: RequestFactory) -> None:
    error = ValueError(f"<b>{WORDS}")
    html = PlacesReporter(rf.post("/", {"words": WORDS}), ValueError, error, None).get_traceback_html()

    assert html == "<pre>POST an address that is not ours\n\nbuiltins.ValueError\n</pre>"


def test_a_report_without_a_request_or_an_exception_can_be_made() -> None:
    assert PlacesReporter(None, None, None, None).get_traceback_text() == "No request.\n\n\n"


def test_the_filter_gives_nothing_to_any_other_reporter(rf: RequestFactory) -> None:
    request = rf.post(f"/?q={WORDS}", {"words": WORDS}, headers=HEADERS)
    given = get_exception_reporter_filter(request)
    try:
        raise ValueError(WORDS)
    except ValueError as error:
        frame = error.__traceback__.tb_frame

    assert list(given.get_traceback_frame_variables(request, frame)) == []
    assert (
        given.get_post_parameters(request)
        == given.get_safe_cookies(request)
        == given.get_safe_request_meta(request)
        == {}
    )
    assert "this-machine" not in str(given.get_safe_settings())
    assert given.get_safe_settings()["TEXT_KEYS"] == given.cleansed_substitute


def test_the_mail_of_errors_uses_this_reporter() -> None:
    [handler] = [one for one in logging.getLogger("django").handlers if isinstance(one, AdminEmailHandler)]

    assert handler.reporter_class is PlacesReporter


# On a developer's machine everything is shown


def test_a_developer_sees_all(settings: Any, rf: RequestFactory) -> None:
    settings.DEBUG = True
    request = rf.post("/", {"words": WORDS}, headers=HEADERS)
    given = get_exception_reporter_filter(request)
    try:
        raise ValueError(WORDS)
    except ValueError as error:
        info = (ValueError, error, error.__traceback__)
        frame = info[2].tb_frame

    assert given.get_post_parameters(request)["words"] == WORDS
    assert given.get_safe_cookies(request) == {"draft": WORDS}
    assert given.get_safe_request_meta(request)["HTTP_USER_AGENT"] == WORDS
    assert "request" in dict(given.get_traceback_frame_variables(request, frame))
    assert WORDS in PlacesReporter(request, *info).get_traceback_text()
    assert WORDS in PlacesReporter(request, *info).get_traceback_html()
    assert WORDS in PlacesFormatter().format(logging.makeLogRecord({"msg": "broke", "exc_info": info}))


# The chain of exceptions


def raise_after_another(*, put_aside: bool) -> None:
    try:
        raise KeyError(WORDS)
    except KeyError as error:
        if put_aside:
            raise ValueError(WORDS) from None
        raise ValueError(WORDS) from error


@pytest.mark.parametrize(
    ("put_aside", "types"),
    [(False, ["builtins.KeyError", "builtins.ValueError"]), (True, ["builtins.ValueError"])],
    ids=["one-behind-the-other", "put-aside"],
)
def test_exceptions_are_told_from_the_first_to_the_last(put_aside: bool, types: list[str]) -> None:
    with pytest.raises(ValueError, match=WORDS) as raised:
        raise_after_another(put_aside=put_aside)

    assert [line for line in places(raised.value).splitlines() if not line.startswith(" ")] == types


def test_an_exception_raised_while_another_was_handled_is_told_after_it() -> None:
    error = ValueError(WORDS)
    error.__context__ = KeyError(WORDS)

    assert places(error) == "builtins.KeyError\nbuiltins.ValueError"


def test_a_circle_of_exceptions_ends() -> None:
    one, other = ValueError(WORDS), KeyError(WORDS)
    one.__cause__, other.__cause__ = other, one

    assert places(one) == "builtins.KeyError\nbuiltins.ValueError"
