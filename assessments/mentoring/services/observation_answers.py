"""The learner's part: how they saw it and what comes next, signed in the same act, on their own phone or with their own PIN on another.

An observation is signed by both then: the observer did when they submitted. A learner who sees it differently signs that; the judgement
stays the observer's and counts, and to have it heard there is the disagreement about it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from assessments.mentoring.canonical import digest
from assessments.mentoring.models import Observation, Signature
from assessments.mentoring.selectors import observations
from assessments.mentoring.services import ledger, observation_evidence, pairs, pins, signing
from assessments.mentoring.services import telling_observations as telling
from training_site.people.models import User


class NotTheLearner(Exception):
    """The part is the learner's alone."""


class NotTheirPhone(Exception):
    """Only the mentor of the pair, or who observed, hands the phone over."""


@transaction.atomic
def answer(
    *,
    observation: Observation,
    by: User,
    answers: Mapping[str, Any],
    seen_digest: str,
    outcome: str,
    comment: str,
    now: datetime,
    method: str = Signature.Method.LOGIN,
) -> Observation:
    """Add the learner's part and sign the whole. `seen_digest` is that of the observer's part on their page.

    The learner can do so also after the relationship has ended. Raises NotTheLearner, signing.ChangedMeanwhile, signing.WordsMissing,
    and ledger.NotNow where nothing waits for an answer.
    """
    ledger.lock(observation.relationship)
    row = ledger.lock(observation)
    if by.pk != row.learner_id or not by.is_active:
        raise NotTheLearner
    if row.state == "submitted" and row.digest != seen_digest:
        raise signing.ChangedMeanwhile
    row.learner_part = part = {
        "request": observations.request_of(row),
        "salt": signing.salt(),
        "answers": dict(answers),
    }
    content = observations.whole_content(row)
    row = ledger.append(row, event="answered", by=by, now=now, learner_part=part, digest=digest(content))
    signing.sign(
        subject=row,
        content=content,
        seen_digest=row.digest,
        signer=by,
        role=pairs.LEARNER,
        outcome=outcome,
        comment=comment,
        method=method,
        now=now,
    )
    row = ledger.append(row, event="signed", by=by, now=now)
    observation_evidence.from_signed(row, now=now)
    telling.signed(row, now=now)
    return row


def answer_here(
    *,
    observation: Observation,
    phone_of: User,
    pin: str,
    answers: Mapping[str, Any],
    seen_digest: str,
    outcome: str,
    comment: str,
    now: datetime,
) -> Observation:
    """The learner answers on the phone of the mentor or observer, with a PIN of their own; nobody else's sign-in comes into it.

    Raises as `answer`, and NotTheirPhone, pairs.NotActiveNow, pins.NoPin, pins.WrongPin, pins.PinLocked. It opens its own transactions:
    a wrong try counts whatever follows.
    """
    with transaction.atomic():
        pair = ledger.lock(observation.relationship)
        row = ledger.lock(observation)
        is_theirs = phone_of.pk == pair.mentor_id or observations.observes_now(row, phone_of)
        if phone_of.pk == pair.learner_id or not phone_of.is_active or not is_theirs:
            raise NotTheirPhone
        if pair.state != "active":
            raise pairs.NotActiveNow
        if row.state != "submitted":
            raise ledger.NotNow(row.machine.name, row.state, "answered")
    learner = observation.learner
    pins.check_pin(person=learner, pin=pin, now=now)
    return answer(
        observation=observation,
        by=learner,
        answers=answers,
        seen_digest=seen_digest,
        outcome=outcome,
        comment=comment,
        now=now,
        method=Signature.Method.PIN,
    )
