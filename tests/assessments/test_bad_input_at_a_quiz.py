"""What is sent to a sitting and does not belong there: a clear answer, a line in the audit trail, and the sitting as it was."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import QuizAttempt, QuizResponse
from assessments.services import quizzes
from tests.factories.evidence import Planted, compiled_in, edit, sitting
from tests.factories.people import LearnerFactory
from training_site.audit.models import AuditEvent
from training_site.people.models import User

PAGE = str(uuid4())
FORM = {"client_id": PAGE, "shown": "0", "sequence": "1", "q1.answer": "b"}
SCRIPT: dict[str, Any] = {"headers": {"Accept": "application/json"}}
WAYS = [pytest.param(False, id="form"), pytest.param(True, id="script")]


def send(client: Client, begun: QuizAttempt, script: bool, door: str = "save", **fields: Any) -> HttpResponse:
    form = {**FORM, **({"changed": "q1"} if script else {}), **fields}
    return client.post(reverse(f"assessments:quiz_{door}", args=[begun.pk]), form, **(SCRIPT if script else {}))


def says(response: HttpResponse, script: bool, words: str) -> None:
    said = json.loads(response.content)["error"] if script else response.content.decode()
    assert words in said


def noted(by: User, begun: QuizAttempt) -> list[dict[str, Any]]:
    events = AuditEvent.objects.filter(act="assessments.refused", actor=by, object_id=str(begun.pk))
    return [event.details for event in events]


@pytest.fixture
def begun(planted: Planted, learner: User) -> QuizAttempt:
    begun = sitting(learner, planted.quiz)
    quizzes.save(attempt=begun, answers={"q2": {"answer": ("a",)}}, sequence=1, now=begun.started_at)
    return begun


def is_as_it_was(begun: QuizAttempt) -> bool:
    begun.refresh_from_db()
    return begun.is_open and quizzes.saved_answers(begun) == {"q2": {"answer": ("a",)}}


@pytest.mark.parametrize("script", WAYS)
@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"changed": "q9"}, id="a-question-that-was-not-asked"),
        pytest.param({"q1.answer": "z"}, id="an-option-that-does-not-exist"),
        pytest.param({"client_id": "me"}, id="a-page-that-is-none"),
        pytest.param({"shown": "-1"}, id="a-number-below-nothing"),
        pytest.param({"count": "987654"}, id="a-save-of-nobody"),
    ],
)
def test_what_is_forged(
    signed_in: Client, learner: User, begun: QuizAttempt, script: bool, fields: dict[str, str]
) -> None:
    response = send(signed_in, begun, script, **fields)
    assert response.status_code == 400
    says(response, script, "something that does not belong in it")
    assert noted(learner, begun) == [{"why": "forged", "door": "save"}]
    assert is_as_it_was(begun)


@pytest.mark.parametrize("script", WAYS)
def test_what_comes_after_the_time_and_the_minute_in_flight(
    signed_in: Client, learner: User, planted: Planted, script: bool
) -> None:
    planted.quiz.limit_minutes, planted.quiz.at_end, planted.quiz.grace_minutes = 10, "grace", 1
    late = sitting(learner, planted.quiz, now=timezone.now() - timedelta(minutes=13))
    response = send(signed_in, late, script)
    assert response.status_code == 409
    says(response, script, "too late to be kept")
    assert noted(learner, late) == [{"why": "late", "door": "save"}]
    assert not QuizResponse.objects.exists()
    late.refresh_from_db()
    assert late.state == "open", "only looking at it lets the clock act"


@pytest.mark.parametrize("script", WAYS)
def test_what_comes_after_handing_in(signed_in: Client, learner: User, planted: Planted, script: bool) -> None:
    closed = sitting(learner, planted.quiz, handed_in=True, right=4)
    response = send(signed_in, closed, script)
    assert response.status_code == 409
    says(response, script, "can no longer be changed")
    assert noted(learner, closed) == [{"why": "late", "door": "save"}]


def test_a_paper_that_is_handed_in_too_late_is_noted(signed_in: Client, learner: User, planted: Planted) -> None:
    planted.quiz.limit_minutes = 10
    late = sitting(learner, planted.quiz, now=timezone.now() - timedelta(minutes=13))
    send(signed_in, late, False, door="hand_in")
    assert noted(learner, late) == [{"why": "late", "door": "hand-in"}]
    late.refresh_from_db()
    assert (late.state, late.score) == ("submitted", 0)


@pytest.mark.parametrize("script", WAYS)
def test_another_answer_under_a_number_that_was_used(
    signed_in: Client, learner: User, begun: QuizAttempt, script: bool
) -> None:
    fields = {"changed": "q1"}
    assert send(signed_in, begun, True, **fields).status_code == 200
    response = send(signed_in, begun, script, **fields | {"q1.answer": "c"})
    assert response.status_code == 409
    if script:
        assert "error" in json.loads(response.content)
    else:
        says(response, script, "Another answer from this form was saved before")
    assert noted(learner, begun) == [{"why": "replayed", "door": "save"}]
    assert quizzes.saved_answers(begun)["q1"] == {"answer": ("b",)}


@pytest.mark.parametrize("script", WAYS)
@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"padding": "x" * 3_000_000}, id="megabytes"),
        pytest.param({f"field{number}": "x" for number in range(1_100)}, id="a-thousand-fields"),
    ],
)
def test_what_is_too_much(learner: User, begun: QuizAttempt, script: bool, fields: dict[str, str]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner)
    response = send(client, begun, script, **fields)
    assert response.status_code == 413
    says(response, script, "more than can be kept")
    assert noted(learner, begun) == [{"why": "oversized", "door": "save"}]
    assert is_as_it_was(begun)


@pytest.mark.parametrize("script", WAYS)
def test_an_answer_that_is_too_long(signed_in: Client, learner: User, planted: Planted, script: bool) -> None:
    edit(planted.quiz, planted.quiz.body + "\n:::blanks{#words}\n\nA family is [[safe]] now.\n\n:::\n")
    begun = sitting(learner, planted.quiz)
    (part,) = compiled_in(planted.quiz, "words").activity.parts()
    response = send(signed_in, begun, script, **{"changed": "words", f"words.{part.key}": "x" * 10_001})
    assert response.status_code == 400
    says(response, script, "does not belong in it")
    assert noted(learner, begun) == [{"why": "oversized", "door": "save"}]
    assert not QuizResponse.objects.exists()


@pytest.mark.parametrize("script", WAYS)
@pytest.mark.parametrize("door", ["save", "check", "hand_in"])
def test_what_is_sent_to_a_sitting_of_somebody_else(
    signed_in: Client, learner: User, planted: Planted, script: bool, door: str
) -> None:
    theirs = sitting(LearnerFactory(), planted.quiz)
    response = send(signed_in, theirs, script, door=door)
    assert response.status_code == 404
    says(response, script, "There is nothing at this address")
    assert noted(learner, theirs) == [{"why": "foreign", "door": door.replace("_", "-")}]
    assert not QuizResponse.objects.exists()


def test_without_the_token_of_the_form_nothing_is_kept(learner: User, begun: QuizAttempt) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner)
    for door in ("save", "check", "hand_in"):
        assert send(client, begun, False, door=door).status_code == 403
    assert is_as_it_was(begun)
