"""Sittings of quizzes that were handed in (one query)."""

from collections import defaultdict
from collections.abc import Collection
from fractions import Fraction

from django.db.models.functions import TruncDate

from assessments.certification.laws.facts import QuizTaken
from assessments.certification.selectors.sources.found import KEY, ByLearner, Found
from assessments.models import QuizAttempt

COLUMNS = (
    *(KEY, "learner", "content_key", "number", TruncDate("submitted_at")),
    *("score_numerator", "score_denominator", "passed", "missed_critical", "counts", "pass_mark"),
)


def sittings(people: Collection[int]) -> Found[QuizTaken]:
    """By the day on which each was handed in."""
    rows = QuizAttempt.objects.filter(learner__in=people, state=QuizAttempt.State.SUBMITTED).order_by()
    found: ByLearner[QuizTaken] = defaultdict(list)
    for ref, learner, quiz, number, day, numerator, denominator, passed, missed, counts, mark in rows.values_list(
        *COLUMNS
    ):
        found[learner].append(
            QuizTaken(
                key=quiz,
                on=day,
                score=Fraction(numerator, denominator),
                passed=passed,
                missed_critical=len(missed),
                number=number,
                counts=counts,
                pass_mark=mark,
                ref=f"quiz_attempt:{ref}",
            )
        )
    return found
