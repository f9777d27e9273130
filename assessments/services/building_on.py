"""A sitting that builds on the last one: it asks the same questions, and begins with the answers that were handed in then."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from assessments.models import Attempt, FrozenItem, QuizAttempt, QuizPage, QuizResponse
from assessments.papers import Layout, wanted
from assessments.selectors.questions import pool


def last_of(earlier: QuerySet[QuizAttempt], page: QuizPage) -> QuizAttempt | None:
    """The sitting a new one builds on: the last that was handed in, where the quiz says so (one query)."""
    if not page.builds_on_last:
        return None
    return earlier.filter(state=QuizAttempt.State.SUBMITTED).order_by("-number").first()


def same_paper(last: QuizAttempt, page: QuizPage, layout: Layout) -> tuple[FrozenItem, ...] | None:
    """Its questions, in its order; None where one of them is asked in another version by now, or no more, or another language is read."""
    items = last.frozen_items
    asked = {question.version for question in layout.questions}
    if layout.draws:
        banks = (wanted(row).bank for row in layout.draws)
        asked |= {source.version for source in pool(banks, language=page.locale.language_code).values()}
    wants_all = not (page.pick or layout.draws)
    complete = not wants_all or len(items) == len(layout.questions)
    same = {item.version for item in items} <= asked and last.language == page.locale.language_code
    return items if complete and same else None


def carry(last: QuizAttempt, begun: QuizAttempt, *, now: datetime) -> None:
    """Save in the new sitting what was answered to the same versions in the last one, to be marked anew (two queries)."""
    asked = {item.key: item.version for item in begun.frozen_items}
    handed_in = Attempt.objects.filter(quiz_attempt=last).values_list("activity_key", "version_id", "answer")
    answers = {key: answer for key, version, answer in handed_in if answer and asked.get(key) == version}
    QuizResponse.objects.bulk_create(
        QuizResponse(attempt=begun, item_key=key, answer=answers[key], sequence=1, received_at=now)
        for key in _in_order(begun, answers)
    )


def _in_order(begun: QuizAttempt, keys: Collection[str]) -> list[str]:
    return [item.key for item in begun.frozen_items if item.key in keys]
