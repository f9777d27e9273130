"""Long tasks: one that fails is set aside and blocks nobody; one whose worker dies goes on without doing anything twice."""

import os
import signal
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, OperationalError, connections
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from assessments.models import LongTask, QuizMark, QuizPage
from assessments.reporting.pages.tasks import task_url
from assessments.services import regrading, tasks
from assessments.services.tasks import Portion
from tests.assessments.racing import apart, at_once, ground
from tests.factories.evidence import NOW, plant_programme, sitting
from tests.factories.people import LearnerFactory, OrganisationFactory, TrainerFactory
from tests.factories.regrades import correct, preview_task
from training_site.people.models import Organisation, User

KIND = LongTask.Kind.ANALYSIS


@pytest.fixture(autouse=True)
def _kinds() -> Iterator[None]:
    known = dict(tasks._works)
    yield
    tasks._works.clear()
    tasks._works.update(known)


@pytest.fixture
def unit(db: None) -> Organisation:
    return OrganisationFactory()


@pytest.fixture
def trainer(unit: Organisation) -> User:
    return TrainerFactory(in_organisation=unit)


def asked(trainer: User, unit: Organisation, key: str, *, now: datetime = NOW) -> LongTask:
    return tasks.ask(kind=KIND, by=trainer, organisation=unit, content_key=key, total=4, now=now)


def stumbling(error: Exception, *, at: int, key: str = "bad") -> Callable[[LongTask, datetime], Portion]:
    """Four portions; the one numbered `at` of the task about `key` writes something and raises."""

    def work(task: LongTask, _now: datetime) -> Portion:
        number = task.done + 1
        if task.content_key == key and number == at:
            LongTask.objects.filter(pk=task.pk).update(cursor="half")
            raise error
        return Portion(done=1, cursor=str(number), found={"n": number}, is_last=number == 4)

    return work


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        pytest.param(ValueError("Qqsecretqq"), "unforeseen", id="nobody-had-foreseen-it"),
        pytest.param(OperationalError("locked"), "database", id="the-database-was-busy"),
        pytest.param(ObjectDoesNotExist("x"), "gone", id="something-is-gone"),
        pytest.param(KeyError("x"), "gone", id="a-question-is-gone"),
        pytest.param(IntegrityError("x"), "unforeseen", id="the-database-refused"),
    ],
)
def test_a_task_that_fails_is_set_aside_and_those_behind_it_go_on(
    trainer: User, unit: Organisation, error: Exception, reason: str
) -> None:
    bad, good = asked(trainer, unit, "bad"), asked(trainer, unit, "good", now=timezone.now())
    tasks.register(KIND, stumbling(error, at=3))

    assert tasks.go_on_with_due(now=NOW) == 1
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.state, bad.reason, bad.done, bad.cursor, bad.found) == ("failed", reason, 2, "2", {"n": 2})
    assert (good.state, good.reason, good.done) == ("done", "", 4)
    assert tasks.go_on_with_due(now=NOW) == 0


def test_what_was_set_aside_goes_on_where_it_was(trainer: User, unit: Organisation) -> None:
    bad = asked(trainer, unit, "bad")
    tasks.register(KIND, stumbling(ValueError("x"), at=3))
    assert tasks.go_on(bad, now=NOW).state == "failed"
    tasks.register(KIND, stumbling(ValueError("x"), at=0))
    bad = tasks.resume(bad)

    assert (bad.state, bad.reason, bad.done) == ("waiting", "", 2)
    assert tasks.go_on_with_due(now=NOW) == 1
    bad.refresh_from_db()
    assert (bad.state, bad.done, bad.found) == ("done", 4, {"n": 4})


def test_a_kind_that_nobody_knows_any_more_is_set_aside(trainer: User, unit: Organisation) -> None:
    task = asked(trainer, unit, "good")
    tasks._works.clear()

    assert tasks.go_on(task, now=NOW).reason == "gone"


def test_its_page_says_why_how_far_it_came_and_lets_it_go_on(client: Client, trainer: User, unit: Organisation) -> None:
    task = asked(trainer, unit, "bad")
    tasks.register(KIND, stumbling(ValueError("Qqsecretqq"), at=3))
    tasks.go_on(task, now=NOW)
    client.force_login(trainer)
    page = client.get(task_url(task)).content.decode()

    assert "Something went wrong that nobody had foreseen." in page
    assert "2 of 4 attempts" in page
    assert 'value="resume"' in page
    assert "Qqsecretqq" not in page
    client.post(task_url(task), {"act": "resume"})
    task.refresh_from_db()
    assert task.state == "waiting"
    assert "nobody had foreseen" not in client.get(task_url(task)).content.decode()


@pytest.mark.parametrize(("state", "reason"), [("failed", ""), ("waiting", "gone")])
def test_the_database_wants_a_reason_with_what_was_set_aside_and_with_nothing_else(
    trainer: User, unit: Organisation, state: str, reason: str
) -> None:
    task = asked(trainer, unit, "good")

    with pytest.raises(IntegrityError, match="a_task_is_set_aside_with_its_reason"):
        LongTask.objects.filter(pk=task.pk).update(state=state, reason=reason)


def sow() -> LongTask:
    """Five sittings wait to be marked anew, one by one."""
    place, planted = OrganisationFactory(), plant_programme()
    trainer = TrainerFactory(in_organisation=place)
    for _number in range(5):
        sitting(
            LearnerFactory(in_organisation=place), QuizPage.objects.get(pk=planted.quiz.pk), handed_in=True, right=4
        )
    correct(planted.quiz)
    preview = tasks.go_on(preview_task(trainer, place), now=NOW)
    return regrading.commit(preview=preview, by=trainer, now=NOW)


def dying(task: LongTask, now: datetime) -> Portion:
    """The third portion is worked on, and then the worker is killed."""
    portion = regrading.mark_anew(task, now)
    if task.done == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return portion


def in_a_worker(work: Callable[[], object]) -> int:
    """Do it in a process of its own; the signal that ended it."""
    child = os.fork()
    if child == 0:
        try:
            # What the parent's pool holds open stays the parent's.
            type(connections["default"])._connection_pools = {}
            apart(work)
        finally:
            os._exit(0)
    return os.WTERMSIG(os.waitpid(child, 0)[1])


def test_a_worker_that_is_killed_leaves_nothing_to_do_twice(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(regrading, "CHUNK", 1)
    with django_db_blocker.unblock(), ground(tmp_path):
        task = apart(sow)
        tasks.register(LongTask.Kind.REGRADE, dying)
        ended_by = in_a_worker(lambda: tasks.go_on_with_due(now=NOW))
        left = apart(lambda: (LongTask.objects.get(pk=task.pk).done, QuizMark.objects.count()))
        tasks.register(LongTask.Kind.REGRADE, regrading.mark_anew)
        at_once(lambda: tasks.go_on_with_due(now=NOW), times=2)
        after = apart(lambda: LongTask.objects.get(pk=task.pk))
        marks = apart(lambda: list(QuizMark.objects.values_list("sitting", "number")))

    assert (ended_by, left) == (signal.SIGKILL, (2, 2))
    assert (after.state, after.done, after.found) == ("done", 5, {"marked": 5, "skipped": 0})
    assert (len(marks), {number for _sitting, number in marks}) == (5, {1})
