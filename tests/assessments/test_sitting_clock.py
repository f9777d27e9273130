"""Sittings under the clock: deadlines, graces, waits, exemptions; and what the database refuses whatever the code does."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments import groups
from assessments.machines import fold
from assessments.models import Attempt, QuizAttempt, QuizPage, QuizResponse, QuizStep
from assessments.services import quizzes
from assessments.services.letting_time_pass import let_time_pass
from assessments.services.sitting_checks import differing
from assessments.services.terms import accommodate, exempt, terms_of
from assessments.ticking import SittingsDiffer
from assessments.timing.entry import Hindrance
from assessments.timing.life import SITTING
from assessments.timing.terms import Exemption
from modules.dialect.shown import Answer
from tests.assessments.test_guards import pk_of, run
from tests.factories.evidence import NOW, Planted, paper, sitting
from tests.factories.people import LearnerFactory
from training_site.notices import ticking
from training_site.people.models import User

MINUTE, HOUR, SECOND = timedelta(minutes=1), timedelta(hours=1), timedelta(seconds=1)
REFUSED = (DatabaseError, IntegrityError)
RIGHT: dict[str, Answer] = {"q1": {"answer": ("a",)}}


@pytest.fixture
def timed(planted: Planted) -> QuizPage:
    planted.quiz.limit_minutes = 30
    return planted.quiz


def told(begun: QuizAttempt) -> list[tuple[str, bool]]:
    return list(QuizStep.objects.filter(attempt=begun).order_by("number").values_list("kind", "by_clock"))


def with_answer(learner: User, quiz: QuizPage, *, now: datetime = NOW) -> QuizAttempt:
    begun = sitting(learner, quiz, now=now)
    return quizzes.save(attempt=begun, answers=RIGHT, sequence=1, now=now + MINUTE).attempt


def test_a_sitting_tells_its_life_step_by_step(planted: Planted, learner: User) -> None:
    closed = sitting(learner, planted.quiz, handed_in=True)

    assert told(closed) == [("start", False), ("hand_in", False), ("mark", False)]
    assert fold(SITTING, [kind for kind, _by_clock in told(closed)]) == "marked"
    assert closed.deadline_at is None


@pytest.mark.parametrize("zone", ["Europe/Kyiv", "Europe/Amsterdam", "Asia/Phnom_Penh"])
def test_half_an_hour_is_half_an_hour_when_the_clocks_go_forward(timed: QuizPage, learner: User, zone: str) -> None:
    change = datetime(2026, 3, 29, 0, 50, tzinfo=ZoneInfo("UTC"))

    begun = sitting(learner, timed, now=change.astimezone(ZoneInfo(zone)))

    begun.refresh_from_db()
    assert begun.deadline_at == change + 30 * MINUTE


def test_what_was_saved_is_handed_in_when_time_is_up(timed: QuizPage, learner: User) -> None:
    begun = with_answer(learner, timed)
    late = NOW + 31 * MINUTE + SECOND
    with pytest.raises(quizzes.TimeIsUp):
        quizzes.save(attempt=begun, answers={"q2": {"answer": ("a",)}}, sequence=2, now=late)

    assert let_time_pass(now=late - SECOND) == 0
    assert let_time_pass(now=late) == 1
    assert let_time_pass(now=late) == 0

    begun.refresh_from_db()
    assert (begun.state, begun.score, begun.submitted_at) == ("submitted", 1 / 4, NOW + 30 * MINUTE)
    assert told(begun) == [("start", False), ("hand_in", True), ("mark", True)]
    assert Attempt.objects.filter(quiz_attempt=begun).count() == 4


def test_an_answer_that_was_in_flight_is_kept(timed: QuizPage, learner: User) -> None:
    begun = sitting(learner, timed)

    closed = quizzes.hand_in(attempt=begun, answers=paper(begun, right=4), sequence=1, now=NOW + 31 * MINUTE)

    assert (closed.state, closed.score) == ("submitted", 1)


def test_answers_that_come_with_a_late_hand_in_do_not_count(timed: QuizPage, learner: User) -> None:
    begun = with_answer(learner, timed)

    closed = quizzes.hand_in(attempt=begun, answers=paper(begun, right=4), sequence=2, now=NOW + HOUR)

    assert (closed.state, closed.score) == ("submitted", 1 / 4)


def test_in_the_grace_it_can_be_handed_in_and_not_answered(timed: QuizPage, learner: User) -> None:
    timed.at_end, timed.grace_minutes = "grace", 10
    handed, left = with_answer(learner, timed), with_answer(LearnerFactory(), timed)

    assert let_time_pass(now=NOW + 32 * MINUTE) == 2
    handed.refresh_from_db()
    assert handed.state == "overdue"
    with pytest.raises(quizzes.TimeIsUp):
        quizzes.save(attempt=handed, answers=RIGHT, sequence=9, now=NOW + 33 * MINUTE)
    closed = quizzes.hand_in(attempt=handed, answers=paper(handed, right=4), sequence=9, now=NOW + 34 * MINUTE)
    assert let_time_pass(now=NOW + 42 * MINUTE) == 1
    left.refresh_from_db()

    assert (closed.state, closed.score) == ("submitted", 1 / 4)
    assert told(closed) == [("start", False), ("expire", True), ("hand_in", False), ("mark", False)]
    assert (left.state, left.passed, left.score) == ("abandoned", None, None)
    assert told(left) == [("start", False), ("expire", True), ("abandon", True)]
    assert quizzes.hand_in(attempt=left, answers={}, sequence=9, now=NOW + HOUR).state == "abandoned"
    assert not Attempt.objects.filter(quiz_attempt=left).exists()


def test_a_new_start_after_the_deadline_closes_the_old_sitting_first(timed: QuizPage, learner: User) -> None:
    timed.at_end = "abandon"
    first = with_answer(learner, timed)

    second = sitting(learner, timed, now=NOW + HOUR)

    first.refresh_from_db()
    assert (first.state, second.number, second.state) == ("abandoned", 2, "open")


@pytest.mark.parametrize(
    ("change", "now", "hindrance"),
    [
        ({"opens_at": NOW + HOUR}, NOW, Hindrance.NOT_YET),
        ({"closes_at": NOW}, NOW, Hindrance.CLOSED),
        ({"most_attempts": 1}, NOW + 2 * HOUR, Hindrance.NO_MORE),
        ({"first_wait_hours": 24}, NOW + 2 * HOUR, Hindrance.WAIT),
    ],
)
def test_nobody_begins_against_the_rules(
    planted: Planted, learner: User, client: Client, change: dict[str, object], now: datetime, hindrance: Hindrance
) -> None:
    if now > NOW:
        sitting(learner, planted.quiz, handed_in=True)
    for name, value in change.items():
        setattr(planted.quiz, name, value)

    with pytest.raises(quizzes.NotAdmitted) as stopped:
        sitting(learner, planted.quiz, now=now)

    assert stopped.value.refused.hindrance is hindrance
    assert QuizAttempt.objects.filter(state="open").count() == 0


def test_a_person_and_a_group_may_have_other_rules(timed: QuizPage, monkeypatch: pytest.MonkeyPatch) -> None:
    person, member, other = LearnerFactory(), LearnerFactory(), LearnerFactory()
    monkeypatch.setattr(groups, "_providers", [lambda who, now: frozenset({"cohort:7"} if who == member.pk else ())])
    exempt(
        content_key=timed.content_key,
        changes=Exemption(limit=45 * MINUTE, attempts=2),
        learner=person,
        by=None,
        now=NOW,
    )
    exempt(content_key=timed.content_key, changes=Exemption(limit=40 * MINUTE), group="cohort:7", by=None, now=NOW)
    accommodate(person=member, percent=150, by=None, now=NOW)

    limits = [terms_of(learner=one, page=timed, now=NOW).limit for one in (person, member, other)]
    assert limits == [45 * MINUTE, HOUR, 30 * MINUTE]
    assert sitting(member, timed).deadline_at == NOW + HOUR

    exempt(content_key=timed.content_key, changes=Exemption(), learner=person, by=None, now=NOW)
    accommodate(person=member, percent=100, by=None, now=NOW)
    assert terms_of(learner=person, page=timed, now=NOW).limit == 30 * MINUTE
    assert terms_of(learner=member, page=timed, now=NOW).limit == 40 * MINUTE


@pytest.mark.parametrize(
    ("kind", "number"),
    [("start", 2), ("mark", 2), ("hand_in", 3), ("hand_in", 1), ("nonsense", 2)],
    ids=["a second start", "a mark before the hand-in", "a gap", "a number twice", "no step at all"],
)
def test_the_database_refuses_a_step_that_cannot_follow(
    planted: Planted, learner: User, kind: str, number: int
) -> None:
    begun = sitting(learner, planted.quiz)
    with pytest.raises(REFUSED):
        run(
            "INSERT INTO assessments_quizstep (attempt_id, number, kind, at, by_clock) VALUES (%s, %s, %s, %s, %s)",
            pk_of(begun),
            number,
            kind,
            "2026-03-02 10:00:00+00:00",
            False,
        )


def test_the_database_refuses_to_rewrite_or_reopen(timed: QuizPage, learner: User) -> None:
    timed.at_end, timed.grace_minutes = "grace", 10
    begun = with_answer(learner, timed)
    for sql in (
        "UPDATE assessments_quizstep SET kind = 'mark'",
        "UPDATE assessments_quizattempt SET grace_seconds = 9999",
    ):
        with pytest.raises(REFUSED):
            run(sql)
    with pytest.raises(REFUSED), transaction.atomic():
        QuizAttempt.objects.update(deadline_at=None)
    let_time_pass(now=NOW + 32 * MINUTE)
    with pytest.raises(REFUSED):
        run("UPDATE assessments_quizattempt SET state = 'open' WHERE id = %s", pk_of(begun))
    with pytest.raises(REFUSED), transaction.atomic():
        QuizResponse.objects.create(attempt=begun, item_key="q1", answer={}, sequence=5, received_at=NOW)
    with pytest.raises(REFUSED), transaction.atomic():
        QuizAttempt.objects.create(learner=learner, content_key=timed.content_key, number=2, language="en", items=[], pass_mark=1, started_at=NOW)  # fmt: skip
    let_time_pass(now=NOW + HOUR)
    with pytest.raises(REFUSED):
        run("UPDATE assessments_quizattempt SET state = 'overdue' WHERE id = %s", pk_of(begun))


def test_pages_say_what_the_clock_did(timed: QuizPage, learner: User, client: Client) -> None:
    client.force_login(learner)
    timed.at_end, timed.grace_minutes = "abandon", 0
    left = sitting(learner, timed)
    address = reverse("assessments:quiz_attempt", args=[left.pk])

    assert "does not count" in client.get(address).content.decode()
    left.refresh_from_db()
    assert left.state == "abandoned"

    timed.at_end, timed.grace_minutes, timed.limit_minutes = "grace", 60, 1
    overdue = sitting(learner, timed, now=timezone.now() - 5 * MINUTE)
    page = client.get(reverse("assessments:quiz_attempt", args=[overdue.pk])).content.decode()
    assert reverse("assessments:quiz_hand_in", args=[overdue.pk]) in page


def test_a_start_that_is_refused_is_a_clear_page(planted: Planted, learner: User, client: Client) -> None:
    client.force_login(learner)
    QuizPage.objects.filter(pk=planted.quiz.pk).update(closes_at=NOW)

    answer = client.post(reverse("assessments:quiz_start", args=[planted.quiz.pk]))

    assert answer.status_code == 409
    assert "This quiz is closed" in answer.content.decode()
    assert not QuizAttempt.objects.exists()


def test_a_row_that_says_something_else_than_its_ledger_is_found(timed: QuizPage, learner: User) -> None:
    sitting(LearnerFactory(), timed, handed_in=True)
    begun = with_answer(learner, timed)
    assert list(differing()) == []
    prove = ticking.registered.get("assessments.prove_sittings")
    assert prove is not None
    assert str(prove.run(NOW)) == "differing 0"

    QuizAttempt.objects.filter(pk=begun.pk).update(state="abandoned")

    assert list(differing()) == [(begun.pk, "is abandoned, its ledger says open")]
    with pytest.raises(SittingsDiffer, match="1 quiz attempts"):
        prove.run(NOW)


def test_a_sitting_without_a_ledger_is_found(timed: QuizPage, learner: User) -> None:
    silent = QuizAttempt.objects.create(
        learner=learner, content_key="silent", number=1, language="en", items=[], pass_mark=1, started_at=NOW
    )

    assert list(differing()) == [(silent.pk, "is open, its ledger says nothing")]
