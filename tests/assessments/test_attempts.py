"""Recording an answer: graded, written once, counted once."""

from datetime import timedelta
from fractions import Fraction
from uuid import uuid4

import pytest

from assessments.models import ActivityVersion, Attempt
from assessments.services import attempts
from assessments.signals import attempt_recorded
from modules.dialect.reading import UnreadableAnswer
from modules.dialect.shown import Answer
from tests.factories.evidence import NOW, Planted, answered, compiled_in, edit
from tests.factories.people import LearnerFactory
from training_site.people.models import User


def test_a_right_answer_is_stored_with_what_it_was_judged_by(planted: Planted, learner: User) -> None:
    attempt = answered(learner, planted.lesson, "tea", {"answer": ("b",)})

    attempt.refresh_from_db()
    assert attempt.verdict == "right"
    assert attempt.score == 1
    assert attempt.answer == {"answer": ["b"]}
    assert attempt.policy == "interactive-1 tries=2 penalty=1/3"
    assert attempt.version_id == compiled_in(planted.lesson, "tea").version
    assert (attempt.try_number, attempt.language, attempt.content_key) == (1, "en", "practice/m03-l1")
    assert str(attempt) == "practice/m03-l1#tea right"


@pytest.mark.parametrize(
    ("where", "key", "answer", "verdict", "score"),
    [
        pytest.param("lesson", "tea", {"answer": ("a",)}, "wrong", Fraction(0), id="wrong"),
        pytest.param("second", "words", {"gap-1": ("safe",)}, "partly", Fraction(1, 2), id="partly"),
        pytest.param("lesson", "mine", {"prompt-who": ("Nobody.",)}, "noted", None, id="noted"),
        pytest.param(
            "second", "visits", {"statement-aim": ("true",)}, "partly", Fraction(1, 2), id="in-a-quiz-of-a-lesson"
        ),
    ],
)
def test_every_verdict_can_be_stored(
    planted: Planted, learner: User, where: str, key: str, answer: Answer, verdict: str, score: Fraction | None
) -> None:
    attempt = answered(learner, getattr(planted, where), key, answer)
    assert (attempt.verdict, attempt.score) == (verdict, score)


def test_a_repeated_client_id_with_the_same_answer_returns_the_stored_attempt(planted: Planted, learner: User) -> None:
    heard: list[Attempt] = []

    def hear(attempt: Attempt, **_rest: object) -> None:
        heard.append(attempt)

    attempt_recorded.connect(hear)
    tea, client_id = compiled_in(planted.lesson, "tea"), uuid4()
    sent = {
        "learner": learner,
        "content_key": "practice/m03-l1",
        "compiled": tea,
        "client_id": client_id,
        "language": "en",
    }
    first = attempts.record(**sent, answer={"answer": ("a",)}, now=NOW)
    again = attempts.record(**sent, answer={"answer": ("a",)}, now=NOW + timedelta(hours=1))
    attempt_recorded.disconnect(hear)

    assert again.pk == first.pk
    assert Attempt.objects.count() == 1
    assert heard == [first]


def test_a_repeated_client_id_with_another_answer_is_a_conflict(planted: Planted, learner: User) -> None:
    tea, client_id = compiled_in(planted.lesson, "tea"), uuid4()
    sent = {"content_key": "practice/m03-l1", "compiled": tea, "client_id": client_id, "language": "en", "now": NOW}
    attempts.record(learner=learner, answer={"answer": ("a",)}, **sent)

    with pytest.raises(attempts.AnswerConflict):
        attempts.record(learner=learner, answer={"answer": ("b",)}, **sent)
    with pytest.raises(attempts.AnswerConflict):
        attempts.record(learner=LearnerFactory(), answer={"answer": ("a",)}, **sent)
    assert Attempt.objects.get().answer == {"answer": ["a"]}


def test_a_client_id_taken_in_the_same_moment_is_a_conflict(
    planted: Planted, learner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = answered(LearnerFactory(), planted.lesson, "tea", {"answer": ("a",)})
    monkeypatch.setattr(Attempt.objects, "filter", lambda **_: Attempt.objects.none())
    with pytest.raises(attempts.AnswerConflict):
        attempts.record(
            learner=learner,
            content_key="practice/m03-l1",
            compiled=compiled_in(planted.lesson, "tea"),
            answer={"answer": ("a",)},
            client_id=stored.client_id,
            language="en",
            now=NOW,
        )


def test_tries_are_numbered_over_all_rounds(planted: Planted, learner: User) -> None:
    numbers = [answered(learner, planted.lesson, "tea", {"answer": (key,)}).try_number for key in "abac"]
    assert numbers == [1, 2, 3, 4]
    assert answered(LearnerFactory(), planted.lesson, "tea", {"answer": ("a",)}).try_number == 1


@pytest.mark.parametrize(
    ("device", "kept"),
    [
        pytest.param(timedelta(hours=-3), timedelta(hours=-3), id="earlier-is-believed"),
        pytest.param(timedelta(hours=3), timedelta(0), id="later-is-cut-to-now"),
    ],
)
def test_the_time_of_the_device_is_never_later_than_now(
    planted: Planted, learner: User, device: timedelta, kept: timedelta
) -> None:
    attempt = attempts.record(
        learner=learner,
        content_key="practice/m03-l1",
        compiled=compiled_in(planted.lesson, "tea"),
        answer={"answer": ("a",)},
        client_id=uuid4(),
        language="en",
        now=NOW,
        answered_at=NOW + device,
    )
    assert attempt.answered_at == NOW + kept
    assert attempt.received_at == NOW


def test_a_scenario_is_finished_only_at_an_ending(planted: Planted, learner: User) -> None:
    assert not answered(learner, planted.scenario, "door", {"path": ("m1",)}).finished
    assert answered(learner, planted.scenario, "door", {"path": ("m1", "m3")}).finished


def test_a_path_that_leads_nowhere_is_not_recorded(planted: Planted, learner: User) -> None:
    with pytest.raises(UnreadableAnswer):
        answered(learner, planted.scenario, "door", {"path": ("m3",)})
    assert not Attempt.objects.exists()


def test_publishing_keeps_every_version_and_editing_keeps_the_old_one(planted: Planted, learner: User) -> None:
    attempt = answered(learner, planted.lesson, "tea", {"answer": ("b",)})
    before = ActivityVersion.objects.get(pk=attempt.version_id)

    edit(planted.lesson, planted.lesson.body.replace("Advice", "Good advice"))

    now_served = compiled_in(planted.lesson, "tea")
    assert now_served.version != before.pk
    assert ActivityVersion.objects.filter(pk=now_served.version, kind="choice").exists()
    kept = before.compiled("tea")
    assert kept.activity.grade({"answer": ("b",)}).score == 1
    assert "Advice" in before.source
    assert kept.fragments["Advice"]
    assert str(before) == f"choice {before.pk[:8]}"


def test_a_version_that_was_never_published_is_kept_when_it_is_answered(planted: Planted, learner: User) -> None:
    ActivityVersion.objects.all().delete()
    attempt = answered(learner, planted.lesson, "tea", {"answer": ("b",)})
    assert attempt.version.compiled("tea").activity == compiled_in(planted.lesson, "tea").activity
