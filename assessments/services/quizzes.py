"""Sittings of a quiz: start, save, hand in, and what the clock does to them.

A sitting copies at its start what it will be judged by: the versions of the questions, their order, the pass mark, the policy,
which questions are critical, when its time is up. Nothing that happens to the quiz afterwards reaches it.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from assessments.marking.policies import Policy
from assessments.marking.steps import Act
from assessments.models import FrozenItem, FrozenSection, Promised, QuizAttempt, QuizPage, QuizResponse
from assessments.models.quizzes import UNDER_WAY
from assessments.papers import Layout, layout
from assessments.selectors import ends_of
from assessments.services import attempts, building_on, versions
from assessments.services.handing_in import close, let_go, saved_answers, tell, total_score
from assessments.services.keeping import NOWHERE, Given, Origin, Receipt, SentTwice, UnknownSave, keep, ledger_of
from assessments.services.papers import BankIsShort, QuizIsEmpty, compose
from assessments.services.standings import AT_THE_END, behaviour_of, by_question, stands_from
from assessments.services.terms import terms_of
from assessments.timing import life
from assessments.timing.entry import Refused, entry
from assessments.timing.terms import Rules, deadline
from modules.compiled import CompiledActivity, CompiledDocument
from modules.dialect.shown import Answer
from training_site.people.models import User

__all__ = [
    "LAST_SEQUENCE",
    "AlreadyHandedIn",
    "BankIsShort",
    "NotAdmitted",
    "Origin",
    "QuizIsEmpty",
    "Receipt",
    "SentTwice",
    "TimeIsUp",
    "UnknownSave",
    "catch_up",
    "check",
    "current_answers",
    "hand_in",
    "save",
    "saved_answers",
    "start",
    "total_score",
    "try_again",
]
Certainties = Mapping[str, int]
"""Question → how certain somebody is of their answer, 1 to 3."""
UNSAID: Certainties = {}
UNANSWERED: Mapping[str, Answer] = {}
LAST_SEQUENCE = 2**53 - 1
"""The largest number a browser counts to exactly."""


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
    """The learner's sitting that is under way, or a new one. Raises QuizIsEmpty, BankIsShort and NotAdmitted."""
    User.objects.select_for_update(no_key=True).only("pk").get(pk=learner.pk)
    earlier = QuizAttempt.objects.filter(learner=learner, content_key=page.content_key)
    under_way = earlier.filter(state__in=UNDER_WAY).first()
    if under_way is not None:
        under_way = catch_up(attempt=under_way, now=now)
        if under_way.is_under_way:
            return under_way
    rules = terms_of(learner=learner, page=page, now=now)
    parts = layout(document)
    if not parts.number:
        raise QuizIsEmpty(page.content_key)
    refused = entry(rules, ends_of(earlier), now=now)
    if refused is not None:
        raise NotAdmitted(refused)
    number = earlier.count() + 1
    last = building_on.last_of(earlier, page)
    items, seed = _paper(page, parts, last, earlier=earlier, whose=f"{learner.pk} {number}")
    versions.keep(parts.questions, now=now)
    begun = QuizAttempt.objects.create(
        learner=learner,
        content_key=page.content_key,
        number=number,
        language=page.locale.language_code,
        seed=seed,
        items=[asdict(item) for item in items],
        promised=_promised(page, parts, rules).dump(),
        counts=page.counts,
        pass_mark=page.pass_mark,
        policy=str(Policy(behaviour=page.behaviour)),
        started_at=now,
        deadline_at=deadline(rules, started_at=now),
        at_end=rules.at_end.value,
        grace_seconds=int(rules.grace.total_seconds()),
    )
    tell(begun, life.START, at=now, built_on=last)
    if last is not None:
        building_on.carry(last, begun, now=now)
    return begun


@transaction.atomic
def save(
    *,
    attempt: QuizAttempt,
    answers: Mapping[str, Answer],
    sequence: int,
    now: datetime,
    certainties: Certainties = UNSAID,
    origin: Origin = NOWHERE,
) -> Receipt:
    """Append answers of an open sitting. Raises AlreadyHandedIn, TimeIsUp for what comes too late, SentTwice and UnknownSave.

    `sequence` grows with every save of a page; `origin` says which page it is and what it knew. What does not count is said in the receipt.
    """
    locked = _taking_answers(attempt, now=now)
    return _keep(locked, _given(answers, certainties), sequence=sequence, now=now, origin=origin)


@transaction.atomic
def check(
    *,
    attempt: QuizAttempt,
    key: str,
    answers: Mapping[str, Answer],
    sequence: int,
    now: datetime,
    certainties: Certainties = UNSAID,
    origin: Origin = NOWHERE,
) -> Receipt:
    """Save, and have one question marked now, where the sitting is marked on the way. What it led to is folded from the ledger.

    Sent twice it is one try: an answer that was marked is settled, and is waited with until somebody tries again. Raises as `save`.
    """
    locked = _taking_answers(attempt, now=now)
    act = QuizResponse.Act.SAVE if behaviour_of(locked) in AT_THE_END else QuizResponse.Act.SUBMIT
    own = Given(answer=answers.get(key, {}), certainty=certainties.get(key), act=act)
    given = {**_given(answers, certainties), key: own}
    return _keep(locked, given, sequence=sequence, now=now, origin=origin)


