"""Observations before and beside the observer's part: asking for one, planning its day, calling it off, replacing it, running out of time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from assessments.mentoring.framework.forms.reader import form
from assessments.mentoring.models import Invitation, Observation, Relationship
from assessments.mentoring.selectors import observations
from assessments.mentoring.selectors.policies import policies_for
from assessments.mentoring.services import ledger, pairs
from assessments.mentoring.services import telling_observations as telling
from training_site.people.models import User

Observer = Observation.Observer
DONE = ("submitted", "learner_responded", "signed")
"""States in which the observer may replace what they submitted."""


class NotAnObserver(Exception):
    """The person cannot be asked: only the mentor, an assessor or peer of the learner now, or somebody from outside."""


class NotTheirs(Exception):
    """The person has no part in this observation that allows the act."""


class ReplacedAlready(Exception):
    """The observer is already writing what will take its place."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What is asked for."""

    form_key: str
    observer_kind: str
    observer: User | None = None
    """None for somebody from outside."""
    indicators: Sequence[str] = ()
    scheduled_on: date | None = None
    words: Mapping[str, Any] = field(default_factory=dict)
    """What the learner wants to have looked at, and what has to be arranged."""


@transaction.atomic
def ask(*, relationship: Relationship, by: User, wish: Wish, now: datetime) -> Observation:
    """Ask for an observation; with a day it is planned at once.

    Raises pairs.NotOfThePair, pairs.NotActiveNow, NotAnObserver, and UnknownForm of the forms' reader.
    """
    pair = pairs.acting(relationship, by=by, now=now)
    known = [(kind, person.pk) for kind, person in observations.observers_of(pair)]
    asked = (wish.observer_kind, wish.observer.pk if wish.observer else None)
    if asked not in [*known, (Observer.EXTERNAL, None)]:
        raise NotAnObserver
    row = Observation(
        organisation_id=pair.organisation_id,
        relationship=pair,
        learner_id=pair.learner_id,
        number=_next_number(pair.learner_id),
        form_key=wish.form_key,
        form_digest=form(wish.form_key).digest,
        indicators=list(wish.indicators),
        observer_kind=wish.observer_kind,
        observer=wish.observer,
        scheduled_on=wish.scheduled_on,
    )
    row.learner_part = {"request": dict(wish.words)}
    row = ledger.begin(row, event="requested", by=by, now=now)
    telling.asked(row, by=by, now=now)
    if wish.scheduled_on:
        row = ledger.append(row, event="scheduled", by=by, now=now)
    return row


@transaction.atomic
def schedule(*, observation: Observation, by: User, on: date, now: datetime) -> Observation:
    """Plan it for a day, or for another one: learner, mentor or observer. Raises NotTheirs, pairs.NotActiveNow, ledger.NotNow."""
    row = _held(observation, by)
    row = ledger.append(row, event="scheduled", by=by, now=now, scheduled_on=on)
    telling.scheduled(row, by=by, now=now)
    return row


@transaction.atomic
def cancel(*, observation: Observation, by: User, now: datetime) -> Observation:
    """Call it off. What the observer has begun to write goes with it, so from then on only they can; the mentor where the observer has no
    account. Raises NotTheirs, pairs.NotActiveNow, ledger.NotNow.
    """
    row = _held(observation, by)
    if row.state == "observer_draft" and not _may_drop_a_draft(row, by):
        raise NotTheirs
    row = ledger.append(row, event="cancelled", by=by, now=now, observer_part=None, replaces=None)
    Invitation.objects.filter(observation=row, used_at=None, revoked_at=None).update(revoked_at=now)
    telling.cancelled(row, by=by, now=now)
    return row


@transaction.atomic
def replace(*, observation: Observation, by: User, now: datetime) -> Observation:
    """Begin what takes the place of something one has submitted; the old one stands until the new one is submitted.

    Raises NotTheirs, pairs.NotActiveNow, ReplacedAlready, and ledger.NotNow where nothing was submitted.
    """
    pair = ledger.lock(observation.relationship)
    old = ledger.lock(observation)
    if not observations.observes_now(old, by):
        raise NotTheirs
    if pair.state != "active":
        raise pairs.NotActiveNow
    if old.state not in DONE:
        raise ledger.NotNow(old.machine.name, old.state, "replaced")
    if Observation.objects.filter(replaces=old).exists():
        raise ReplacedAlready
    row = Observation(
        organisation_id=old.organisation_id,
        relationship=pair,
        learner_id=old.learner_id,
        number=_next_number(old.learner_id),
        form_key=old.form_key,
        form_digest=old.form_digest,
        indicators=old.indicators,
        observer_kind=old.observer_kind,
        observer=old.observer,
        scheduled_on=old.scheduled_on,
        replaces=old,
    )
    row.learner_part = {"request": observations.request_of(old)}
    return ledger.begin(row, event="requested", by=by, now=now)


def lapse_due(*, now: datetime) -> int:
    """Let every observation lapse that nobody finished within the days of its policy; how many. For the clock of the site."""
    today = timezone.localdate(now)
    rows = list(observations.unfinished())
    policies = policies_for((row.organisation_id, row.relationship.programme_key) for row in rows)
    lapsed = 0
    for row in rows:
        policy = policies[row.organisation_id, row.relationship.programme_key]
        lapsed += _lapse(row, days=policy.observation_deadline_days, today=today, now=now)
    return lapsed


@transaction.atomic
def _lapse(row: Observation, *, days: int, today: date, now: datetime) -> bool:
    ledger.lock(row.relationship)
    fresh = ledger.lock(row)
    over = observations.waits_since(fresh) + timedelta(days=days) < today
    if not over or not fresh.machine.allows(fresh.state, "lapsed"):
        return False
    fresh = ledger.append(fresh, event="lapsed", by=None, now=now, reason="deadline", replaces=None)
    Invitation.objects.filter(observation=fresh, used_at=None, revoked_at=None).update(revoked_at=now)
    telling.lapsed(fresh, now=now)
    return True


def _held(observation: Observation, by: User) -> Observation:
    """The observation, held, for somebody who has a part in it now."""
    pair = ledger.lock(observation.relationship)
    row = ledger.lock(observation)
    row.relationship = pair
    if not by.is_active or not (by.pk in (pair.learner_id, pair.mentor_id) or observations.observes_now(row, by)):
        raise NotTheirs
    if pair.state != "active":
        raise pairs.NotActiveNow
    return row


def _may_drop_a_draft(row: Observation, by: User) -> bool:
    if row.observer_id is None:
        return by.pk == row.relationship.mentor_id
    return observations.observes_now(row, by)


def _next_number(learner_id: int) -> int:
    """DO1, DO2 … of a learner, whichever pair they are asked for in."""
    User.objects.select_for_update(no_key=True).get(pk=learner_id)
    last = Observation.objects.filter(learner_id=learner_id).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
