"""More time: a learner asks until when and why, and somebody who certifies decides.

In a renewal the certificate itself holds until then, and the next one is counted from the day it would have ended. What is printed says the
old day, so that another certificate is issued in its place.
"""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.certification.laws.cycles import CERTIFIED, OPEN, WINDOW_OPEN
from assessments.certification.laws.expiry import extended
from assessments.certification.models import Credential, Cycle, Extension
from assessments.certification.selectors.appealed import overruled
from assessments.certification.selectors.powers import may_judge
from assessments.certification.services import issuing, telling_requests
from assessments.certification.services.cycles import dates_of_cycle, last_certified
from assessments.services import ledgers
from assessments.services.ledgers import NotNow
from training_site.people.models import User

__all__ = ["AskedAlready", "MayNotJudge", "NotNow", "NotYours", "NothingDue", "TooEarly", "WordsMissing"]

WORDS = 10
HOLDING = (CERTIFIED, WINDOW_OPEN)
"""What has expired stays expired: then only the day by which the renewal is due moves."""


class NotYours(Exception):
    """Somebody asks for themself, and takes back what is their own."""


class NothingDue(Exception):
    """The round is not at work, or has no day by which it is due."""


class TooEarly(Exception):
    """The day is not later than the one by which it is due already."""


class AskedAlready(Exception):
    """Another day was asked for already, and nobody has decided."""


class WordsMissing(Exception):
    """It is not said in a sentence."""


class MayNotJudge(Exception):
    """Somebody without the power here, who has judged this learner's practice, or whose refusal did not stand on appeal."""


@transaction.atomic
def ask(*, cycle: Cycle, until: date, reason: str, by: User, now: datetime) -> Extension:
    """Ask for more time; sent twice, it is one question. Raises NotYours, NothingDue, TooEarly, WordsMissing, AskedAlready."""
    if cycle.learner_id != by.pk:
        raise NotYours
    cycle = ledgers.lock(cycle)
    if cycle.state not in OPEN or cycle.due_on is None:
        raise NothingDue
    _demand_later(cycle, until, now)
    _demand_words(reason)
    row = Extension(organisation_id=cycle.organisation_id, cycle=cycle, asked_until=until)
    row.reason = reason.strip()
    try:
        with transaction.atomic():
            ledgers.begin(row, event="asked", by=by, now=now)
    except IntegrityError:
        return _asked_before(cycle, until)
    telling_requests.of_request(row, now=now)
    return row


@transaction.atomic
def withdraw(*, extension: Extension, by: User, now: datetime) -> Extension:
    """The learner takes it back. Raises NotYours, NotNow."""
    if extension.cycle.learner_id != by.pk:
        raise NotYours
    row = ledgers.append(extension, event="withdrawn", by=by, now=now)
    telling_requests.settle(row, now=now)
    return row


@transaction.atomic
def grant(*, extension: Extension, until: date, answer: str, by: User, now: datetime) -> Extension:
    """Give more time, until that day or another later one. Raises MayNotJudge, NothingDue, TooEarly, NotNow."""
    _check(extension, by, now)
    cycle = ledgers.lock(extension.cycle)
    if cycle.state not in OPEN or cycle.due_on is None:
        raise NothingDue
    _demand_later(cycle, until, now)
    row = ledgers.append(
        extension, event="granted", by=by, now=now, granted_until=until, answer=answer.strip(), decided_by=by
    )
    cycle.due_on = until
    cycle.save(update_fields=["due_on"])
    _hold_longer(cycle, until, by, now)
    telling_requests.of_answer(row, now=now)
    return row


@transaction.atomic
def refuse(*, extension: Extension, answer: str, by: User, now: datetime) -> Extension:
    """Say no, and why. Raises MayNotJudge, WordsMissing, NotNow."""
    _check(extension, by, now)
    _demand_words(answer)
    row = ledgers.append(extension, event="refused", by=by, now=now, answer=answer.strip(), decided_by=by)
    telling_requests.of_answer(row, now=now)
    return row


@transaction.atomic
def look_again(*, extension: Extension, now: datetime) -> Extension:
    """After an appeal: the same question once more, for somebody else than who refused; one that was asked meanwhile is enough."""
    there = Extension.objects.filter(cycle=extension.cycle_id, state="asked").first()
    if there is not None:
        return there
    row = Extension(organisation_id=extension.organisation_id, cycle=extension.cycle, asked_until=extension.asked_until)
    row.reason = extension.reason
    ledgers.begin(row, event="asked", by=extension.cycle.learner, now=now)
    telling_requests.of_request(row, now=now, but=_overruled(extension.cycle))
    return row


def _hold_longer(renewal: Cycle, until: date, by: User, now: datetime) -> None:
    """A certificate that is being renewed holds until then; what is issued for it says so."""
    before = last_certified(renewal.learner_id, renewal.certification_id)
    dates = dates_of_cycle(before) if before else None
    if before is None or dates is None or before.state not in HOLDING or dates.expires_on is None:
        return
    later = extended(dates, until)
    if later.expires_on == dates.expires_on:
        return
    held = ledgers.lock(before)
    held.expires_on = later.expires_on
    held.save(update_fields=["expires_on"])
    for credential in Credential.objects.filter(cycle=held, superseded_by=None):
        issuing.replace(credential=credential, by=by, now=now)


def _check(extension: Extension, by: User, now: datetime) -> None:
    if not may_judge(by, extension.cycle.learner, today=timezone.localdate(now)):
        raise MayNotJudge
    if by.pk in _overruled(extension.cycle):
        raise MayNotJudge


def _overruled(cycle: Cycle) -> set[int]:
    """Whose refusal in this round did not stand on appeal (one query)."""
    return overruled(Extension.objects.filter(cycle=cycle), judge="decided_by")


def _asked_before(cycle: Cycle, until: date) -> Extension:
    there = Extension.objects.get(cycle=cycle, state="asked")
    if there.asked_until != until:
        raise AskedAlready
    return there


def _demand_later(cycle: Cycle, until: date, now: datetime) -> None:
    if cycle.due_on is None or until <= max(cycle.due_on, timezone.localdate(now)):
        raise TooEarly


def _demand_words(text: str) -> None:
    if len(text.strip()) < WORDS:
        raise WordsMissing
