"""Sittings of a quiz: start, save, hand in."""

from datetime import timedelta
from fractions import Fraction
from itertools import permutations

import pytest

from assessments.models import Attempt, FrozenItem, QuizAttempt, QuizResponse
from assessments.services import keeping, quizzes
from assessments.signals import quiz_handed_in
from modules.rendering import lesson_document
from tests.factories.evidence import NOW, QUIZ, Planted, compiled_in, edit, paper, sitting
from tests.factories.people import LearnerFactory
from training_site.people.models import User


def test_a_sitting_takes_a_copy_of_what_it_is_judged_by(planted: Planted, learner: User) -> None:
    begun = sitting(learner, planted.quiz)

    begun.refresh_from_db()
    assert (begun.number, begun.state, begun.pass_mark, begun.policy, begun.language) == (
        1,
        "open",
        75,
        "deferred-1",
        "en",
    )
    assert {item.key for item in begun.frozen_items} == {"q1", "q2", "q3", "q4"}
    assert [item.key for item in begun.frozen_items if item.critical] == ["q4"]
    for item in begun.frozen_items:
        assert item.version == compiled_in(planted.quiz, item.key).version
    assert str(begun) == "practice/m03-quiz 1 open"


def test_a_second_start_gives_the_open_sitting(planted: Planted, learner: User) -> None:
    assert sitting(learner, planted.quiz).pk == sitting(learner, planted.quiz).pk
    assert sitting(LearnerFactory(), planted.quiz).number == 1
    assert QuizAttempt.objects.count() == 2


def test_after_hand_in_a_new_sitting_is_numbered(planted: Planted, learner: User) -> None:
    sitting(learner, planted.quiz, handed_in=True)
    assert sitting(learner, planted.quiz).number == 2


def test_the_order_of_the_questions_depends_on_the_seed_of_the_sitting(planted: Planted) -> None:
    orders = {tuple(item.key for item in sitting(LearnerFactory(), planted.quiz).frozen_items) for _ in range(12)}
    assert len(orders) > 1


def test_a_quiz_that_is_not_shuffled_keeps_the_order_of_its_text(planted: Planted, learner: User) -> None:
    planted.quiz.shuffle = False
    begun = sitting(learner, planted.quiz)
    assert begun.seed == ""
    assert [item.key for item in begun.frozen_items] == ["q1", "q2", "q3", "q4"]


@pytest.mark.parametrize("shuffle", [True, False])
def test_questions_that_were_not_seen_yet_are_asked_first_and_critical_ones_always(
    planted: Planted, learner: User, shuffle: bool
) -> None:
    planted.quiz.shuffle, planted.quiz.pick = shuffle, 2
    papers = [
        {item.key for item in sitting(learner, planted.quiz, handed_in=True, now=NOW).frozen_items} for _ in range(4)
    ]

    assert all("q4" in paper and len(paper) == 2 for paper in papers)
    assert set().union(*papers[:3]) == {"q1", "q2", "q3", "q4"}
    planted.quiz.pick = 9
    assert len(sitting(learner, planted.quiz).items) == 4


def test_a_quiz_without_questions_cannot_be_started(planted: Planted, learner: User) -> None:
    edit(planted.quiz, "Nothing yet.\n\n:::reflect{#r}\n\n- What? {#w}\n\n:::\n")
    with pytest.raises(quizzes.QuizIsEmpty):
        sitting(learner, planted.quiz)
    assert not QuizAttempt.objects.exists()


def test_the_last_edit_counts_in_whatever_order_the_packets_arrive(planted: Planted) -> None:
    edits = ["a", "b", "a", "c"]
    for order in permutations(range(len(edits))):
        begun = sitting(LearnerFactory(), planted.quiz)
        for place in order:
            quizzes.save(attempt=begun, answers={"q1": {"answer": (edits[place],)}}, sequence=place + 1, now=NOW)
        assert quizzes.saved_answers(begun) == {"q1": {"answer": ("c",)}}, order


def test_of_two_saves_with_one_sequence_the_later_one_counts(planted: Planted, learner: User) -> None:
    begun = sitting(learner, planted.quiz)
    for key in "ab":
        quizzes.save(attempt=begun, answers={"q1": {"answer": (key,)}}, sequence=1, now=NOW)
    assert quizzes.saved_answers(begun)["q1"] == {"answer": ("b",)}
    assert str(QuizResponse.objects.first()) == "q1 1"


def test_answers_to_questions_that_were_not_asked_are_left_out(planted: Planted, learner: User) -> None:
    begun = sitting(learner, planted.quiz)
    quizzes.save(attempt=begun, answers={"q9": {"answer": ("a",)}}, sequence=1, now=NOW)
    assert quizzes.saved_answers(begun) == {}


def test_saves_are_numbered_as_they_arrive_whatever_the_page_counts(planted: Planted, learner: User) -> None:
    begun = sitting(learner, planted.quiz)
    assert keeping.last_number(keeping.ledger_of(begun)) == 0
    quizzes.save(attempt=begun, answers={"q1": {"answer": ("a",)}}, sequence=7, now=NOW)
    quizzes.save(attempt=begun, answers={"q2": {"answer": ("a",)}}, sequence=3, now=NOW + timedelta(minutes=1))
    assert [(row.sequence, row.client_sequence) for row in keeping.ledger_of(begun)] == [(1, 7), (2, 3)]


