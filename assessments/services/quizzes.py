"""Sittings of a quiz: start, save, hand in.

A sitting copies at its start what it will be judged by: the versions of the questions, their order, the pass mark, the policy,
which questions are critical. Nothing that happens to the quiz afterwards reaches it.
"""

import secrets
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from fractions import Fraction
from uuid import uuid5

from django.db import transaction
from django.db.models import Max

from assessments.models import Attempt, FrozenItem, QuizAttempt, QuizPage, QuizResponse
from assessments.models.scores import FINEST, as_pair
from assessments.services import attempts, versions
from assessments.signals import quiz_handed_in
from modules.compiled import CompiledActivity, CompiledDocument
from modules.dialect.outcome import Outcome
from modules.dialect.shown import Answer
from modules.dialect.shuffling import shuffled
from modules.dialect.tries import DEFERRED
from training_site.people.models import User

LAST_SEQUENCE = 2**53 - 1
"""The largest number a browser counts to exactly."""


class QuizIsEmpty(Exception):
    """There is no question to ask."""


class AlreadyHandedIn(Exception):
    """The sitting is closed; nothing can be saved in it."""


@transaction.atomic
def start(*, learner: User, page: QuizPage, document: CompiledDocument, now: datetime) -> QuizAttempt:
    """The learner's open sitting of this quiz, or a new one. Raises QuizIsEmpty."""
    User.objects.select_for_update(no_key=True).only("pk").get(pk=learner.pk)
    earlier = QuizAttempt.objects.filter(learner=learner, content_key=page.content_key)
    under_way = earlier.filter(state=QuizAttempt.State.OPEN).first()
    if under_way is not None:
        return under_way
    questions = [compiled for compiled in document.activities if compiled.activity.is_scored]
    if not questions:
        raise QuizIsEmpty(page.content_key)
    versions.keep(questions, now=now)
    seed = secrets.token_hex(16) if page.shuffle else ""
    return QuizAttempt.objects.create(
        learner=learner,
        content_key=page.content_key,
        number=earlier.count() + 1,
        language=page.locale.language_code,
        seed=seed,
        items=[asdict(_frozen(compiled)) for compiled in _in_order(questions, seed)],
        pass_mark=page.pass_mark,
        policy=str(DEFERRED),
        started_at=now,
    )


@transaction.atomic
def save(*, attempt: QuizAttempt, answers: Mapping[str, Answer], sequence: int, now: datetime) -> QuizAttempt:
    """Append answers of an open sitting. Raises AlreadyHandedIn.

    `sequence` grows with every edit on a device: an older save that arrives late never replaces a newer one.
    """
    locked = QuizAttempt.objects.select_for_update(no_key=True).get(pk=attempt.pk)
    if not locked.is_open:
        raise AlreadyHandedIn(str(attempt.pk))
    _append(attempt=locked, answers=answers, sequence=sequence, now=now)
    return locked


@transaction.atomic
def hand_in(
    *, attempt: QuizAttempt, answers: Mapping[str, Answer], sequence: int, now: datetime, with_gaps: bool = True
) -> QuizAttempt:
    """Save, grade and close a sitting. One that is closed already is returned as it is: its result is final.

    Without `with_gaps` a sitting with unanswered questions is only saved, and comes back open.
    """
    locked = QuizAttempt.objects.select_for_update(no_key=True).get(pk=attempt.pk)
    if not locked.is_open:
        return locked
    _append(attempt=locked, answers=answers, sequence=sequence, now=now)
    items = locked.frozen_items
    given = saved_answers(locked)
    if not with_gaps and any(not given.get(item.key) for item in items):
        return locked
    compiled = versions.compiled_versions({item.key: item.version for item in items})
    outcomes = {item.key: compiled[item.key].activity.grade(given.get(item.key, {})) for item in items}
    Attempt.objects.bulk_create(
        _evidence(locked, item, given.get(item.key, {}), compiled[item.key], outcomes[item.key], now=now)
        for item in items
    )
    _close(locked, outcomes, now=now)
    quiz_handed_in.send(sender=QuizAttempt, quiz_attempt=locked)
    return locked


def saved_answers(attempt: QuizAttempt) -> dict[str, Answer]:
    """Question key → the answer that counts: the one with the highest sequence, the later one if two have the same."""
    rows = QuizResponse.objects.filter(attempt=attempt).order_by("sequence", "pk").values_list("item_key", "answer")
    return {key: attempts.from_json(answer) for key, answer in rows}


def last_save(attempt: QuizAttempt) -> tuple[int, datetime | None]:
    """The highest sequence saved so far and when the latest save arrived; 0 and None before the first."""
    found = QuizResponse.objects.filter(attempt=attempt).aggregate(sequence=Max("sequence"), at=Max("received_at"))
    return found["sequence"] or 0, found["at"]


def _append(*, attempt: QuizAttempt, answers: Mapping[str, Answer], sequence: int, now: datetime) -> None:
    known = {item.key for item in attempt.frozen_items}
    QuizResponse.objects.bulk_create(
        QuizResponse(attempt=attempt, item_key=key, answer=attempts.as_json(answer), sequence=sequence, received_at=now)
        for key, answer in answers.items()
        if key in known
    )


def _close(attempt: QuizAttempt, outcomes: Mapping[str, Outcome], *, now: datetime) -> None:
    score = total_score(attempt.frozen_items, outcomes)
    missed = [item.key for item in attempt.frozen_items if item.critical and (outcomes[item.key].score or 0) < 1]
    attempt.state = QuizAttempt.State.SUBMITTED
    attempt.submitted_at = now
    attempt.score = score
    attempt.missed_critical = missed
    attempt.passed = score * 100 >= attempt.pass_mark and not missed
    attempt.save(
        update_fields=["state", "submitted_at", "score_numerator", "score_denominator", "missed_critical", "passed"]
    )


def total_score(items: tuple[FrozenItem, ...], outcomes: Mapping[str, Outcome]) -> Fraction:
    """The weighted mean of the questions' scores, as exact as it is stored."""
    points = {item.key: Fraction(item.points) for item in items}
    total = sum(points.values(), Fraction(0))
    earned = sum((points[key] * (outcome.score or 0) for key, outcome in outcomes.items()), Fraction(0))
    return (earned / total).limit_denominator(FINEST) if total else Fraction(0)


def _frozen(compiled: CompiledActivity) -> FrozenItem:
    return FrozenItem(
        key=compiled.key,
        version=compiled.version,
        critical=compiled.activity.critical,
        points=str(compiled.activity.points),
    )


def _in_order(questions: list[CompiledActivity], seed: str) -> tuple[CompiledActivity, ...]:
    return shuffled(questions, seed, key=lambda compiled: compiled.key) if seed else tuple(questions)


def _evidence(
    attempt: QuizAttempt,
    item: FrozenItem,
    answer: Answer,
    compiled: CompiledActivity,
    outcome: Outcome,
    *,
    now: datetime,
) -> Attempt:
    numerator, denominator = as_pair(outcome.score)
    return Attempt(
        learner_id=attempt.learner_id,
        content_key=attempt.content_key,
        activity_key=item.key,
        version_id=item.version,
        quiz_attempt=attempt,
        language=attempt.language,
        answer=attempts.as_json(answer),
        answer_digest=attempts.answer_digest(content_key=attempt.content_key, compiled=compiled, answer=answer),
        verdict=outcome.verdict,
        score_numerator=numerator,
        score_denominator=denominator,
        policy=attempt.policy,
        try_number=1,
        client_id=uuid5(attempt.pk, item.key),
        answered_at=now,
        received_at=now,
    )
