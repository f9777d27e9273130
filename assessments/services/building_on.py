"""A sitting that builds on the last one: it asks the same questions, and begins with the answers that were handed in then."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from assessments.marking.policies import read_policy
from assessments.models import Attempt, FrozenItem, QuizAttempt, QuizPage, QuizResponse
from assessments.papers import Layout, wanted
from assessments.selectors.questions import pool


def last_of(earlier: QuerySet[QuizAttempt], page: QuizPage) -> QuizAttempt | None:
    """The sitting a new one builds on: the last that was handed in, where the quiz says so (one query)."""
    if not page.builds_on_last:
        return None
    return earlier.filter(state=QuizAttempt.State.SUBMITTED).order_by("-number").first()


def same_paper(last: QuizAttempt, page: QuizPage, layout: Layout) -> tuple[FrozenItem, ...] | None:
    """Its questions, in its order; None where the quiz does not ask them so any more: edited, moved, marked otherwise, in another language."""
    items, language = last.frozen_items, page.locale.language_code
    asked = {(row.version, at) for at, section in enumerate(layout.sections) for row in section.rows}
    drawing = {at for at, section in enumerate(layout.sections) if any(row in layout.draws for row in section.rows)}
    if drawing:
        sources = pool((wanted(row).bank for row in layout.draws), language=language)
        asked |= {(source.version, at) for source in sources.values() for at in drawing}
    complete = bool(page.pick or drawing) or len(items) == len(layout.questions)
    same = {(item.version, item.section) for item in items} <= asked and last.language == language
    as_before = all(read_policy(item.policy or last.policy).behaviour == page.behaviour for item in items)
    return items if complete and same and as_before else None


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
