"""Many processes at once: a notice is owed once, a job runs once, a letter goes out once; on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from threading import Lock

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.assessments.racing import apart, at_once, ground
from tests.factories.notices import NOW, NoticeFactory
from tests.factories.people import UserFactory
from training_site.notices import ticking
from training_site.notices.models import Notice, Preference, TickLock, TickRun
from training_site.notices.registry import Registry
from training_site.notices.services import owing, preferences, runs, sending
from training_site.notices.ticking import Job, Report

AT_ONCE = 40
JOB = Job("tests.count", lambda _now: Report(), timedelta(hours=1))


@pytest.fixture(autouse=True)
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    """Instead of a transaction that is rolled back, which no other thread would see: a copy that is thrown away."""
    with django_db_blocker.unblock(), ground(tmp_path):
        yield


def test_what_many_owe_at_once_is_owed_once() -> None:
    person = apart(UserFactory)

    def owe() -> bool:
        notice = owing.owe(person=person, kind="tests.plain", link="/", facts={}, key="tests.matter:1", now=NOW)
        return notice is not None

    assert at_once(owe, times=AT_ONCE) == {True: 1, False: AT_ONCE - 1}
    assert apart(Notice.objects.count) == 1


def test_what_was_withdrawn_and_many_owe_at_once_is_owed_anew_once() -> None:
    notice = apart(lambda: NoticeFactory(withdrawn=True))

    def owe() -> bool:
        again = owing.owe(person=notice.person, kind="tests.plain", link="/", facts={}, key=notice.key, now=NOW)
        return again is not None

    assert at_once(owe, times=AT_ONCE) == {True: 1, False: AT_ONCE - 1}


def _claim(now: datetime) -> str:
    try:
        runs.claim(job=JOB, now=now)
    except runs.StillRunning:
        return "left to another"
    return "mine"


@pytest.mark.parametrize("before", ["never ran", "was killed"])
def test_of_many_ticks_at_once_one_runs_the_job(before: str) -> None:
    now = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)
    if before == "was killed":
        apart(lambda: runs.claim(job=JOB, now=now - timedelta(hours=2)))

    assert at_once(lambda: _claim(now), times=AT_ONCE) == {"mine": 1, "left to another": AT_ONCE - 1}
    assert apart(TickLock.objects.count) == 1
    assert apart(TickRun.objects.count) == (1 if before == "was killed" else 0)


def test_a_job_that_many_run_as_often_as_they_can_is_never_in_two_hands() -> None:
    job = Job("tests.busy", lambda _now: Report(), timedelta(0))
    inside, most, guard = [0], [0], Lock()

    def turn() -> str:
        try:
            claim = runs.claim(job=job, now=NOW)
        except runs.StillRunning:
            return "left to another"
        with guard:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
        TickRun.objects.count()
        with guard:
            inside[0] -= 1
        runs.done(claim=claim, report=Report({"turns": 1}), now=NOW)
        return "mine"

    turns = at_once(lambda: [turn() for _ in range(5)].count("mine"), times=10)

    assert most == [1]
    assert apart(TickRun.objects.count) == sum(number * times for number, times in turns.items())
    assert apart(TickRun.objects.filter(outcome="lost").count) == 0


def test_many_processes_that_send_at_once_send_each_letter_once() -> None:
    def plant() -> None:
        for number in range(12):
            person = UserFactory(email=f"person{number}@example.org")
            for _notice in range(3):
                NoticeFactory(person=person)

    apart(plant)

    sent = at_once(lambda: sending.send_due(now=NOW, limit=100), times=8)

    assert sum(number * times for number, times in sent.items()) == 12
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(
        f"person{number}@example.org" for number in range(12)
    )
    assert {letter.body.count("Your certificate is ready.") for letter in mail.outbox} == {3}
    assert apart(lambda: set(Notice.objects.values_list("attempts", "sent_at"))) == {(1, NOW)}


def test_what_many_choose_at_once_is_one_preference() -> None:
    person = apart(UserFactory)

    chosen = at_once(lambda: preferences.choose(person=person, by_email=False, now=NOW).by_email, times=AT_ONCE)

    assert chosen == {False: AT_ONCE}
    assert apart(Preference.objects.count) == 1


def test_a_job_that_breaks_the_connection_keeps_none_from_its_work(known_jobs: Registry[Job]) -> None:
    def cut(now: datetime) -> Report:
        words = {"postgresql": "SELECT pg_terminate_backend(pg_backend_pid())", "sqlite": "SELECT no_such_function()"}
        with connection.cursor() as cursor:
            cursor.execute(words[connection.vendor])
        return Report()

    ticking.register(Job("tests.cut", cut, timedelta(hours=1)))
    ticking.register(JOB)

    with pytest.raises(CommandError, match=r"^1 of 2 jobs failed: tests\.cut\.$"):
        apart(lambda: call_command("tick", stdout=StringIO(), stderr=StringIO()))

    ended = apart(lambda: set(TickRun.objects.values_list("job", "outcome")))
    assert ended == {("tests.cut", "failed"), ("tests.count", "done")}
