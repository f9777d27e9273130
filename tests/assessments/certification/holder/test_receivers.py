"""What is done below is seen at once, once for each transaction, and never in the way of what was done."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from uuid import uuid4

import pytest

from assessments.certification import receivers
from assessments.certification.models import Cycle, RequirementStatus
from assessments.certification.services import following
from assessments.progress.models import LessonEvent
from tests.factories.certification import NOW, assigned
from tests.factories.certification_requests import CONDUCT, MODULE, learning
from tests.factories.evidence import plant_programme, sitting
from tests.factories.people import LearnerFactory
from training_site.people.models import User

Capture = Callable[..., AbstractContextManager[list[Any]]]


def completed(learner: User, *, kind: str = "completed") -> LessonEvent:
    module = "practice/m03"
    return LessonEvent.objects.create(
        learner=learner,
        module_key=module,
        content_key=module,
        kind=kind,
        client_id=uuid4(),
        criterion={} if kind == "completed" else None,
        happened_at=NOW,
    )


@pytest.fixture
def followed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Who was followed."""
    found: list[int] = []
    monkeypatch.setattr(following, "follow", lambda *, learners, **_rest: found.extend(learners))
    return found


def test_a_completed_module_meets_its_requirement(django_capture_on_commit_callbacks: Capture) -> None:
    cycle = assigned(learning(MODULE, CONDUCT))
    with django_capture_on_commit_callbacks(execute=True):
        completed(cycle.learner)

    assert RequirementStatus.objects.get(cycle=cycle, key="m03-done").state == "met"
    assert Cycle.objects.get().state == "in_progress"


def test_a_quiz_that_was_handed_in_is_seen_and_an_open_one_is_not(
    django_capture_on_commit_callbacks: Capture, followed: list[int]
) -> None:
    planted = plant_programme()
    cycle = assigned(learning(MODULE))
    followed.clear()
    with django_capture_on_commit_callbacks(execute=True):
        sitting(cycle.learner, planted.quiz)
    assert followed == []
    with django_capture_on_commit_callbacks(execute=True):
        sitting(cycle.learner, planted.quiz, handed_in=True, right=4)
    assert followed == [cycle.learner_id]


def test_what_was_only_opened_changes_nothing(django_capture_on_commit_callbacks: Capture, followed: list[int]) -> None:
    cycle = assigned(learning(MODULE))
    followed.clear()
    with django_capture_on_commit_callbacks(execute=True):
        completed(cycle.learner, kind="opened")
    assert followed == []


def test_nobody_is_followed_who_is_on_no_way(django_capture_on_commit_callbacks: Capture, followed: list[int]) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        completed(LearnerFactory())
    assert followed == []


def test_what_goes_wrong_here_is_in_nobodys_way(
    django_capture_on_commit_callbacks: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    cycle = assigned(learning(MODULE))

    def broken(**_given: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(following, "follow", broken)
    with django_capture_on_commit_callbacks() as callbacks:
        completed(cycle.learner)
    assert [callback.learner_id for callback in callbacks] == [cycle.learner_id]
    with pytest.raises(RuntimeError):
        callbacks[0]()
    assert LessonEvent.objects.exists()


def test_every_kind_of_row_that_is_listened_to_names_a_learner() -> None:
    for model, _counts in receivers.FOLLOWED:
        names = {field.name for field in model._meta.get_fields()}
        assert names & {"learner", "cycle"}