@transaction.atomic
def try_again(
    *,
    attempt: QuizAttempt,
    key: str,
    sequence: int,
    now: datetime,
    answers: Mapping[str, Answer] = UNANSWERED,
    certainties: Certainties = UNSAID,
    origin: Origin = NOWHERE,
) -> Receipt:
    """Leave the hint of a question and answer it anew; what was answered elsewhere meanwhile is saved. Raises as `save`."""
    locked = _taking_answers(attempt, now=now)
    given = _given(answers, certainties)
    given.pop(key, None)
    if behaviour_of(locked) not in AT_THE_END:
        given[key] = Given(answer={}, act=QuizResponse.Act.TRY_AGAIN)
    return _keep(locked, given, sequence=sequence, now=now, origin=origin)


@transaction.atomic
def hand_in(
    *,
    attempt: QuizAttempt,
    answers: Mapping[str, Answer],
    sequence: int,
    now: datetime,
    with_gaps: bool = True,
    certainties: Certainties = UNSAID,
    origin: Origin = NOWHERE,
) -> QuizAttempt:
    """Save, grade and close a sitting. One that is closed already is returned as it is: its result is final.

    Without `with_gaps` a sitting with unanswered questions is only saved, and comes back open; so does one at which another page has
    saved something this page did not know, until the person has seen it. After the deadline the answers that come along are too late,
    and what the clock says is done: what was saved is handed in, or it is abandoned.
    """
    locked = _locked(attempt)
    if not locked.is_under_way:
        return locked
    in_time = locked.is_open and locked.clock.takes_answers(now)
    if not in_time:
        return close(locked, now=now) if locked.clock.takes_hand_in(now) else _caught_up(locked, now=now)
    receipt = _keep(locked, _given(answers, certainties), sequence=sequence, now=now, origin=origin)
    if receipt.differing and origin.shown is not None:
        return locked
    if not with_gaps:
        given = current_answers(receipt)
        if any(not given.get(item.key) for item in locked.frozen_items):
            return locked
    return close(locked, now=now)


def current_answers(receipt: Receipt) -> Mapping[str, Answer]:
    """The answer that stands at each question: the one saved last, or the one that was marked for good."""
    saved = by_question(receipt.rows)
    if behaviour_of(receipt.attempt) in AT_THE_END:
        return {key: attempts.from_json(rows[-1].answer) for key, rows in saved.items()}
    stands = stands_from(saved, receipt.attempt, asked_in(receipt.attempt))
    return {key: stand.answer for key, stand in stands.items()}


def asked_in(attempt: QuizAttempt) -> Mapping[str, CompiledActivity]:
    """The questions of a sitting as they were asked (one query)."""
    return versions.compiled_versions({item.key: item.version for item in attempt.frozen_items})


@transaction.atomic
def catch_up(*, attempt: QuizAttempt, now: datetime) -> QuizAttempt:
    """The sitting after what the clock has done to it by now."""
    if attempt.clock.due(attempt.state, now) is None:
        return attempt
    return _caught_up(_locked(attempt), now=now)


def _taking_answers(attempt: QuizAttempt, *, now: datetime) -> QuizAttempt:
    locked = _locked(attempt)
    if not locked.is_under_way:
        raise AlreadyHandedIn(str(attempt.pk))
    if not locked.is_open or not locked.clock.takes_answers(now):
        raise TimeIsUp(str(attempt.pk))
    return locked


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


def _paper(
    page: QuizPage, parts: Layout, last: QuizAttempt | None, *, earlier: QuerySet[QuizAttempt], whose: str
) -> tuple[Sequence[FrozenItem], str]:
    """The questions of a new sitting, and the seed of their order."""
    same = building_on.same_paper(last, page, parts) if last else None
    if last is not None and same is not None:
        return same, last.seed
    seed = secrets.token_hex(16) if page.shuffle else ""
    # A paper that is not shuffled has no seed; its draw follows from whose it is.
    chance = seed or f"{page.content_key} {whose}"
    return compose(page=page, layout=parts, seed=seed, chance=chance, earlier=earlier), seed


def _promised(page: QuizPage, parts: Layout, rules: Rules) -> Promised:
    return Promised(
        sections=tuple(FrozenSection(title=section.title, html=section.html) for section in parts.sections),
        fixed_options=page.fixed_options,
        review=tuple(page.review),
        bands=tuple(page.bands),
        closes_at=rules.closes_at.isoformat() if rules.closes_at else "",
    )


def _given(answers: Mapping[str, Answer], certainties: Certainties) -> dict[str, Given]:
    return {key: Given(answer=answer, certainty=certainties.get(key)) for key, answer in answers.items()}


def _keep(locked: QuizAttempt, given: Mapping[str, Given], *, sequence: int, now: datetime, origin: Origin) -> Receipt:
    """A whole form says nothing about questions that take nothing now: their fields are off."""
    rows = ledger_of(locked)
    if origin.whole and behaviour_of(locked) not in AT_THE_END:
        stands = stands_from(by_question(rows), locked, asked_in(locked))
        given = {key: one for key, one in given.items() if key in stands and stands[key].standing.accepts(Act(one.act))}
    return keep(attempt=locked, rows=rows, given=given, sequence=sequence, now=now, origin=origin)
