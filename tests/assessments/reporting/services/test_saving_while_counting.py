"""While every sitting is counted, whoever takes the quiz goes on: no lock is held while answers are read."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from assessments.models import QuizResponse
from assessments.reporting.selectors import quizzes as counting
from assessments.reporting.services import analysing
from assessments.services import quizzes, tasks
from tests.assessments.racing import apart, ground
from tests.factories.evidence import NOW, plant_programme, sitting
from tests.factories.people import LearnerFactory, OrganisationFactory, TrainerFactory


@pytest.fixture
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    """A copy that two connections reach."""
    with django_db_blocker.unblock(), ground(tmp_path):
        yield


def test_an_answer_is_saved_in_the_middle_of_a_count(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    read, saved = counting.analysed, []

    def sow() -> tuple[Any, Any]:
        planted, house = plant_programme(), OrganisationFactory()
        sitting(LearnerFactory(in_organisation=house), planted.quiz, handed_in=True, right=2)
        trainer = TrainerFactory(in_organisation=house)
        task = analysing.ask(content_key=planted.quiz.content_key, unit=house, every=True, by=trainer, now=NOW)
        return task, sitting(LearnerFactory(), planted.quiz)

    def save() -> int:
        quizzes.save(attempt=begun, answers={"q1": {"answer": ("a",)}}, sequence=1, now=NOW)
        return QuizResponse.objects.filter(attempt=begun).count()

    def interrupted(*args: Any, **kwargs: Any) -> counting.Analysed:
        found = read(*args, **kwargs)
        saved.append(apart(save))
        return found

    task, begun = apart(sow)
    monkeypatch.setattr(counting, "analysed", interrupted)
    done = apart(lambda: tasks.go_on(task, now=NOW))

    assert (done.state, done.done, saved) == ("done", 1, [1])
