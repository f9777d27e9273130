"""Sittings of a quiz: start, save, hand in, and what the clock does to them.

A sitting copies at its start what it will be judged by: the versions of the questions, their order, the pass mark, the policy,
which questions are critical, when its time is up. Nothing that happens to the quiz afterwards reaches it.
"""

import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.db.models import Max, QuerySet

from assessments.drawing import Candidate, Draw, drawn
from assessments.models import FrozenItem, QuizAttempt, QuizPage, QuizResponse, QuizStep
from assessments.models.quizzes import UNDER_WAY
from assessments.services import attempts, versions
from assessments.services.handing_in import close, let_go, saved_answers, tell, total_score
from assessments.services.terms import terms_of
from assessments.timing import life
from assessments.timing.entry import Refused, entry
from assessments.timing.terms import deadline
from modules.compiled import CompiledActivity, CompiledDocument
from modules.dialect.shown import Answer
from modules.dialect.shuffling import shuffled
from modules.dialect.tries import DEFERRED
from training_site.people.models import User

__all__ = [
    "LAST_SEQUENCE",
    "AlreadyHandedIn",
    "NotAdmitted",
    "QuizIsEmpty",
    "TimeIsUp",
    "catch_up",
    "hand_in",
    "last_save",
    "save",
    "saved_answers",
    "start",
    "total_score",
]
LAST_SEQUENCE = 2**53 - 1
"""The largest number a browser counts to exactly."""


class QuizIsEmpty(Exception):
    """There is no question to ask."""


class AlreadyHandedIn(Exception):
    """The sitting is closed; nothing can be saved in it."""


class TimeIsUp(AlreadyHandedIn):
    """It came after the deadline; nothing can be saved any more."""


class NotAdmitted(Exception):
    """No sitting begins now."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.hindrance.value)
        self.refused = refused


@transaction.atomic
def start(*, learner: User, page: QuizPage, document: CompiledDocument, now: datetime) -> QuizAttempt:
    """The learner's sitting that is under way, or a new one. Raises QuizIsEmpty and NotAdmitted."""
    User.objects.select_for_update(no_key=True).only("pk").get(pk=learner.pk)
    earlier = QuizAttempt.objects.filter(learner=learner, content_key=page.content_key)
    under_way = earlier.filter(state__in=UNDER_WAY).first()
    if under_way is not None:
        under_way = catch_up(attempt=under_way, now=now)
        if under_way.is_under_way:
            return under_way
    questions = [compiled for compiled in document.activities if compiled.activity.is_scored]
    if not questions:
        raise QuizIsEmpty(page.content_key)
    rules = terms_of(learner=learner, page=page, now=now)
    refused = entry(rules, _ends(earlier), now=now)
    if refused is not None:
        raise NotAdmitted(refused)
    number = earlier.count() + 1
    seed = secrets.token_hex(16) if page.shuffle else ""
    # A paper that is not shuffled has no seed; its draw follows from whose it is.
    by = seed or f"{page.content_key} {learner.pk} {number}"
    questions = _picked(questions, page.pick, seed=by, earlier=earlier)
    versions.keep(questions, now=now)
    begun = QuizAttempt.objects.create(
        learner=learner,
        content_key=page.content_key,
        number=number,
        language=page.locale.language_code,
        seed=seed,
        items=[asdict(_frozen(compiled)) for compiled in _in_order(questions, seed)],
        pass_mark=page.pass_mark,
        policy=str(DEFERRED),
        started_at=now,
        deadline_at=deadline(rules, started_at=now),
        at_end=rules.at_end.value,
        grace_seconds=int(rules.grace.total_seconds()),
    )
    tell(begun, life.START, at=now)
    return begun


@transaction.atomic
def save(*, attempt: QuizAttempt, answers: Mapping[str, Answer], sequence: int, now: datetime) -> QuizAttempt:
    """Append answers of an open sitting. Raises AlreadyHandedIn, and TimeIsUp for what comes too late.

    `sequence` grows with every edit on a device: an older save that arrives late never replaces a newer one.
    """
    locked = _locked(attempt)
    if not locked.is_under_way:
        raise AlreadyHandedIn(str(attempt.pk))
    if not locked.is_open or not locked.clock.takes_answers(now):
        raise TimeIsUp(str(attempt.pk))
    _append(attempt=locked, answers=answers, sequence=sequence, now=now)
    return locked


