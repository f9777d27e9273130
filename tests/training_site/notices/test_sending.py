"""The outbox: one letter per person, without anybody's words, never lost."""

import logging
import re
from collections.abc import Callable
from datetime import date, time, timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any, NoReturn

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import connection
from django.utils import translation

from tests.factories.notices import NOW, NoticeFactory
from tests.factories.people import OrganisationFactory, UserFactory
from training_site.notices import jobs
from training_site.notices.kinds import Kind
from training_site.notices.models import Notice
from training_site.notices.registry import Registry
from training_site.notices.services import owing, preferences, sending
from training_site.people.models import User

pytestmark = pytest.mark.django_db

ADDRESS = "dara@example.org"


def _send(now: Any = NOW, limit: int = 100) -> int:
    return sending.send_due(now=now, limit=limit)


def _reachable(address: str = ADDRESS, **other: Any) -> User:
    return UserFactory(email=address, **other)


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the mail server say no: to everybody, or to one address."""

    def refuse(only: str = "", error: Exception | None = None) -> None:
        send = EmailMessage.send

        def answer(letter: EmailMessage, *args: Any, **kwargs: Any) -> int:
            if only in ("", letter.to[0]):
                raise error or SMTPRecipientsRefused({letter.to[0]: (550, b"no such mailbox")})
            return send(letter, *args, **kwargs)

        monkeypatch.setattr(EmailMessage, "send", answer)

    return refuse


# What goes out


def test_a_person_gets_one_letter_with_everything_that_is_new() -> None:
    person = _reachable()
    OrganisationFactory(name="Battambang")
    facts = {"role": "mentor", "place": "Battambang", "due_on": date(2026, 6, 1)}
    owing.owe(person=person, kind="tests.signature", link="/learning/join/", facts=facts, key="a", now=NOW)
    owing.owe(person=person, kind="tests.plain", link="/learning/", facts={}, key="b", now=NOW)

    assert _send() == 1

    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([ADDRESS], "There is news for you on Reintegration Practice")
    assert letter.extra_headers == {"Auto-Submitted": "auto-generated"}
    assert letter.body.split("\n\n") == [
        "Hello,",
        "there is news for you on Reintegration Practice.",
        "A record\nA Mentor of Battambang asks you to sign by June 1, 2026.\nhttp://127.0.0.1:8000/learning/join/",
        "A certificate\nYour certificate is ready.\nhttp://127.0.0.1:8000/learning/",
        "Everything that is new for you, and the switch that stops this e-mail:\nhttp://127.0.0.1:8000/notices/\n",
    ]
    assert [notice.sent_at for notice in Notice.objects.all()] == [NOW, NOW]


def test_a_letter_names_nobody() -> None:
    person = _reachable(username="dara-of-the-hills", first_name="Dara", last_name="Sok")
    NoticeFactory(person=person)

    _send()

    (letter,) = mail.outbox
    assert not re.search("dara|sok", letter.subject + letter.body, re.IGNORECASE)


def test_what_was_sent_is_not_sent_again() -> None:
    person = _reachable()
    NoticeFactory(person=person)
    assert _send() == 1
    NoticeFactory(person=person, kind="tests.plain")

    assert (_send(), _send(NOW + timedelta(days=2))) == (1, 0)
    assert [letter.body.count("Your certificate is ready.") for letter in mail.outbox] == [1, 1]


@pytest.mark.parametrize("address", ["", "unconfirmed", "second"], ids=["none", "not confirmed", "not for messages"])
def test_nothing_goes_to_somebody_without_a_confirmed_address_for_messages(address: str) -> None:
    person = UserFactory()
    if address:
        person.emailaddress_set.create(email=ADDRESS, verified=address == "second", primary=address == "unconfirmed")
    NoticeFactory(person=person)

    assert (_send(), mail.outbox) == (0, [])


@pytest.mark.parametrize(
    "state",
    [
        pytest.param({"seen": True}, id="was seen on the page"),
        pytest.param({"sent": True}, id="was sent"),
        pytest.param({"withdrawn": True}, id="was withdrawn"),
        pytest.param({"kind": "tests.quiet"}, id="is not for e-mail"),
        pytest.param({"kind": "tests.of_an_older_version"}, id="is of a kind that nobody knows any more"),
        pytest.param({"send_after": NOW + timedelta(seconds=1)}, id="waits for its next attempt"),
        pytest.param({"attempts": 10}, id="has had its last attempt"),
        pytest.param({"person__is_active": False}, id="is owed to somebody who cannot sign in"),
    ],
)
def test_nothing_goes_out_that(state: dict[str, Any]) -> None:
    NoticeFactory(**{"person__email": ADDRESS} | state)

    assert (_send(), mail.outbox) == (0, [])


def test_no_more_letters_go_out_at_once_than_are_asked_for() -> None:
    for number in range(3):
        NoticeFactory(person__email=f"person{number}@example.org")

    assert [_send(limit=2), _send(limit=2), _send(limit=2)] == [2, 1, 0]
    assert len({letter.to[0] for letter in mail.outbox}) == 3


# In whose language


def test_a_letter_is_in_its_readers_language_whoever_sends_it(known_kinds: Registry[Kind]) -> None:
    class Spoken(str):
        def __mod__(self, facts: object) -> str:
            return f"{translation.get_language()}: {str.__mod__(self, facts)}"

    known_kinds.add(Kind("tests.spoken", "A day", Spoken("%(due_on)s"), ("due_on",)))
    for language in ("nl", ""):
        person = _reachable(f"{language or 'none'}@example.org", language=language)
        NoticeFactory(person=person, kind="tests.spoken", facts={"due_on": "2026-06-01"})

    with translation.override("uk"):
        _send()
        assert translation.get_language() == "uk"

    said = {letter.to[0]: re.search(r"^\w\w: .*", letter.body, re.MULTILINE)[0] for letter in mail.outbox}
    assert said == {
        "nl@example.org": "nl: 1 juni 2026",
        "none@example.org": "en: June 1, 2026",
    }


# Preferences


def test_who_has_stopped_e_mail_gets_none_and_what_still_waits_when_they_allow_it_again() -> None:
    person, other = _reachable(), _reachable("other@example.org")
    preferences.choose(person=person, by_email=False, now=NOW)
    preferences.choose(person=other, by_email=True, now=NOW)
    NoticeFactory(person=person)
    NoticeFactory(person=other)

    assert _send() == 1
    assert mail.outbox[0].to == ["other@example.org"]

    preferences.choose(person=person, by_email=True, now=NOW)
    assert _send() == 1
    assert mail.outbox[1].to == [ADDRESS]


# Failure


def test_a_letter_that_fails_is_tried_again_later_each_time_and_in_the_end_no_more(
    refusing: Callable[..., None],
) -> None:
    notice = NoticeFactory(person=_reachable())
    preferences.arrange(
        person=notice.person, messages=True, quiet_from=time(0), quiet_until=time(0), zone="UTC", now=NOW
    )
    refusing()
    waits, now = [], NOW

    for _attempt in range(10):
        assert _send(now) == 0
        notice.refresh_from_db()
        assert _send(notice.send_after - timedelta(seconds=1)) == 0
        waits.append((notice.send_after - now) / timedelta(minutes=15))
        now = notice.send_after

    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]
    notice.refresh_from_db()
    assert (notice.attempts, notice.sent_at) == (10, None)
    assert not list(Notice.objects.filter(sending._due(now)))


def test_what_came_after_a_failure_does_not_wait_for_its_next_attempt(refusing: Callable[..., None]) -> None:
    person = _reachable()
    failed = NoticeFactory(person=person)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(EmailMessage, "send", _away)
        _send()
    fresh = NoticeFactory(person=person, kind="tests.reminder", facts={"days": 1})

    assert _send() == 1

    for notice in (failed, fresh):
        notice.refresh_from_db()
    assert (failed.sent_at, fresh.sent_at) == (None, NOW)


def _away(*_args: Any, **_kwargs: Any) -> NoReturn:
    raise ConnectionRefusedError


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(None, id="the mailbox does not exist"),
        pytest.param(TimeoutError(), id="the server is silent"),
        pytest.param(ValueError("Invalid address; only ? could be parsed from ?"), id="the address cannot be written"),
    ],
)
def test_a_letter_that_fails_keeps_no_other_from_leaving_and_the_log_names_no_address(
    error: Exception | None, refusing: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    person = _reachable()
    NoticeFactory(person=person)
    NoticeFactory(person=_reachable("other@example.org"))
    refusing(only=ADDRESS, error=error)

    with caplog.at_level(logging.WARNING):
        assert _send() == 1

    assert [letter.to for letter in mail.outbox] == [["other@example.org"]]
    name = type(error).__name__ if error else "SMTPRecipientsRefused"
    assert caplog.messages == [f"The e-mail to person {person.pk} could not be sent: {name}"]


def test_a_mail_server_that_is_away_is_left_in_peace(refusing: Callable[..., None]) -> None:
    for number in range(5):
        NoticeFactory(person__email=f"person{number}@example.org")
    refusing()

    with pytest.raises(sending.MailServerAway):
        _send()

    assert Notice.objects.filter(attempts=1).count() == 3
    assert Notice.objects.filter(attempts=0).count() == 2


def test_letters_that_fail_now_and_then_are_no_reason_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        NoticeFactory(person__email=f"person{number}@example.org")
    send, fails = EmailMessage.send, iter([True, True, False, True, True])
    monkeypatch.setattr(EmailMessage, "send", lambda letter: _away() if next(fails) else send(letter))

    assert _send() == 1


def test_a_process_that_dies_while_it_sends_loses_nothing() -> None:
    notice = NoticeFactory(person=_reachable())

    def killed(*_args: Any, **_kwargs: Any) -> NoReturn:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(EmailMessage, "send", killed)
        with pytest.raises(KeyboardInterrupt):
            _send()

    assert _send(NOW + timedelta(minutes=14)) == 0
    assert _send(NOW + timedelta(minutes=15)) == 1
    notice.refresh_from_db()
    assert (notice.attempts, notice.sent_at) == (2, NOW + timedelta(minutes=15))


def test_a_process_that_dies_before_it_has_marked_a_letter_sends_it_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    NoticeFactory(person=_reachable())

    def killed(*_args: Any, **_kwargs: Any) -> NoReturn:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(sending, "_mark", killed)
        with pytest.raises(KeyboardInterrupt):
            _send()

    assert _send(NOW + timedelta(minutes=15)) == 1
    assert len(mail.outbox) == 2


def test_what_another_process_claims_in_the_same_moment_is_left_to_it() -> None:
    NoticeFactory(person=_reachable())

    def claimed_by_another(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        found = execute(sql, *rest)
        if 'FROM "people_user"' in sql:
            Notice.objects.update(send_after=NOW + timedelta(minutes=15), attempts=1)
        return found

    with connection.execute_wrapper(claimed_by_another):
        assert _send() == 0

    assert mail.outbox == []
    assert Notice.objects.get().attempts == 1


# The job


def test_the_job_counts_letters_and_what_could_not_be_sent(refusing: Callable[..., None]) -> None:
    NoticeFactory(person=_reachable())
    NoticeFactory(person=_reachable("other@example.org"))
    refusing(only=ADDRESS)

    assert str(jobs.SEND.run(NOW)) == "letters 1, notices unsent after attempts 1"
