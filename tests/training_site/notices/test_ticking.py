"""What `manage.py tick` runs, when, and what it says about it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import NoReturn

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction

from training_site.notices import ticking
from training_site.notices.models import TickLock, TickRun
from training_site.notices.registry import Registry
from training_site.notices.services import runs
from training_site.notices.ticking import Job, Report

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SECRET = "Sokha said that her uncle drinks"


def _count(now: datetime) -> Report:
    return Report({"things": 3, "others": 0})


def _break(now: datetime) -> NoReturn:
    raise LookupError(SECRET)


def _job(name: str = "tests.count", run: Callable[[datetime], Report] = _count, every: timedelta = HOUR) -> Job:
    return Job(name, run, every)


def _held(job: Job) -> bool:
    return TickLock.objects.get(job=job.name).holder is not None


# Claiming


def test_a_job_that_never_ran_is_due() -> None:
    claim = runs.claim(job=_job(), now=NOW)

    lock = TickLock.objects.get()
    assert (lock.job, lock.holder, lock.claimed_at, lock.claimed_until) == (
        "tests.count",
        claim.holder,
        NOW,
        NOW + HOUR,
    )


def test_a_job_never_runs_twice_at_once() -> None:
    job = _job()
    runs.claim(job=job, now=NOW)

    with pytest.raises(runs.StillRunning):
        runs.claim(job=job, now=NOW + HOUR - timedelta(seconds=1))
    with pytest.raises(runs.StillRunning):
        runs.claim(job=job, now=NOW + timedelta(minutes=1), early=True)


def test_who_read_the_lock_before_somebody_else_claimed_it_comes_too_late(monkeypatch: pytest.MonkeyPatch) -> None:
    job = _job()
    runs.claim(job=job, now=NOW)
    before = TickLock(job=job.name)
    monkeypatch.setattr(TickLock.objects, "get_or_create", lambda **_which: (before, False))

    with pytest.raises(runs.StillRunning):
        runs.claim(job=job, now=NOW)


@pytest.mark.parametrize(
    ("wait", "is_due"),
    [
        pytest.param(HOUR - timedelta(seconds=31), False, id="a while before its time"),
        pytest.param(HOUR - timedelta(seconds=30), True, id="a moment before its time"),
        pytest.param(HOUR, True, id="at its time"),
        pytest.param(2 * HOUR, True, id="late"),
    ],
)
def test_a_job_is_due_again_when_its_time_has_come(wait: timedelta, is_due: bool) -> None:
    job = _job()
    runs.done(claim=runs.claim(job=job, now=NOW), report=Report(), now=NOW + timedelta(minutes=9))

    if is_due:
        assert runs.claim(job=job, now=NOW + wait).began == NOW + wait
    else:
        with pytest.raises(runs.NotDue) as refusal:
            runs.claim(job=job, now=NOW + wait)
        assert refusal.value.due_at == NOW + HOUR


def test_a_job_that_is_not_due_can_be_asked_for() -> None:
    job = _job()
    runs.done(claim=runs.claim(job=job, now=NOW), report=Report(), now=NOW)

    assert runs.claim(job=job, now=NOW, early=True)


@pytest.mark.parametrize(
    ("every", "wait"),
    [
        pytest.param(timedelta(days=1), timedelta(minutes=15), id="a job of the night, soon"),
        pytest.param(timedelta(minutes=5), timedelta(minutes=5), id="a frequent job, at its usual time"),
    ],
)
def test_a_job_that_failed_is_due_again(every: timedelta, wait: timedelta) -> None:
    job = _job(every=every)

    run = runs.failed(claim=runs.claim(job=job, now=NOW), failure="LookupError at count.py:3" + 200 * "x", now=NOW)

    assert TickLock.objects.get().due_at == NOW + wait
    assert (run.outcome, run.failure[:25], len(run.failure)) == ("failed", "LookupError at count.py:3", 120)


def test_a_job_whose_process_was_killed_runs_again_when_its_time_is_over_and_the_loss_is_noted() -> None:
    job = Job("tests.count", _count, timedelta(minutes=5), at_most=timedelta(minutes=20))
    runs.claim(job=job, now=NOW)
    later = NOW + timedelta(minutes=20)

    runs.claim(job=job, now=later)

    (lost,) = TickRun.objects.all()
    assert (lost.outcome, lost.started_at, lost.finished_at, lost.failure) == ("lost", NOW, later, "")


def test_who_comes_back_after_having_been_taken_for_dead_does_not_let_go_of_the_others_claim() -> None:
    job = _job()
    slow = runs.claim(job=job, now=NOW)
    other = runs.claim(job=job, now=NOW + HOUR)

    runs.done(claim=slow, report=Report({"things": 1}), now=NOW + HOUR)

    assert TickLock.objects.get().holder == other.holder
    assert [run.outcome for run in TickRun.objects.all()] == ["lost", "done"]


# Rows


def test_a_run_is_written_down_with_its_counts() -> None:
    job = _job()

    runs.done(claim=runs.claim(job=job, now=NOW), report=_count(NOW), now=NOW + timedelta(seconds=4))

    run = TickRun.objects.get()
    assert (run.job, run.started_at, run.finished_at) == ("tests.count", NOW, NOW + timedelta(seconds=4))
    assert (run.outcome, run.counts, run.failure) == ("done", {"things": 3, "others": 0}, "")
    assert not _held(job)


def test_old_runs_are_forgotten_and_those_that_went_wrong_later() -> None:
    def ended(outcome: str, days: int) -> TickRun:
        then = NOW - timedelta(days=days)
        failure = "LookupError at count.py:3" if outcome == "failed" else ""
        return TickRun.objects.create(
            job="tests.count", started_at=then, finished_at=then, outcome=outcome, failure=failure
        )

    kept = [ended("done", 30), ended("failed", 180), ended("lost", 180)]
    for outcome, days in (("done", 31), ("failed", 181), ("lost", 181)):
        ended(outcome, days)

    assert runs.thin(now=NOW) == 3
    assert list(TickRun.objects.all()) == kept


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"outcome": "perhaps"}, id="an outcome nobody knows"),
        pytest.param({"outcome": "failed"}, id="a failure without a name"),
        pytest.param({"outcome": "done", "failure": "LookupError"}, id="a failure of a run that ended well"),
    ],
)
def test_the_database_refuses_a_run_with(wrong: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        TickRun.objects.create(job="tests.count", started_at=NOW, finished_at=NOW, **wrong)


def test_the_database_refuses_a_claim_without_an_end() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        TickLock.objects.create(job="tests.count", claimed_at=NOW)


# The command


@contextmanager
def _at(now: datetime) -> Iterator[None]:
    with time_machine.travel(now, tick=False):
        yield


def _tick(*words: str, now: datetime = NOW) -> tuple[str, str, str]:
    """What it printed, what it printed about failures, and how it ended."""
    said, wrong, ended = StringIO(), StringIO(), ""
    with _at(now):
        try:
            call_command("tick", *words, stdout=said, stderr=wrong)
        except CommandError as error:
            ended = str(error)
    return said.getvalue(), wrong.getvalue(), ended


def test_a_tick_runs_what_is_due_in_the_order_of_registration_and_counts(known_jobs: Registry[Job]) -> None:
    began: list[datetime] = []

    def note(now: datetime) -> Report:
        began.append(now)
        return Report()

    ticking.register(_job())
    ticking.register(_job("tests.note", note, timedelta(days=1)))

    assert _tick() == ("tests.count: done, things 3, others 0\ntests.note: done, nothing to count\n", "", "")
    assert began == [NOW]
    assert _tick(now=NOW + HOUR)[0] == (
        "tests.count: done, things 3, others 0\ntests.note: not due before 2026-05-04 09:00\n"
    )
    assert began == [NOW]


def test_a_job_that_fails_keeps_none_from_its_work_and_tells_nobodys_words(known_jobs: Registry[Job]) -> None:
    ticking.register(_job("tests.break", _break))
    ticking.register(_job())

    said, wrong, ended = _tick()

    assert said == "tests.count: done, things 3, others 0\n"
    assert wrong.startswith("tests.break: failed, LookupError at tests/training_site/notices/test_ticking.py:")
    assert wrong.count("\n") == 1
    assert ended == "1 of 2 jobs failed: tests.break."
    failed = TickRun.objects.get(job="tests.break")
    assert (failed.outcome, failed.counts) == ("failed", {})
    assert failed.failure.startswith("LookupError at tests/training_site/notices/test_ticking.py:")
    assert SECRET not in said + wrong + ended + failed.failure


def test_a_failure_names_the_place_in_our_own_code_and_not_in_a_library(known_jobs: Registry[Job]) -> None:
    def ask(now: datetime) -> Report:
        TickRun.objects.get(no_such_field=now)
        return Report()

    ticking.register(_job("tests.ask", ask))

    _tick()

    assert TickRun.objects.get().failure.startswith("FieldError at tests/training_site/notices/test_ticking.py:")


def test_a_job_that_cannot_even_be_claimed_keeps_none_from_its_work(
    known_jobs: Registry[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = runs.claim

    def broken(*, job: Job, now: datetime, early: bool) -> runs.Claim:
        return _break(now) if job.name == "tests.break" else claim(job=job, now=now, early=early)

    monkeypatch.setattr(runs, "claim", broken)
    ticking.register(_job("tests.break"))
    ticking.register(_job())

    said, _wrong, ended = _tick()

    assert (said, ended) == ("tests.count: done, things 3, others 0\n", "1 of 2 jobs failed: tests.break.")


def test_what_a_failed_job_wrote_in_one_transaction_is_not_there(known_jobs: Registry[Job]) -> None:
    @transaction.atomic
    def half(now: datetime) -> NoReturn:
        TickLock.objects.create(job="tests.trace")
        _break(now)

    ticking.register(_job("tests.half", half))

    _tick()

    assert not TickLock.objects.filter(job="tests.trace").exists()
    assert TickRun.objects.get().outcome == "failed"


def test_a_job_that_another_process_runs_is_left_to_it(known_jobs: Registry[Job]) -> None:
    job = _job()
    ticking.register(job)
    runs.claim(job=job, now=NOW)

    assert _tick(now=NOW + timedelta(minutes=5)) == ("tests.count: still running in another process\n", "", "")
    assert not TickRun.objects.exists()


def test_one_job_alone_runs_when_asked_for_even_if_it_is_not_due(known_jobs: Registry[Job]) -> None:
    ticking.register(_job())
    ticking.register(_job("tests.break", _break))

    assert _tick("--only", "tests.count") == _tick("--only", "tests.count")
    assert TickRun.objects.filter(job="tests.count", outcome="done").count() == 2
    assert not TickRun.objects.filter(job="tests.break").exists()


@pytest.mark.parametrize(
    ("jobs", "there"),
    [([], "none"), (["tests.a", "tests.b"], "tests.a, tests.b")],
    ids=["where there are none", "where there are others"],
)
def test_a_job_that_nobody_knows_is_refused(jobs: list[str], there: str, known_jobs: Registry[Job]) -> None:
    for name in jobs:
        ticking.register(_job(name))

    assert _tick("--only", "tests.c") == ("", "", f"There is no job tests.c; there are: {there}.")