@transaction.atomic
def hand_in(
    *, attempt: QuizAttempt, answers: Mapping[str, Answer], sequence: int, now: datetime, with_gaps: bool = True
) -> QuizAttempt:
    """Save, grade and close a sitting. One that is closed already is returned as it is: its result is final.

    Without `with_gaps` a sitting with unanswered questions is only saved, and comes back open. After the deadline the answers that come
    along are too late, and what the clock says is done: what was saved is handed in, or it is abandoned.
    """
    locked = _locked(attempt)
    if not locked.is_under_way:
        return locked
    in_time = locked.is_open and locked.clock.takes_answers(now)
    if not in_time:
        return close(locked, now=now) if locked.clock.takes_hand_in(now) else _caught_up(locked, now=now)
    _append(attempt=locked, answers=answers, sequence=sequence, now=now)
    given = saved_answers(locked)
    if not with_gaps and any(not given.get(item.key) for item in locked.frozen_items):
        return locked
    return close(locked, now=now)


@transaction.atomic
def catch_up(*, attempt: QuizAttempt, now: datetime) -> QuizAttempt:
    """The sitting after what the clock has done to it by now."""
    if attempt.clock.due(attempt.state, now) is None:
        return attempt
    return _caught_up(_locked(attempt), now=now)


def last_save(attempt: QuizAttempt) -> tuple[int, datetime | None]:
    """The highest sequence saved so far and when the latest save arrived; 0 and None before the first."""
    found = QuizResponse.objects.filter(attempt=attempt).aggregate(sequence=Max("sequence"), at=Max("received_at"))
    return found["sequence"] or 0, found["at"]


def _locked(attempt: QuizAttempt) -> QuizAttempt:
    return QuizAttempt.objects.select_for_update(no_key=True).get(pk=attempt.pk)


def _caught_up(locked: QuizAttempt, *, now: datetime) -> QuizAttempt:
    """Time acts at the deadline, or when the grace is over, whenever somebody comes to look."""
    step, clock = locked.clock.due(locked.state, now), locked.clock
    if step is None or clock.deadline is None or clock.last_call is None:
        return locked
    if step == life.HAND_IN:
        return close(locked, now=now, at=clock.deadline, by_clock=True)
    return let_go(locked, step, at=clock.last_call if step == life.ABANDON else clock.deadline)


def _picked(
    questions: list[CompiledActivity], pick: int, *, seed: str, earlier: QuerySet[QuizAttempt]
) -> list[CompiledActivity]:
    """As many questions as are asked in one sitting, in the order of the page: critical ones always, then those asked least so far."""
    critical = {one.key for one in questions if one.activity.critical}
    free = [Candidate(key=one.key, outcome=one.activity.outcome) for one in questions if one.key not in critical]
    number = max(0, pick - len(critical))
    if not pick or number >= len(free):
        return questions
    seen = Counter(item["key"] for items in earlier.values_list("items", flat=True) for item in items)
    (keys,) = drawn([Draw(number=number)], free, seed=seed, seen=seen)
    return [one for one in questions if one.key in critical or one.key in keys]


def _ends(earlier: QuerySet[QuizAttempt]) -> list[datetime]:
    """When earlier sittings ended, oldest first."""
    ending = (life.HAND_IN, life.ABANDON)
    steps = QuizStep.objects.filter(attempt__in=earlier.order_by(), kind__in=ending).order_by("attempt__number")
    return list(steps.values_list("at", flat=True))


def _append(*, attempt: QuizAttempt, answers: Mapping[str, Answer], sequence: int, now: datetime) -> None:
    known = {item.key for item in attempt.frozen_items}
    QuizResponse.objects.bulk_create(
        QuizResponse(attempt=attempt, item_key=key, answer=attempts.as_json(answer), sequence=sequence, received_at=now)
        for key, answer in answers.items()
        if key in known
    )


def _frozen(compiled: CompiledActivity) -> FrozenItem:
    return FrozenItem(
        key=compiled.key,
        version=compiled.version,
        critical=compiled.activity.critical,
        points=str(compiled.activity.points),
    )


def _in_order(questions: list[CompiledActivity], seed: str) -> tuple[CompiledActivity, ...]:
    return shuffled(questions, seed, key=lambda compiled: compiled.key) if seed else tuple(questions)
