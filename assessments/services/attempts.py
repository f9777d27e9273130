"""Recording an answer: graded, written once, counted once however often it arrives.

Practice is marked by the policy "interactive": a right answer or the last try settles a round, each wrong try before costs the
penalty, and an answer after that begins a new round (`assessments.rounds`).
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from assessments.models import Attempt
from assessments.models.scores import as_pair
from assessments.rounds import finished_rounds
from assessments.services import drafts, texts, versions
from assessments.signals import attempt_recorded
from modules.compiled import CompiledActivity
from modules.dialect.activities.scenario import Scenario
from modules.dialect.document import Activity
from modules.dialect.shown import Answer
from modules.dialect.tries import IMMEDIATE, Policy, interactive
from training_site.people.models import User


class AnswerConflict(Exception):
    """The client id already stands for another answer, or for somebody else's."""


class NoTriesLeft(Exception):
    """The quiz it stands in has been gone through as often as it may be."""


def record(
    *,
    learner: User,
    content_key: str,
    compiled: CompiledActivity,
    answer: Answer,
    client_id: UUID,
    language: str,
    now: datetime,
    answered_at: datetime | None = None,
    policy: Policy | None = None,
    rounds: int | None = None,
) -> Attempt:
    """Grade and store an answer; the stored attempt if this client id brought the same answer before.

    `answered_at` is the device's time, never later than `now`; `policy` says how its tries are marked where that is not as
    practice is; `rounds` how many rounds of tries there are, None for as many as anybody likes. Raises NoTriesLeft after those,
    AnswerConflict for a client id that stands for something else, UnreadableAnswer for a path that leads nowhere, and TextWaits
    for a text while an earlier one waits for its mark.
    """
    digest = answer_digest(content_key=content_key, compiled=compiled, answer=answer)
    try:
        with transaction.atomic():
            # One answer of a person at a time: tries get their numbers in order, and a double click waits for the first.
            User.objects.select_for_update(no_key=True).only("pk").get(pk=learner.pk)
            stored = Attempt.objects.filter(client_id=client_id).first()
            if stored is None:
                if rounds is not None:
                    refuse_beyond(rounds, learner=learner, content_key=content_key, questions=[compiled])
                stored = _insert(
                    learner=learner,
                    content_key=content_key,
                    compiled=compiled,
                    answer=answer,
                    digest=digest,
                    client_id=client_id,
                    language=language,
                    now=now,
                    answered_at=min(answered_at or now, now),
                    policy=policy or policy_of(compiled.activity),
                )
    except IntegrityError as error:
        # Only somebody else can have taken the client id in the meantime.
        raise AnswerConflict(str(client_id)) from error
    if stored.learner_id != learner.pk or stored.answer_digest != digest:
        raise AnswerConflict(str(client_id))
    return stored


def policy_of(activity: Activity) -> Policy:
    """How the tries of an activity are marked when it is practised in a lesson."""
    return interactive(tries=activity.tries, penalty=activity.penalty) if activity.is_scored else IMMEDIATE


def as_json(answer: Answer) -> dict[str, Sequence[str]]:
    """An answer as it is stored."""
    return {part: list(values) for part, values in sorted(answer.items())}


def from_json(stored: Mapping[str, Sequence[str]]) -> Answer:
    """A stored answer as the dialect reads it."""
    return {part: tuple(values) for part, values in stored.items()}


def answer_digest(*, content_key: str, compiled: CompiledActivity, answer: Answer) -> str:
    """SHA-256 of what was answered where."""
    sent = [content_key, compiled.key, compiled.version, as_json(answer)]
    return hashlib.sha256(json.dumps(sent, sort_keys=True).encode()).hexdigest()


def _insert(
    *,
    learner: User,
    content_key: str,
    compiled: CompiledActivity,
    answer: Answer,
    digest: str,
    client_id: UUID,
    language: str,
    now: datetime,
    answered_at: datetime,
    policy: Policy,
) -> Attempt:
    outcome = compiled.activity.grade(answer)
    numerator, denominator = as_pair(outcome.score)
    earlier = Attempt.objects.filter(
        learner=learner, content_key=content_key, activity_key=compiled.key, quiz_attempt=None
    )
    versions.keep([compiled], now=now)
    in_the_open = texts.hand_in(
        learner=learner,
        content_key=content_key,
        compiled=compiled,
        answer=answer,
        client_id=client_id,
        language=language,
        now=now,
    )
    attempt = Attempt(
        learner=learner,
        content_key=content_key,
        activity_key=compiled.key,
        version_id=compiled.version,
        language=language,
        answer=as_json(in_the_open),
        answer_digest=digest,
        verdict=outcome.verdict,
        score_numerator=numerator,
        score_denominator=denominator,
        finished=_is_finished(compiled.activity, answer),
        policy=str(policy),
        try_number=earlier.count() + 1,
        client_id=client_id,
        answered_at=answered_at,
        received_at=now,
    )
    attempt.save(force_insert=True)
    drafts.discard(learner=learner, content_key=content_key, activity_key=compiled.key)
    attempt_recorded.send(sender=Attempt, attempt=attempt, kind=compiled.kind)
    return attempt


def refuse_beyond(rounds: int, *, learner: User, content_key: str, questions: Sequence[CompiledActivity]) -> None:
    """Raise NoTriesLeft where each of these questions has been gone through so often, or more often (one query)."""
    made: dict[str, list[Attempt]] = {question.key: [] for question in questions}
    rows = Attempt.objects.filter(
        learner=learner, content_key=content_key, activity_key__in=made, quiz_attempt=None
    ).order_by("pk")
    for attempt in rows:
        made[attempt.activity_key].append(attempt)
    used = min((finished_rounds(made[one.key], version=one.version) for one in questions), default=0)
    if used >= rounds:
        raise NoTriesLeft


def _is_finished(activity: Activity, answer: Answer) -> bool:
    """Whether nothing is left to do: only a scenario can be on its way."""
    return not isinstance(activity, Scenario) or activity.walk(answer.get("path", ())).ended
