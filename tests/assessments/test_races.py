"""A hundred clicks at once: exactly one attempt, one sitting, one result, one completion; on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from assessments.models import Attempt, QuizAttempt
from assessments.progress.models import Enrolment, LessonEvent, LessonProgress
from assessments.progress.services import enrolments, rebuilding
from assessments.services import keeping, quizzes
from modules.selectors import programme_of
from tests.assessments.racing import apart, at_once, ground
from tests.factories.evidence import NOW, Planted, compiled_in, paper, plant_programme, sitting
from tests.factories.people import LearnerFactory
from training_site.people.models import User

CLICKS = 100


@pytest.fixture
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    """Instead of a transaction that is rolled back, which no other thread would see: a copy that is thrown away."""
    with django_db_blocker.unblock(), ground(tmp_path):
        yield


@pytest.fixture
def field(db: None) -> tuple[Planted, User, str]:
    """A planted programme and a learner; the key of their session."""

    def sow() -> tuple[Planted, User, str]:
        planted, learner, client = plant_programme(), LearnerFactory(), Client()
        client.force_login(learner)
        return planted, learner, client.cookies["sessionid"].value

    return apart(sow)


def signed_in(session: str) -> Client:
    client = Client()
    client.cookies["sessionid"] = session
    return client


def test_the_race_is_run_on_the_options_of_production(field: tuple[Planted, User, str]) -> None:
    settings = connections.settings["default"]
    assert "memory" not in str(settings["NAME"])
    if "sqlite" in settings["ENGINE"]:
        assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_hundred_submits_of_one_answer_leave_one_attempt(field: tuple[Planted, User, str]) -> None:
    planted, learner, session = field
    tea = apart(lambda: compiled_in(planted.lesson, "tea"))
    address = reverse("assessments:answer", args=[planted.lesson.pk, "tea"])
    form = {"answer": "b", "version": tea.version, "client_id": str(uuid4())}

    answers = at_once(lambda: signed_in(session).post(address, form).status_code, times=CLICKS)

    assert answers == {302: CLICKS}
    stored = apart(lambda: list(Attempt.objects.filter(learner=learner)))
    assert [(attempt.try_number, attempt.verdict) for attempt in stored] == [(1, "right")]


def test_a_hundred_different_answers_get_a_hundred_numbers(field: tuple[Planted, User, str]) -> None:
    planted, learner, session = field
    tea = apart(lambda: compiled_in(planted.lesson, "tea"))
    address = reverse("assessments:answer", args=[planted.lesson.pk, "tea"])

    def answer() -> int:
        form = {"answer": "a", "version": tea.version, "client_id": str(uuid4())}
        return signed_in(session).post(address, form).status_code

    assert at_once(answer, times=20) == {302: 20}
    stored = apart(lambda: list(Attempt.objects.filter(learner=learner).values_list("try_number", flat=True)))
    assert sorted(stored) == list(range(1, 21))


def test_a_hundred_starts_of_a_quiz_are_one_sitting(field: tuple[Planted, User, str]) -> None:
    planted, learner, session = field
    address = reverse("assessments:quiz_start", args=[planted.quiz.pk])

    answers = at_once(lambda: signed_in(session).post(address)["Location"], times=CLICKS)

    assert len(answers) == 1
    assert apart(lambda: QuizAttempt.objects.filter(learner=learner).count()) == 1


def test_a_hundred_hand_ins_of_one_quiz_leave_one_result(field: tuple[Planted, User, str]) -> None:
    planted, learner, session = field
    begun = apart(lambda: sitting(learner, planted.quiz))
    form = {f"{item.key}.answer": "a" for item in begun.frozen_items} | {"sequence": "1"}
    address = reverse("assessments:quiz_hand_in", args=[begun.pk])

    answers = at_once(lambda: signed_in(session).post(address, form)["Location"], times=CLICKS)

    assert answers == {reverse("assessments:quiz_attempt", args=[begun.pk]): CLICKS}
    evidence = apart(lambda: Attempt.objects.filter(quiz_attempt=begun).count())
    closed = apart(lambda: QuizAttempt.objects.get(pk=begun.pk))
    assert (evidence, closed.passed, closed.score) == (4, True, 1)
    done = apart(lambda: list(LessonProgress.objects.filter(learner=learner).values_list("times", "best_numerator")))
    assert done == [(1, 1)]


def test_of_two_papers_handed_in_at_once_one_counts_and_it_is_whole(field: tuple[Planted, User, str]) -> None:
    planted, learner, _session = field
    begun = apart(lambda: sitting(learner, planted.quiz))
    papers = [apart(lambda: paper(begun, right=4)), apart(lambda: paper(begun, right=0))]

    def hand_in() -> object:
        given = papers.pop()
        return quizzes.hand_in(attempt=begun, answers=given, sequence=1, now=NOW).score

    results = at_once(hand_in, times=2)
    assert len(results) == 1
    assert set(results) <= {0, 1}


def test_of_twenty_windows_that_answer_at_once_one_counts_and_the_others_are_told(
    field: tuple[Planted, User, str],
) -> None:
    planted, learner, _session = field
    begun = apart(lambda: sitting(learner, planted.quiz))
    numbers = list(range(20))

    def answer() -> bool:
        number = numbers.pop()
        origin = quizzes.Origin(client_id=uuid4(), shown=0)
        answers = {"q1": {"answer": (str(number),)}}
        return bool(quizzes.save(attempt=begun, answers=answers, sequence=1, now=NOW, origin=origin).differing)

    assert at_once(answer, times=20) == {False: 1, True: 19}
    rows = apart(lambda: keeping.ledger_of(begun))
    assert [row.sequence for row in rows] == list(range(1, 21))
    assert [row.aside for row in rows] == ["", *["elsewhere"] * 19]


def test_a_packet_that_is_sent_twenty_times_at_once_is_one_save(field: tuple[Planted, User, str]) -> None:
    planted, learner, session = field
    begun = apart(lambda: sitting(learner, planted.quiz))
    address = reverse("assessments:quiz_save", args=[begun.pk])
    form = {"client_id": str(uuid4()), "shown": "0", "sequence": "1", "changed": "q1", "q1.answer": "b"}
    json = {"Accept": "application/json"}

    answers = at_once(lambda: signed_in(session).post(address, form, headers=json).status_code, times=20)
    assert answers == {200: 20}
    assert apart(lambda: len(keeping.ledger_of(begun))) == 1


def test_a_hundred_marks_of_one_click_are_one_event(field: tuple[Planted, User, str]) -> None:
    planted, learner, session = field
    address = reverse("progress:mark", args=[planted.lesson.pk])
    form = {"state": "done", "client_id": str(uuid4())}

    assert at_once(lambda: signed_in(session).post(address, form).status_code, times=CLICKS) == {302: CLICKS}
    assert apart(lambda: LessonEvent.objects.filter(learner=learner, kind="done").count()) == 1
    assert apart(lambda: rebuilding.differences([learner.pk])) == ()


def test_two_pathways_chosen_at_once_leave_one_that_holds(field: tuple[Planted, User, str]) -> None:
    planted, learner, _session = field
    programme = apart(lambda: programme_of(planted.programme))
    assert programme is not None
    choices = ["social-worker", "official"] * 10

    def join() -> str:
        pathway = choices.pop()
        return enrolments.enrol(learner=learner, programme=programme, pathway=pathway, now=NOW).programme_key

    assert at_once(join, times=20) == {"practice": 20}
    assert apart(lambda: Enrolment.objects.filter(learner=learner, until=None).count()) == 1
