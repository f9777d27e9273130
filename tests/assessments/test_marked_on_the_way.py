"""Sittings that are marked on the way: at once, with hints, again and again, by certainty. What is worth what, marking says."""

import re
from fractions import Fraction
from html import unescape
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.models import Attempt, QuizAttempt, QuizPage, QuizResponse
from assessments.models.pages import Behaviour
from assessments.services import quizzes, versions
from assessments.services.standings import stands_of
from modules.dialect.shown import Answer
from tests.factories.evidence import NOW, Planted, edit, sitting
from tests.factories.questions import source
from training_site.people.models import User

RIGHT: Answer = {"answer": ("a",)}
WRONG: Answer = {"answer": ("b",)}
THIRD = Fraction(1, 3)
SIGNED_IN = 4
"""Session and user, and the two ends of the transaction."""


@pytest.fixture
def quiz(planted: Planted) -> QuizPage:
    edit(planted.quiz, source("gate", hints=2) + "\n" + source("door", hints=1, options="critical"))
    planted.quiz.shuffle = False
    return planted.quiz


def begun(learner: User, quiz: QuizPage, behaviour: str, **changes: object) -> QuizAttempt:
    quiz.behaviour = behaviour
    for name, value in changes.items():
        setattr(quiz, name, value)
    return sitting(learner, quiz)


def check(attempt: QuizAttempt, *answers: Answer, key: str = "gate", certainty: int | None = None) -> None:
    """Answers to one question, each checked, with the hint left where there is one."""
    said = {} if certainty is None else {key: certainty}
    for number, answer in enumerate(answers, start=1):
        if number > 1:
            quizzes.try_again(attempt=attempt, key=key, sequence=number, now=NOW)
        quizzes.check(attempt=attempt, key=key, answers={key: answer}, certainties=said, sequence=number, now=NOW)


def marks(attempt: QuizAttempt) -> dict[str, Fraction]:
    compiled = versions.compiled_versions({item.key: item.version for item in attempt.frozen_items})
    return {key: stand.mark for key, stand in stands_of(attempt, compiled).items()}


@pytest.mark.parametrize(
    ("behaviour", "answers", "mark"),
    [
        pytest.param("immediate", [RIGHT], Fraction(1), id="immediate-right"),
        pytest.param("immediate", [WRONG, RIGHT], Fraction(0), id="immediate-is-final"),
        pytest.param("interactive", [WRONG, RIGHT], 1 - THIRD, id="a-hint-costs"),
        pytest.param("interactive", [WRONG, WRONG, RIGHT], 1 - 2 * THIRD, id="two-hints-cost-twice"),
        pytest.param("interactive", [WRONG, WRONG, WRONG, RIGHT], Fraction(0), id="no-fourth-try-with-two-hints"),
        pytest.param("countback", [WRONG, RIGHT], 1 - THIRD, id="count-back"),
        pytest.param("adaptive", [WRONG, RIGHT], 1 - THIRD, id="adaptive-pays-for-tries"),
        pytest.param("adaptivefree", [WRONG, RIGHT], Fraction(1), id="adaptive-for-nothing"),
    ],
)
def test_what_tries_earn_is_what_the_behaviour_says(
    learner: User, quiz: QuizPage, behaviour: str, answers: list[Answer], mark: Fraction
) -> None:
    attempt = begun(learner, quiz, behaviour)
    check(attempt, *answers)
    assert marks(attempt)["gate"] == mark
    closed = quizzes.hand_in(attempt=attempt, answers={"door": RIGHT}, sequence=9, now=NOW)
    assert closed.score == (mark + 1) / 2
    gate = Attempt.objects.get(quiz_attempt=closed, activity_key="gate")
    assert gate.mark == mark
    assert gate.policy.startswith(f"{behaviour}-1")


@pytest.mark.parametrize(
    ("behaviour", "answer", "certainty", "mark", "score"),
    [
        pytest.param("certainty", RIGHT, 3, Fraction(3), Fraction(4, 6), id="right-and-certain"),
        pytest.param("certainty", WRONG, 3, Fraction(-6), Fraction(0), id="wrong-and-certain"),
        pytest.param("certainty", RIGHT, None, Fraction(1), Fraction(2, 6), id="unsaid-is-uncertain"),
        pytest.param("certaintynow", RIGHT, 2, Fraction(2), Fraction(3, 6), id="marked-at-once"),
    ],
)
def test_certainty_pays_and_costs_and_the_result_is_a_share_of_the_most(
    learner: User,
    quiz: QuizPage,
    behaviour: str,
    answer: Answer,
    certainty: int | None,
    mark: Fraction,
    score: Fraction,
) -> None:
    attempt = begun(learner, quiz, behaviour)
    check(attempt, answer, certainty=certainty)
    closed = quizzes.hand_in(attempt=attempt, answers={"door": RIGHT}, sequence=9, now=NOW)
    gate = Attempt.objects.get(quiz_attempt=closed, activity_key="gate")
    assert (gate.mark, gate.score, closed.score) == (mark, Fraction(answer is RIGHT), score)


