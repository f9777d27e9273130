"""Giving one's word for a learner: the learner asks whoever is in the role, and one of them says yes or no, with the day and a sentence.

Whoever has given their word does not decide about the certificate afterwards, just as whoever has judged the learner's practice. Nothing
that was said is changed: a word that somebody no longer stands by is taken back by an event of its own.
"""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.certification.laws.clauses import AUTOMATIC
from assessments.certification.laws.requirements.attestations import ManualAttestation
from assessments.certification.laws.vouching import wording_mark
from assessments.certification.models import Attestation, Cycle, Vote
from assessments.certification.selectors import deciders
from assessments.certification.selectors.facts import facts_of
from assessments.certification.selectors.offices import holders, holds
from assessments.certification.selectors.rules import rules_of
from assessments.certification.selectors.vouched import role_of, vouchable, wording_of
from assessments.certification.services import following, statuses, telling_requests
from assessments.services import ledgers
from assessments.services.ledgers import NotNow
from training_site.people.models import User

__all__ = [
    "MayNotVouch",
    "NeededToDecide",
    "NobodyThere",
    "NotAsked",
    "NotNow",
    "NotThatDay",
    "NotYours",
    "WordsMissing",
]

WORDS = 20
"""A reason has so many characters at least."""


class NotYours(Exception):
    """Somebody asks for themself, and takes back what they asked or said themself."""


class NotAsked(Exception):
    """The round asks for no word here, has one already, or its turn comes later."""


class NobodyThere(Exception):
    """Nobody is in the role to this learner. `role` says which."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self.role = role


class MayNotVouch(Exception):
    """Somebody who is not in the role, the learner, or whoever has decided about this round."""


class NeededToDecide(Exception):
    """Without this person nobody could decide about the certificate: somebody else has to give their word."""


class NotThatDay(Exception):
    """Nobody vouches for a day that has not come."""


class WordsMissing(Exception):
    """It is not said in a sentence."""


@transaction.atomic
def ask(*, cycle: Cycle, requirement: str, by: User, now: datetime) -> Attestation:
    """Ask whoever is in the role; asked twice, it is one question. Raises NotYours, NotAsked, NobodyThere."""
    if cycle.learner_id != by.pk:
        raise NotYours
    asked = vouchable(cycle, requirement)
    if asked is None:
        raise NotAsked
    if before := _open(cycle, requirement):
        return before
    today = timezone.localdate(now)
    facts = facts_of([by.pk], today=today)[by.pk]
    if requirement not in statuses.standing_of(cycle, facts, now=now).next_keys:
        raise NotAsked
    people = holders(by.pk, role_of(asked), today=today)
    if not people:
        raise NobodyThere(role_of(asked))
    row = Attestation(
        organisation_id=cycle.organisation_id,
        cycle=cycle,
        learner=by,
        requirement=requirement,
        subject=getattr(asked, "subject", "") or requirement,
        everywhere=bool(getattr(asked, "subject", "")),
        role=role_of(asked),
        version=cycle.version,
        wording=wording_of(asked, cycle.certification.programme_key),
        mark=wording_mark(asked.statement) if isinstance(asked, ManualAttestation) else "",
        asked_of=[person.pk for person in people],
        asked_on=today,
    )
    try:
        with transaction.atomic():
            ledgers.begin(row, event="asked", by=by, now=now)
    except IntegrityError:
        return Attestation.objects.get(cycle=cycle, requirement=requirement, state__in=["asked", "given"])
    telling_requests.of_word(row, people, now=now)
    following.follow(learners=[by.pk], now=now)
    return row


@transaction.atomic
def give(*, attestation: Attestation, acted_on: date, reason: str, by: User, now: datetime) -> Attestation:
    """Vouch for it, as it is worded. Raises MayNotVouch, NeededToDecide, NotThatDay, WordsMissing, NotNow."""
    row = ledgers.lock(attestation)
    _check(row, by, reason, now)
    today = timezone.localdate(now)
    if acted_on > today:
        raise NotThatDay
    said: dict[str, Any] = {"said_on": today, "said_by": by, "acted_on": acted_on, "grounds": reason.strip()}
    return _tell(ledgers.append(row, event="given", by=by, now=now, **said), now)


@transaction.atomic
def decline(*, attestation: Attestation, reason: str, by: User, now: datetime) -> Attestation:
    """Not vouch for it, and say why. Raises MayNotVouch, NeededToDecide, WordsMissing, NotNow."""
    row = ledgers.lock(attestation)
    _check(row, by, reason, now)
    said: dict[str, Any] = {"said_on": timezone.localdate(now), "said_by": by, "grounds": reason.strip()}
    return _tell(ledgers.append(row, event="declined", by=by, now=now, **said), now)


@transaction.atomic
def take_back(*, attestation: Attestation, reason: str, by: User, now: datetime) -> Attestation:
    """No longer stand by what one has said. What was decided on it stays decided. Raises NotYours, WordsMissing, NotNow."""
    row = ledgers.lock(attestation)
    if row.said_by_id != by.pk:
        raise NotYours
    _demand_words(reason)
    return _tell(ledgers.append(row, event="taken_back", by=by, now=now, retraction=reason.strip()), now)


@transaction.atomic
def withdraw(*, attestation: Attestation, by: User, now: datetime) -> Attestation:
    """The learner no longer asks. Raises NotYours, NotNow."""
    if attestation.learner_id != by.pk:
        raise NotYours
    row = ledgers.append(attestation, event="withdrawn", by=by, now=now)
    telling_requests.settle(row, now=now)
    following.follow(learners=[row.learner_id], now=now)
    return row


def may_vouch(person: User, row: Attestation, *, today: date) -> bool:
    """Whether somebody is in the role that is asked, and had no part in deciding about the round."""
    if person.pk == row.learner_id or Vote.objects.filter(by=person, decision__cycle=row.cycle_id).exists():
        return False
    return holds(person, row.learner_id, row.role, today=today)


def is_needed_to_decide(person: User, row: Attestation, *, today: date) -> bool:
    """Whether the rules let people decide, and without this person there would not be enough of them."""
    clause = rules_of(row.cycle.version).decision
    if clause.mode == AUTOMATIC:
        return False
    judges = deciders.judges(row.learner_id, today=today)
    return any(one.pk == person.pk for one in judges) and len(judges) <= clause.quorum


def _check(row: Attestation, by: User, reason: str, now: datetime) -> None:
    today = timezone.localdate(now)
    if not may_vouch(by, row, today=today):
        raise MayNotVouch
    if is_needed_to_decide(by, row, today=today):
        raise NeededToDecide
    _demand_words(reason)


def _tell(row: Attestation, now: datetime) -> Attestation:
    telling_requests.of_answer(row, now=now)
    following.follow(learners=[row.learner_id], now=now)
    return row


def _demand_words(text: str) -> None:
    if len(text.strip()) < WORDS:
        raise WordsMissing


def _open(cycle: Cycle, requirement: str) -> Attestation | None:
    return Attestation.objects.filter(cycle=cycle, requirement=requirement, state__in=["asked", "given"]).first()
