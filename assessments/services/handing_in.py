"""How a sitting ends: its answers become evidence and a result, or it is given up. Each step is told in its ledger.

Everything here is called with the sitting locked, inside a transaction.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from uuid import uuid5

from assessments.machines import fold
from assessments.models import Attempt, FrozenItem, QuizAttempt, QuizResponse, QuizStep
from assessments.models.scores import FINEST, as_pair
from assessments.services import attempts, versions
from assessments.services.standings import Stand, highest_mark, stands_of
from assessments.signals import quiz_handed_in
from assessments.timing import life
from modules.compiled import CompiledActivity
from modules.dialect.outcome import Outcome
from modules.dialect.shown import Answer

ROW_STATES: Mapping[str, str] = {life.MARKED: QuizAttempt.State.SUBMITTED}
"""A quiz is marked in the transaction in which it is handed in, so that its row tells the two as one; the ledger tells them apart."""


def tell(
    attempt: QuizAttempt, *kinds: str, at: datetime, by_clock: bool = False, built_on: QuizAttempt | None = None
) -> str:
    """Add steps to the ledger of a sitting; the state of its row after them. Raises NotNow for one that does not follow."""
    told = list(QuizStep.objects.filter(attempt=attempt).order_by("number").values_list("kind", flat=True))
    state = fold(life.SITTING, [*told, *kinds])
    QuizStep.objects.bulk_create(
        QuizStep(attempt=attempt, number=number, kind=kind, at=at, by_clock=by_clock, built_on=built_on)
        for number, kind in enumerate(kinds, start=len(told) + 1)
    )
    return ROW_STATES.get(state, state)


def close(locked: QuizAttempt, *, now: datetime, at: datetime | None = None, by_clock: bool = False) -> QuizAttempt:
    """Mark what was saved last, and close the sitting. `at` is when it ended, where that was before now."""
    items = locked.frozen_items
    compiled = versions.compiled_versions({item.key: item.version for item in items})
    stands = stands_of(locked, compiled, finished=True)
    outcomes = {item.key: compiled[item.key].activity.grade(stands[item.key].answer) for item in items}
    Attempt.objects.bulk_create(
        _evidence(locked, item, stands[item.key], compiled[item.key], outcomes[item.key], now=now) for item in items
    )
    ended_at = at or now
    locked.state = tell(locked, life.HAND_IN, life.MARK, at=ended_at, by_clock=by_clock)
    locked.submitted_at = ended_at
    missed = [key for key, outcome in outcomes.items() if (outcome.score or 0) < 1]
    give_result(locked, {key: stand.mark for key, stand in stands.items()}, missed=missed)
    locked.save(
        update_fields=["state", "submitted_at", "score_numerator", "score_denominator", "missed_critical", "passed"]
    )
    quiz_handed_in.send(sender=QuizAttempt, quiz_attempt=locked)
    return locked


def let_go(locked: QuizAttempt, kind: str, *, at: datetime) -> QuizAttempt:
    """The clock's step that needs no marks: time is up, or it was not handed in in time."""
    locked.state = tell(locked, kind, at=at, by_clock=True)
    locked.save(update_fields=["state"])
    return locked


def saved_answers(attempt: QuizAttempt) -> dict[str, Answer]:
    """Question key → the answer that counts: the last one that was not kept aside."""
    saved = QuizResponse.objects.filter(attempt=attempt, aside=QuizResponse.Aside.NO)
    rows = saved.order_by("sequence", "pk").values_list("item_key", "answer")
    return {key: attempts.from_json(answer) for key, answer in rows}


def total_score(
    items: Sequence[FrozenItem], marks: Mapping[str, Fraction], *, highest: Fraction = Fraction(1)
) -> Fraction:
    """The weighted mean of what the questions earned, as a share of the most they can earn; never below nothing."""
    points = {item.key: Fraction(item.points) for item in items}
    total = sum(points.values(), Fraction(0)) * highest
    earned = sum((points[key] * mark for key, mark in marks.items()), Fraction(0))
    return max(Fraction(0), earned / total).limit_denominator(FINEST) if total else Fraction(0)


def give_result(attempt: QuizAttempt, marks: Mapping[str, Fraction], *, missed: Collection[str]) -> None:
    """Let a sitting say what these marks of its questions come to. `missed`: those whose answers are not right."""
    items = attempt.frozen_items
    score = total_score(items, marks, highest=highest_mark(attempt))
    attempt.score = score
    attempt.missed_critical = [item.key for item in items if item.critical and item.key in missed]
    attempt.passed = score * 100 >= attempt.pass_mark and not attempt.missed_critical


def _evidence(
    attempt: QuizAttempt,
    item: FrozenItem,
    stand: Stand,
    compiled: CompiledActivity,
    outcome: Outcome,
    *,
    now: datetime,
) -> Attempt:
    numerator, denominator = as_pair(outcome.score)
    differs = stand.mark != (outcome.score or 0)
    mark_numerator, mark_denominator = as_pair(stand.mark if differs else None)
    return Attempt(
        learner_id=attempt.learner_id,
        content_key=attempt.content_key,
        activity_key=item.key,
        version_id=item.version,
        quiz_attempt=attempt,
        language=attempt.language,
        answer=attempts.as_json(stand.answer),
        answer_digest=attempts.answer_digest(content_key=attempt.content_key, compiled=compiled, answer=stand.answer),
        verdict=outcome.verdict,
        score_numerator=numerator,
        score_denominator=denominator,
        mark_numerator=mark_numerator,
        mark_denominator=mark_denominator,
        policy=item.policy or attempt.policy,
        try_number=1,
        client_id=uuid5(attempt.pk, item.key),
        answered_at=now,
        received_at=now,
    )