def test_an_answer_checked_twice_is_one_try(learner: User, quiz: QuizPage) -> None:
    attempt = begun(learner, quiz, "interactive")
    for _packet in range(2):
        quizzes.check(attempt=attempt, key="gate", answers={"gate": WRONG}, sequence=1, now=NOW)
    check(attempt, RIGHT)  # the hint still stands: nobody has left it
    assert marks(attempt)["gate"] == 0
    quizzes.try_again(attempt=attempt, key="gate", sequence=2, now=NOW)
    quizzes.check(attempt=attempt, key="gate", answers={"gate": RIGHT}, sequence=3, now=NOW)
    assert marks(attempt)["gate"] == 1 - THIRD


def test_what_was_only_saved_is_marked_at_the_end_as_one_more_try(learner: User, quiz: QuizPage) -> None:
    attempt = begun(learner, quiz, "interactive")
    check(attempt, WRONG)
    quizzes.try_again(attempt=attempt, key="gate", sequence=2, now=NOW)
    quizzes.save(attempt=attempt, answers={"gate": RIGHT, "door": RIGHT}, sequence=3, now=NOW)
    assert quizzes.hand_in(attempt=attempt, answers={}, sequence=4, now=NOW).score == (2 - THIRD) / 2


def test_where_all_is_marked_at_the_end_checking_only_saves(learner: User, quiz: QuizPage) -> None:
    attempt = begun(learner, quiz, "deferred")
    check(attempt, WRONG, RIGHT)
    assert set(QuizResponse.objects.values_list("act", flat=True)) == {"save"}
    assert quizzes.saved_answers(attempt) == {"gate": RIGHT}


def test_what_is_settled_has_an_answer_though_its_form_sends_none(learner: User, quiz: QuizPage) -> None:
    attempt = begun(learner, quiz, "immediate")
    check(attempt, RIGHT)
    closed = quizzes.hand_in(attempt=attempt, answers={"gate": {}, "door": RIGHT}, sequence=2, now=NOW, with_gaps=False)
    assert (closed.state, closed.score) == ("submitted", 1)


def at(name: str, attempt: QuizAttempt) -> str:
    return reverse(f"assessments:quiz_{name}", args=[attempt.pk])


def text(response: HttpResponse) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def test_checking_shows_hint_by_hint_what_the_question_has_to_say(
    client: Client, learner: User, quiz: QuizPage
) -> None:
    attempt = begun(learner, quiz, "interactive")
    client.force_login(learner)
    assert "3 tries left" in text(client.get(at("attempt", attempt)))

    form = {"gate.answer": "b", "sequence": "1", "check": "gate"}
    response = client.post(at("check", attempt), form)
    assert response["Location"] == f"{at('attempt', attempt)}#gate"
    shown = text(client.get(at("attempt", attempt)))
    assert "HINT-1 of gate." in shown
    assert "HINT-2 of gate." not in shown
    assert "Try again" in shown
    assert "The right answer" not in shown

    client.post(at("check", attempt), {"sequence": "2", "again": "gate"})
    client.post(at("check", attempt), {"gate.answer": "a", "sequence": "3", "check": "gate"})
    assert "0.67 of 1 points" in text(client.get(at("attempt", attempt)))


def test_an_incomplete_answer_is_asked_for_and_costs_no_try(client: Client, learner: User, quiz: QuizPage) -> None:
    attempt = begun(learner, quiz, "immediate")
    client.force_login(learner)
    client.post(at("check", attempt), {"sequence": "1", "check": "gate"})
    assert "Answer every part first, then check." in text(client.get(at("attempt", attempt)))
    client.post(at("check", attempt), {"gate.answer": "a", "sequence": "2", "check": "gate"})
    assert "Right" in text(client.get(at("attempt", attempt)))


@pytest.mark.parametrize("form", [{"check": "other"}, {"again": "other"}, {}], ids=["check", "again", "neither"])
def test_a_question_that_is_not_asked_cannot_be_checked(
    client: Client, learner: User, quiz: QuizPage, form: dict[str, str]
) -> None:
    attempt = begun(learner, quiz, "immediate")
    client.force_login(learner)
    assert client.post(at("check", attempt), {"sequence": "1", **form}).status_code == 400
    assert not QuizResponse.objects.exists()


