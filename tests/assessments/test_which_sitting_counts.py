"""Which of several sittings counts is one rule: whoever asks, hears the same."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse

from assessments.certification.laws.findings import MET
from assessments.certification.laws.requirements.quiz_passed import MEAN, QuizPassed
from assessments.models import QuizAttempt, QuizPage
from assessments.presenting.sittings import passed_text
from assessments.progress.models import LessonEvent, LessonProgress
from assessments.progress.services import marks
from assessments.progress.services.rebuilding import differences
from assessments.timing.counting import Counts
from modules.selectors import module_of
from tests.assessments.certification.selectors.reading import facts
from tests.factories.evidence import NOW, Planted, sitting
from training_site.people.models import User

DAY = timedelta(days=1)
KEY = "practice/m03-quiz"
WORDS = {Counts.AVERAGE: "The mean of your attempts", Counts.FIRST: "Your first", Counts.LAST: "Your last"}


def sat(learner: User, quiz: QuizPage, counts: str, rights: list[int]) -> list[QuizAttempt]:
    """Sittings on days that follow each other, with so many of four questions right; the fourth is about safety."""
    QuizPage.objects.filter(pk=quiz.pk).update(counts=counts)
    quiz.refresh_from_db()
    return [
        sitting(learner, quiz, handed_in=True, right=right, now=NOW + day * DAY) for day, right in enumerate(rights)
    ]


@pytest.mark.parametrize(
    ("counts", "rights", "score", "passed"),
    [
        pytest.param("highest", [2, 4, 0], "1", True, id="best-in-the-middle"),
        pytest.param("average", [2, 4, 0], "1/2", False, id="mean-too-low"),
        pytest.param("first", [2, 4, 0], "1/2", False, id="first-too-low"),
        pytest.param("last", [2, 4, 0], "0", False, id="last-forgets-what-was-passed"),
        pytest.param("highest", [2, 4, 4], "1", True, id="best-twice"),
        pytest.param("average", [2, 4, 4], "5/6", True, id="mean-has-risen"),
        pytest.param("first", [2, 4, 4], "1/2", False, id="first-stays-too-low"),
        pytest.param("last", [2, 4, 4], "1", True, id="last-is-enough"),
        pytest.param("highest", [4, 2, 0], "1", True, id="best-at-first"),
        pytest.param("average", [4, 2, 0], "1/2", False, id="mean-has-fallen"),
        pytest.param("first", [4, 2, 0], "1", True, id="first-is-enough"),
        pytest.param("last", [4, 4, 3], "3/4", False, id="last-misses-safety"),
    ],
)
def test_every_place_says_the_same_of_three_sittings(
    signed_in: Client, learner: User, planted: Planted, counts: str, rights: list[int], score: str, passed: bool
) -> None:
    taken = sat(learner, planted.quiz, counts, rights)
    row = LessonProgress.objects.get(learner=learner, content_key=KEY)
    found = QuizPassed(key="q", quiz=KEY).look(facts(learner), NOW.date(), (NOW + 9 * DAY).date())
    said = {
        "page": bool(passed_text(taken[::-1])),
        "progress": row.done_at is not None,
        "certification": found.state == MET,
    }

    assert said == dict.fromkeys(said, passed)
    assert row.best == Fraction(score)
    assert found.params["score"] == int(Fraction(score) * 100)
    assert not differences([learner.pk])
    page = signed_in.get(reverse("assessments:quiz_attempt", args=[taken[-1].pk])).content.decode()
    result = "passed" if passed else "not passed yet"
    assert counts == "highest" or f"It is {int(Fraction(score) * 100)} %: {result}." in page
    assert counts == "highest" or WORDS[Counts(counts)] in page


def test_a_rule_that_is_changed_reaches_nobody_before_they_sit_again(learner: User, planted: Planted) -> None:
    taken = sat(learner, planted.quiz, "first", [4, 0])
    QuizPage.objects.update(counts="last")

    assert passed_text(taken[::-1])
    assert QuizPassed(key="q", quiz=KEY).look(facts(learner), NOW.date(), (NOW + DAY).date()).state == MET


def test_a_quiz_that_is_lost_and_passed_again_is_done_again(learner: User, planted: Planted) -> None:
    sat(learner, planted.quiz, "last", [4, 0, 4])

    kinds = LessonEvent.objects.filter(content_key=KEY).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["done", "undone", "done"]
    assert LessonProgress.objects.get(content_key=KEY).done_at == NOW + 2 * DAY + timedelta(minutes=10)


def test_a_mark_from_elsewhere_stays_where_the_best_counts(learner: User, planted: Planted) -> None:
    module = module_of(planted.quiz)
    assert module is not None
    kind = LessonEvent.Kind.DONE
    marks.mark_once(learner=learner, module=module, content_key=KEY, kind=kind, now=NOW - DAY)
    sat(learner, planted.quiz, "highest", [0])

    assert LessonProgress.objects.get(content_key=KEY).done_at == NOW - DAY


def test_a_certificate_can_ask_for_a_rule_of_its_own(learner: User, planted: Planted) -> None:
    sat(learner, planted.quiz, "highest", [4, 0])
    found = QuizPassed(key="q", quiz=KEY, which=MEAN).look(facts(learner), NOW.date(), (NOW + DAY).date())

    assert (found.code, found.params["score"], len(found.evidence)) == ("quiz_passed.not_passed_mean", 50, 2)
