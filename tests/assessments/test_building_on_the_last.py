"""A quiz at which each attempt builds on the last: the same questions, with the answers that were given."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import QuizAttempt, QuizPage, QuizResponse, QuizStep
from assessments.services import quizzes
from tests.factories.evidence import NOW, Planted, edit, sitting
from training_site.people.models import User


@pytest.fixture
def quiz(planted: Planted) -> QuizPage:
    planted.quiz.builds_on_last = True
    return planted.quiz


def built_on(begun: QuizAttempt) -> QuizAttempt | None:
    return QuizStep.objects.get(attempt=begun, kind="start").built_on


def test_a_new_sitting_begins_with_the_answers_of_the_last_and_its_ledger_says_which(
    quiz: QuizPage, learner: User
) -> None:
    first = sitting(learner, quiz, handed_in=True, right=3)
    second = sitting(learner, quiz)

    assert built_on(first) is None
    assert built_on(second) == first
    assert (second.items, second.seed) == (first.items, first.seed)
    assert quizzes.saved_answers(second) == quizzes.saved_answers(first)


@pytest.mark.parametrize("behaviour", ["deferred", "immediate", "interactive", "adaptive"])
def test_what_was_carried_over_is_marked_anew(quiz: QuizPage, learner: User, behaviour: str) -> None:
    quiz.behaviour = behaviour
    sitting(learner, quiz, handed_in=True, right=3)
    second = sitting(learner, quiz)
    closed = quizzes.hand_in(attempt=second, answers={"q4": {"answer": ("a",)}}, sequence=1, now=NOW)
    assert (closed.score, closed.passed) == (1, True)


def test_a_question_that_was_edited_is_asked_anew_without_an_answer(quiz: QuizPage, learner: User) -> None:
    sitting(learner, quiz, handed_in=True, right=4)
    edit(quiz, quiz.body.replace("Question 2?", "Another question 2?"))
    assert set(quizzes.saved_answers(sitting(learner, quiz))) == {"q1", "q3", "q4"}


def test_a_question_that_was_added_is_asked_too(quiz: QuizPage, learner: User) -> None:
    sitting(learner, quiz, handed_in=True, right=4)
    edit(quiz, quiz.body + "\n:::choice{#q5}\n\nMore?\n\n- (x) Yes {#a}\n- ( ) No {#b}\n\n:::\n")
    second = sitting(learner, quiz)
    assert {item.key for item in second.frozen_items} == {"q1", "q2", "q3", "q4", "q5"}
    assert "q5" not in quizzes.saved_answers(second)


def test_questions_that_were_put_under_a_heading_since_are_all_asked(quiz: QuizPage, learner: User) -> None:
    edit(quiz, quiz.body.replace(":::choice{#q3", "## Later\n\n:::choice{#q3"))
    first = sitting(learner, quiz, handed_in=True, right=4)
    edit(quiz, quiz.body.replace("## Later\n\n", ""))
    second = sitting(learner, quiz)
    assert {item.section for item in first.frozen_items} == {0, 1}
    assert {item.section for item in second.frozen_items} == {0}
    assert len(quizzes.saved_answers(second)) == 4


def test_a_quiz_that_is_marked_otherwise_since_marks_every_question_so(quiz: QuizPage, learner: User) -> None:
    sitting(learner, quiz, handed_in=True, right=4)
    quiz.behaviour = "immediate"
    second = sitting(learner, quiz)
    assert {item.policy.partition("-")[0] for item in second.frozen_items} == {"immediate"}
    assert len(quizzes.saved_answers(second)) == 4


def test_questions_that_chance_picked_are_asked_again(quiz: QuizPage, learner: User) -> None:
    quiz.pick = 2
    papers = [sitting(learner, quiz, handed_in=True, right=1).items for _ in range(4)]
    assert all(paper == papers[0] for paper in papers)


def test_what_was_not_handed_in_is_not_built_on(quiz: QuizPage, learner: User) -> None:
    first = sitting(learner, quiz)
    QuizAttempt.objects.filter(pk=first.pk).update(state="abandoned")
    second = sitting(learner, quiz)
    assert built_on(second) is None
    assert not QuizResponse.objects.exists()


def test_another_quiz_begins_empty(planted: Planted, learner: User) -> None:
    sitting(learner, planted.quiz, handed_in=True, right=4)
    second = sitting(learner, planted.quiz)
    assert built_on(second) is None
    assert quizzes.saved_answers(second) == {}


def test_it_is_said_before_one_begins_and_the_answers_are_in_the_paper(
    signed_in: Client, quiz: QuizPage, learner: User
) -> None:
    quiz.save()
    assert "begins with the answers of the last one" in signed_in.get(quiz.get_url()).content.decode()
    sitting(learner, quiz, handed_in=True, right=4)
    second = sitting(learner, quiz)
    html = signed_in.get(reverse("assessments:quiz_attempt", args=[second.pk])).content.decode()
    assert html.count(" checked") == 4
    assert "4 of 4 answered" in html
