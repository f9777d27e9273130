"""How long an answer waits to be saved while twenty thousand sittings are counted, on SQLite. Nothing here fails on a clock.

`pytest -m benchmark -s -n 0 tests/benchmarks/test_saving_while_counting.py` prints the figures.
"""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from assessments.models import Attempt, LongTask, QuizAttempt
from assessments.reporting.services import analysing
from assessments.services import quizzes, tasks
from tests.assessments.racing import apart, ground
from tests.factories.evidence import NOW, plant_programme, sitting
from tests.factories.people import LearnerFactory, OrganisationFactory, TrainerFactory

pytestmark = [pytest.mark.benchmark, pytest.mark.nightly]
SITTINGS = 20_000


@pytest.fixture
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    """A file that two connections reach."""
    with django_db_blocker.unblock(), ground(tmp_path):
        yield


def copies(model: type[QuizAttempt] | type[Attempt], changed: dict[str, str], *, of: str) -> str:
    """Copies of rows, as SQLite itself writes them: `SITTINGS` of each."""
    columns = [
        field.column for field in model._meta.concrete_fields if field.column in changed or not field.primary_key
    ]
    chosen = ", ".join(changed.get(column, column) for column in columns)
    table = model._meta.db_table
    numbers = f"WITH RECURSIVE n(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM n WHERE n <= {SITTINGS})"
    return f"INSERT INTO {table} ({', '.join(columns)}) {numbers} SELECT {chosen} FROM n, {table} WHERE {of}"


def test_a_save_waits_little_while_sittings_are_counted(db: None) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("where rows are locked one by one nothing waits")

    def sow() -> tuple[LongTask, QuizAttempt]:
        planted, house = plant_programme(), OrganisationFactory()
        first = sitting(LearnerFactory(in_organisation=house), planted.quiz, handed_in=True, right=2)
        of = first.pk.hex
        key = f"substr('{of}', 1, 24) || printf('%08x', n)"
        with connection.cursor() as cursor:
            cursor.execute(copies(QuizAttempt, {"id": key, "number": "n"}, of=f"id = '{of}'"))
            random = "lower(hex(randomblob(16)))"
            cursor.execute(
                copies(Attempt, {"quiz_attempt_id": key, "client_id": random}, of=f"quiz_attempt_id = '{of}'")
            )
        trainer = TrainerFactory(in_organisation=house)
        task = analysing.ask(content_key=planted.quiz.content_key, unit=house, every=True, by=trainer, now=NOW)
        return task, sitting(LearnerFactory(), planted.quiz)

    def count() -> None:
        done.append(apart(lambda: tasks.go_on(task, now=NOW)))

    def save_until_done() -> list[float]:
        waits: list[float] = []
        while worker.is_alive():
            began = time.perf_counter()
            answers: dict[str, Any] = {"q1": {"answer": ("a",)}}
            quizzes.save(attempt=begun, answers=answers, sequence=len(waits) + 1, now=NOW)
            waits.append(time.perf_counter() - began)
            time.sleep(0.01)
        return sorted(waits)

    done: list[LongTask] = []
    task, begun = apart(sow)
    worker = threading.Thread(target=count)
    began = time.perf_counter()
    worker.start()
    waits = apart(save_until_done)
    seconds = time.perf_counter() - began

    assert (done[0].state, done[0].done) == ("done", SITTINGS + 1)
    print(
        f"\n{SITTINGS} sittings counted in {seconds:.1f} s; {len(waits)} saves meanwhile: "
        f"half within {waits[len(waits) // 2] * 1000:.0f} ms, the slowest {waits[-1] * 1000:.0f} ms"
    )