@pytest.mark.parametrize(
    ("right", "score", "passed", "missed"),
    [
        pytest.param(4, Fraction(1), True, [], id="all-right"),
        pytest.param(3, Fraction(3, 4), False, ["q4"], id="at-the-mark-without-the-safety-question"),
        pytest.param(0, Fraction(0), False, ["q4"], id="nothing-right"),
    ],
)
def test_handing_in_grades_the_whole_paper(
    planted: Planted, learner: User, right: int, score: Fraction, passed: bool, missed: list[str]
) -> None:
    closed = sitting(learner, planted.quiz, handed_in=True, right=right)

    closed.refresh_from_db()
    assert (closed.state, closed.score, closed.passed, closed.missed_critical) == ("submitted", score, passed, missed)
    assert closed.submitted_at == NOW + timedelta(minutes=10)
    evidence = Attempt.objects.filter(quiz_attempt=closed)
    assert evidence.count() == 4
    assert evidence.filter(verdict="right").count() == right
    assert {attempt.policy for attempt in evidence} == {"deferred-1"}


def test_with_every_safety_question_right_the_mark_is_enough(planted: Planted, learner: User) -> None:
    begun = sitting(learner, planted.quiz)
    answers = {"q1": {"answer": ("b",)}} | {key: {"answer": ("a",)} for key in ("q2", "q3", "q4")}
    closed = quizzes.hand_in(attempt=begun, answers=answers, sequence=1, now=NOW)
    assert (closed.passed, closed.score) == (True, Fraction(3, 4))


def test_a_repeated_hand_in_returns_the_stored_result(planted: Planted, learner: User) -> None:
    heard: list[QuizAttempt] = []

    def hear(quiz_attempt: QuizAttempt, **_rest: object) -> None:
        heard.append(quiz_attempt)

    quiz_handed_in.connect(hear)
    begun = sitting(learner, planted.quiz)
    first = quizzes.hand_in(attempt=begun, answers=paper(begun, right=4), sequence=1, now=NOW)
    again = quizzes.hand_in(attempt=begun, answers=paper(begun, right=0), sequence=2, now=NOW + timedelta(days=1))
    quiz_handed_in.disconnect(hear)

    assert (again.score, again.submitted_at, again.passed) == (first.score, NOW, True)
    assert Attempt.objects.count() == 4
    assert heard == [first]


def test_a_paper_with_gaps_is_handed_in_only_when_that_is_meant(planted: Planted, learner: User) -> None:
    begun = sitting(learner, planted.quiz)
    some = {"q1": {"answer": ("a",)}, "q2": {}}
    still_open = quizzes.hand_in(attempt=begun, answers=some, sequence=1, now=NOW, with_gaps=False)
    assert still_open.is_open
    assert quizzes.saved_answers(begun)["q1"] == {"answer": ("a",)}

    closed = quizzes.hand_in(attempt=begun, answers={}, sequence=2, now=NOW)
    assert (closed.is_open, closed.score) == (False, Fraction(1, 4))


def test_nothing_can_be_saved_after_hand_in(planted: Planted, learner: User) -> None:
    closed = sitting(learner, planted.quiz, handed_in=True)
    with pytest.raises(quizzes.AlreadyHandedIn):
        quizzes.save(attempt=closed, answers={"q1": {"answer": ("a",)}}, sequence=9, now=NOW)


def test_a_quiz_that_is_edited_meanwhile_is_judged_by_its_frozen_questions(planted: Planted, learner: User) -> None:
    begun = sitting(learner, planted.quiz)
    turned = QUIZ.replace("(x) RIGHT-1", "( ) RIGHT-1").replace("( ) Wrong 1", "(x) Wrong 1").replace(" critical", "")
    planted.quiz.pass_mark = 100
    edit(planted.quiz, turned)

    closed = quizzes.hand_in(attempt=begun, answers=paper(begun, right=4), sequence=1, now=NOW)
    assert (closed.score, closed.passed, closed.pass_mark) == (1, True, 75)

    fresh = sitting(learner, planted.quiz)
    assert fresh.pass_mark == 100
    assert lesson_document(planted.quiz).activity("q1").version in {item.version for item in fresh.frozen_items}  # type: ignore[union-attr]


def test_questions_weigh_what_their_points_say() -> None:
    items = (
        FrozenItem(key="a", version="", critical=False, points="3"),
        FrozenItem(key="b", version="", critical=False, points="1/2"),
    )
    assert quizzes.total_score(items, {"a": Fraction(1), "b": Fraction(1, 3)}) == Fraction(19, 21)


def test_a_quiz_of_certainty_earns_a_share_of_the_most_there_is_and_never_less_than_nothing() -> None:
    items = (FrozenItem(key="a", version="", critical=False, points="1"),)
    marks = {3: Fraction(1), 1: Fraction(1, 3), -6: Fraction(0)}
    assert {mark: quizzes.total_score(items, {"a": Fraction(mark)}, highest=Fraction(3)) for mark in marks} == marks


def test_questions_without_any_weight_earn_nothing() -> None:
    items = (FrozenItem(key="a", version="", critical=False, points="0"),)
    assert quizzes.total_score(items, {"a": Fraction(1)}) == 0