def test_certainty_is_asked_with_each_question_and_kept(client: Client, learner: User, quiz: QuizPage) -> None:
    attempt = begun(learner, quiz, "certainty")
    client.force_login(learner)
    assert "How certain are you?" in text(client.get(at("attempt", attempt)))
    client.post(
        at("save", attempt), {"gate.answer": "a", "gate.certainty": "3", "door.certainty": "7", "sequence": "1"}
    )
    assert dict(QuizResponse.objects.values_list("item_key", "certainty")) == {"gate": 3, "door": None}
    html = client.get(at("attempt", attempt)).content.decode()
    assert 'name="gate.certainty" value="3" checked' in html
    assert "RIGHT-gate" in html
    assert "Check" not in text(client.get(at("attempt", attempt))).replace("Checked", "")


def test_a_matrix_decides_what_is_shown_on_the_way_and_afterwards(
    client: Client, learner: User, quiz: QuizPage
) -> None:
    review = ["during.attempt", "just-after.attempt", "just-after.overall"]
    attempt = begun(learner, quiz, "immediate", review=review, bands=["0: Talk it over."])
    client.force_login(learner)
    client.post(at("check", attempt), {"gate.answer": "b", "sequence": "1", "check": "gate"})
    on_the_way = client.get(at("attempt", attempt)).content.decode()
    assert "is-wrong" not in on_the_way
    assert "The right answer" not in on_the_way
    client.post(at("hand_in", attempt), {"sequence": "2", "door.answer": "b", "anyway": "1"})
    result = client.get(at("attempt", attempt)).content.decode()
    assert "Talk it over." in result
    assert "What about gate?" in result
    assert "is-wrong" not in result
    assert "points" not in result
    assert "What is about child safety must be right, and was not." in result


@pytest.mark.parametrize("behaviour", Behaviour.values)
@pytest.mark.parametrize("door", ["save", "save-whole", "check", "again"])
def test_an_answer_that_is_kept_costs_few_queries(
    client: Client,
    learner: User,
    quiz: QuizPage,
    behaviour: str,
    door: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    attempt = begun(learner, quiz, behaviour)
    client.force_login(learner)
    page = {"client_id": str(uuid4()), "shown": "0"}
    script = {"headers": {"Accept": "application/json"}} if door == "save" else {}
    act = {"save": {"changed": "gate"}, "save-whole": {}, "check": {"check": "gate"}, "again": {"again": "gate"}}[door]
    address = at("save" if door.startswith("save") else "check", attempt)
    client.post(address, {**page, **act, "gate.answer": "b", "sequence": "1"}, **script)
    with django_assert_max_num_queries(6 + SIGNED_IN) as spent:
        client.post(address, {**page, **act, "gate.answer": "a", "sequence": "2"}, **script)
    writes = [query for query in spent.captured_queries if query["sql"].startswith(("INSERT", "UPDATE"))]
    assert len(writes) <= 1
    assert QuizResponse.objects.filter(attempt=attempt).count() <= 2


@pytest.mark.parametrize(
    ("said", "sentences"),
    [
        pytest.param(
            {"gate": (RIGHT, 3), "door": (WRONG, 3)},
            ["Of 2 answers you were very certain of, 1 were right.", "more than four times in five"],
            id="too-sure",
        ),
        pytest.param(
            {"gate": (RIGHT, 3), "door": (WRONG, 1)},
            ["Of 1 answer you were very certain of, 1 was right."],
            id="well-judged",
        ),
        pytest.param(
            {"gate": (RIGHT, 2)}, ["You were not very certain of any answer.", "Fairly certain 1 1"], id="never-sure"
        ),
    ],
)
def test_a_result_says_how_often_somebody_was_right_who_was_certain(
    signed_in: Client, learner: User, quiz: QuizPage, said: dict[str, tuple[Answer, int]], sentences: list[str]
) -> None:
    attempt = begun(learner, quiz, "certainty")
    quizzes.hand_in(
        attempt=attempt,
        answers={key: answer for key, (answer, _certainty) in said.items()},
        certainties={key: certainty for key, (_answer, certainty) in said.items()},
        sequence=1,
        now=NOW,
    )
    page = signed_in.get(reverse("assessments:quiz_attempt", args=[attempt.pk])).content.decode()
    words = " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())
    for sentence in sentences:
        assert sentence in words
    assert ("four times in five" in words) is any("four times" in sentence for sentence in sentences)


def test_a_quiz_that_does_not_ask_for_certainty_says_nothing_of_it(
    signed_in: Client, learner: User, quiz: QuizPage
) -> None:
    attempt = begun(learner, quiz, "deferred")
    quizzes.hand_in(attempt=attempt, answers={"gate": RIGHT}, sequence=1, now=NOW)
    page = signed_in.get(reverse("assessments:quiz_attempt", args=[attempt.pk])).content.decode()
    assert "How certain you were" not in page
