"""What the database refuses by itself, asked in raw SQL: nothing in Python stands between."""

from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction

from assessments import guards
from assessments.models import ActivityVersion, Attempt, QuizAttempt, QuizResponse
from assessments.progress.models import Enrolment, LessonEvent
from assessments.services import quizzes
from tests.factories.evidence import NOW, Planted, answered, paper, sitting
from training_site.people.models import User

REFUSED = (DatabaseError, IntegrityError)


def run(sql: str, *values: Any) -> int:
    """Run a statement as it is, in a savepoint, so that a refusal does not end the test's transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


def pk_of(row: QuizAttempt) -> str:
    return row.pk.hex if connection.vendor == "sqlite" else str(row.pk)


@pytest.mark.parametrize(
    "change",
    [
        "answer = '{}'",
        "verdict = 'right', score_numerator = 1, score_denominator = 1",
        "received_at = '2001-01-01 00:00:00'",
        "client_id = client_id",
    ],
)
def test_an_attempt_is_never_changed(planted: Planted, learner: User, change: str) -> None:
    attempt = answered(learner, planted.lesson, "tea", {"answer": ("a",)})
    with pytest.raises(REFUSED, match="evidence is never changed"):
        run(f"UPDATE assessments_attempt SET {change} WHERE id = %s", attempt.pk)
    with pytest.raises(REFUSED, match="evidence is never changed"), transaction.atomic():
        Attempt.objects.update(language="nl")


def test_a_version_is_never_changed(planted: Planted) -> None:
    with pytest.raises(REFUSED, match="evidence is never changed"):
        run("UPDATE assessments_activityversion SET source = 'another'")
    assert not ActivityVersion.objects.filter(source="another").exists()


def test_a_saved_answer_is_never_changed(planted: Planted, learner: User) -> None:
    begun = sitting(learner, planted.quiz)
    quizzes.save(attempt=begun, answers={"q1": {"answer": ("a",)}}, sequence=1, now=NOW)
    with pytest.raises(REFUSED, match="evidence is never changed"):
        run("UPDATE assessments_quizresponse SET sequence = 9")


def test_an_entry_of_the_ledger_of_progress_is_never_changed(planted: Planted, learner: User) -> None:
    LessonEvent.objects.create(
        learner=learner,
        module_key="practice/m03",
        content_key="practice/m03-l1",
        kind="done",
        client_id="6d8a5d92-5f5d-4c0c-9a6e-6a5b0a3c1c11",
        happened_at=NOW,
    )
    with pytest.raises(REFUSED, match="evidence is never changed"):
        run("UPDATE progress_lessonevent SET kind = 'undone'")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(
            "state = 'open', submitted_at = NULL, passed = NULL, score_numerator = NULL, score_denominator = NULL, "
            "missed_critical = NULL",
            id="open-again",
        ),
        pytest.param("score_numerator = 1, score_denominator = 1", id="another-score"),
        pytest.param("submitted_at = '2001-01-01 00:00:00'", id="another-time"),
        pytest.param("passed = passed", id="even-no-change-at-all"),
    ],
)
def test_a_sitting_that_was_handed_in_stays_as_it_is(planted: Planted, learner: User, change: str) -> None:
    closed = sitting(learner, planted.quiz, handed_in=True, right=2)
    with pytest.raises(REFUSED, match="evidence is never changed"):
        run(f"UPDATE assessments_quizattempt SET {change} WHERE id = %s", pk_of(closed))


@pytest.mark.parametrize(
    "change",
    [
        "seed = 'mine'",
        "pass_mark = 1",
        "items = '[]'",
        "policy = 'immediate-1'",
        "number = 9",
        "content_key = 'practice/other'",
        "started_at = '2001-01-01 00:00:00'",
        "language = 'nl'",
    ],
)
def test_an_open_sitting_keeps_the_paper_it_was_begun_with(planted: Planted, learner: User, change: str) -> None:
    begun = sitting(learner, planted.quiz)
    with pytest.raises(REFUSED, match="evidence is never changed"):
        run(f"UPDATE assessments_quizattempt SET {change} WHERE id = %s", pk_of(begun))


def test_nothing_is_saved_after_hand_in(planted: Planted, learner: User) -> None:
    closed = sitting(learner, planted.quiz, handed_in=True)
    with pytest.raises(REFUSED, match="evidence is never changed"), transaction.atomic():
        QuizResponse.objects.create(attempt=closed, item_key="q1", answer={}, sequence=99, received_at=NOW)


NO = "false" if connection.vendor == "postgresql" else "0"
YES = "true" if connection.vendor == "postgresql" else "1"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param("state = 'submitted'", id="closed-without-result"),
        pytest.param("submitted_at = '2026-03-02 10:00:00'", id="a-time-without-hand-in"),
        pytest.param(f"passed = {NO}", id="a-result-without-hand-in"),
        pytest.param("score_numerator = 1, score_denominator = 2", id="a-score-without-hand-in"),
        pytest.param("state = 'void'", id="a-state-that-does-not-exist"),
        pytest.param(
            f"state = 'submitted', submitted_at = '2026-03-02 10:00:00', passed = {NO}, missed_critical = '[]', "
            "score_numerator = 5, score_denominator = 4",
            id="more-than-everything",
        ),
        pytest.param(
            f"state = 'submitted', submitted_at = '2026-03-02 10:00:00', passed = {YES}, missed_critical = '[]', "
            "score_numerator = 2, score_denominator = 4",
            id="passed-below-the-mark",
        ),
        pytest.param(
            f"state = 'submitted', submitted_at = '2026-03-02 10:00:00', passed = {YES}, missed_critical = '[\"q4\"]', "
            "score_numerator = 3, score_denominator = 4",
            id="passed-without-a-safety-question",
        ),
    ],
)
def test_a_sitting_cannot_be_in_a_state_that_makes_no_sense(planted: Planted, learner: User, change: str) -> None:
    begun = sitting(learner, planted.quiz)
    with pytest.raises(IntegrityError):
        run(f"UPDATE assessments_quizattempt SET {change} WHERE id = %s", pk_of(begun))


def test_a_sitting_can_be_handed_in_at_exactly_the_mark(planted: Planted, learner: User) -> None:
    begun = sitting(learner, planted.quiz)
    change = (
        f"state = 'submitted', submitted_at = '2026-03-02 10:00:00', passed = {YES}, missed_critical = '[]', "
        "score_numerator = 3, score_denominator = 4"
    )
    assert run(f"UPDATE assessments_quizattempt SET {change} WHERE id = %s", pk_of(begun)) == 1


def attempt_values(learner: User, stored: Attempt, **changes: Any) -> Attempt:
    values = {
        "learner": learner,
        "content_key": "practice/m03-l1",
        "activity_key": "tea",
        "version": stored.version,
        "language": "en",
        "answer": {},
        "answer_digest": "d",
        "verdict": "wrong",
        "score_numerator": 0,
        "score_denominator": 1,
        "policy": "interactive-1 tries=2 penalty=1/3",
        "try_number": 2,
        "client_id": "c0ffee00-0000-4000-8000-000000000001",
        "answered_at": NOW,
        "received_at": NOW,
    }
    return Attempt(**(values | changes))


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"try_number": 1}, id="two-first-tries"),
        pytest.param({"try_number": 0}, id="a-try-before-the-first"),
        pytest.param({"verdict": "right"}, id="right-without-the-score"),
        pytest.param({"verdict": "partly"}, id="partly-with-nothing"),
        pytest.param({"verdict": "noted"}, id="noted-with-a-score"),
        pytest.param(
            {"verdict": "wrong", "score_numerator": None, "score_denominator": None}, id="wrong-without-a-score"
        ),
        pytest.param({"verdict": "perhaps"}, id="a-verdict-that-does-not-exist"),
        pytest.param({"verdict": "partly", "score_numerator": 3, "score_denominator": 2}, id="more-than-everything"),
        pytest.param({"verdict": "wrong", "score_numerator": 0, "score_denominator": 0}, id="a-fraction-of-nothing"),
        pytest.param({"verdict": "wrong", "score_numerator": 0, "score_denominator": None}, id="half-a-fraction"),
    ],
)
def test_an_attempt_that_contradicts_itself_is_refused(
    planted: Planted, learner: User, changes: dict[str, Any]
) -> None:
    stored = answered(learner, planted.lesson, "tea", {"answer": ("a",)})
    attempt_values(learner, stored).full_clean(exclude=["answer"])
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt_values(learner, stored, **changes).save(force_insert=True)


def test_one_client_id_is_one_attempt(planted: Planted, learner: User) -> None:
    stored = answered(learner, planted.lesson, "tea", {"answer": ("a",)})
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt_values(learner, stored, client_id=stored.client_id).save(force_insert=True)


def test_nobody_has_two_open_sittings_of_a_quiz(planted: Planted, learner: User) -> None:
    begun = sitting(learner, planted.quiz)
    begun.pk, begun.number = "c0ffee00-0000-4000-8000-000000000002", 2
    with pytest.raises(IntegrityError), transaction.atomic():
        begun.save(force_insert=True)


def test_nobody_has_two_current_pathways_in_a_programme(learner: User) -> None:
    def enrol(**more: Any) -> None:
        values = {"learner": learner, "programme_key": "practice", "pathway": "official", "since": NOW}
        with transaction.atomic():
            Enrolment.objects.create(**(values | more))

    enrol(until=NOW)
    enrol()
    with pytest.raises(IntegrityError):
        enrol(pathway="social-worker")
    with pytest.raises(IntegrityError):
        enrol(pathway="", until=NOW)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"kind": "completed", "criterion": {}}, id="completed-names-the-module"),
        pytest.param({"kind": "completed", "content_key": "practice/m03"}, id="completed-needs-a-criterion"),
        pytest.param({"kind": "done", "criterion": {}}, id="done-has-none"),
        pytest.param({"kind": "lost"}, id="a-kind-that-does-not-exist"),
    ],
)
def test_an_entry_of_the_ledger_that_contradicts_itself_is_refused(learner: User, change: dict[str, Any]) -> None:
    values = {
        "learner": learner,
        "module_key": "practice/m03",
        "content_key": "practice/m03-l1",
        "client_id": "c0ffee00-0000-4000-8000-000000000003",
        "happened_at": NOW,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        LessonEvent.objects.create(**(values | change))


def test_a_module_is_completed_once(learner: User) -> None:
    def complete(number: int) -> None:
        with transaction.atomic():
            LessonEvent.objects.create(
                learner=learner,
                module_key="practice/m03",
                content_key="practice/m03",
                kind="completed",
                criterion={},
                client_id=f"c0ffee00-0000-4000-8000-00000000000{number}",
                happened_at=NOW,
            )

    complete(1)
    with pytest.raises(IntegrityError):
        complete(2)


def test_guards_are_installed_again_when_a_table_was_rebuilt_and_skip_tables_that_are_not_there(
    planted: Planted, learner: User
) -> None:
    attempt = answered(learner, planted.lesson, "tea", {"answer": ("a",)})
    drop = f"DROP TRIGGER {guards.written_once('assessments_attempt').trigger}"
    run(f"{drop} ON assessments_attempt" if connection.vendor == "postgresql" else drop)
    assert run("UPDATE assessments_attempt SET language = 'nl' WHERE id = %s", attempt.pk) == 1

    config = apps.get_app_config("assessments")
    guards.guard_tables(sender=config, using="default")
    with pytest.raises(REFUSED):
        run("UPDATE assessments_attempt SET language = 'en' WHERE id = %s", attempt.pk)

    class Elsewhere:
        guards = (guards.written_once("a_table_of_tomorrow"),)

    guards.guard_tables(sender=Elsewhere(), using="default")  # type: ignore[arg-type]  # anything with guards will do


def test_guards_are_laid_aside_while_sqlite_rebuilds_tables_and_nowhere_else(planted: Planted, learner: User) -> None:
    attempt = answered(learner, planted.lesson, "tea", {"answer": ("a",)})
    config = apps.get_app_config("assessments")
    change = "UPDATE assessments_attempt SET language = 'nl' WHERE id = %s"

    guards.lay_aside(sender=config, using="default", plan=())
    with pytest.raises(REFUSED), transaction.atomic():
        run(change, attempt.pk)
    guards.lay_aside(sender=config, using="default", plan=("a migration",))
    if connection.vendor == "sqlite":
        assert run(change, attempt.pk) == 1
        guards.guard_tables(sender=config, using="default")
    with pytest.raises(REFUSED):
        run(change, attempt.pk)


def test_hand_in_passes_the_guards(planted: Planted, learner: User) -> None:
    begun = sitting(learner, planted.quiz)
    closed = quizzes.hand_in(attempt=begun, answers=paper(begun, right=4), sequence=1, now=NOW)
    closed.refresh_from_db()
    assert (closed.state, closed.passed, closed.score) == ("submitted", True, 1)
