"""A learner appeals within 30 days: somebody who had no part in it looks at it again. Competency framework, 4.2.

Where the appeal is upheld, what was decided is looked at anew by others than before: a round is decided upon again, a claim or a question for
more time waits once more. A suspension is proposed to end, and for what was revoked another certificate is proposed: a second person, who had
no part in it either, confirms that (`restoring`).
"""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.certification.laws.cycles import OPEN
from assessments.certification.models import Appeal, Claim, Cycle, Decision, Extension, Measure
from assessments.certification.selectors.appealed import Appealable, appealable
from assessments.certification.selectors.powers import may_change, may_judge
from assessments.certification.services import (
    deciding,
    extensions,
    following,
    recognition,
    restoring,
    telling,
    telling_requests,
)
from assessments.certification.services.cycles import last_certified
from assessments.services import ledgers
from assessments.services.ledgers import NotNow
from training_site.people.models import User

__all__ = ["AppealedAlready", "MayNotHear", "NotNow", "NotYours", "TooLate", "WordsMissing"]

WORDS = 20


class NotYours(Exception):
    """Only the learner appeals, and only against something that can be appealed against."""


class TooLate(Exception):
    """The 30 days are over."""


class AppealedAlready(Exception):
    """An appeal about it is being heard, or was answered."""


class WordsMissing(Exception):
    """It is not said in a sentence."""


class MayNotHear(Exception):
    """Somebody without the power here, who has judged this learner's practice, or who had a part in what is appealed against."""


@transaction.atomic
def appeal(*, machine: str, about: Appealable, statement: str, by: User, now: datetime) -> Appeal:
    """Ask that it be looked at again; sent twice, it is one appeal. Raises NotYours, TooLate, WordsMissing, AppealedAlready."""
    current = appealable(machine, about.subject)
    if current is None or current.cycle.learner_id != by.pk:
        raise NotYours
    if timezone.localdate(now) > current.until:
        raise TooLate
    if len(statement.strip()) < WORDS:
        raise WordsMissing
    ledgers.lock(current.row)
    before = Appeal.objects.filter(subject=current.subject).exclude(state="withdrawn").first()
    if before is not None:
        return _same(before, statement)
    row = Appeal(
        organisation_id=current.cycle.organisation_id,
        cycle=current.cycle,
        learner=by,
        subject=current.subject,
        subject_machine=current.machine,
    )
    row.statement = statement.strip()
    try:
        with transaction.atomic():
            ledgers.begin(row, event="raised", by=by, now=now)
    except IntegrityError as error:
        raise AppealedAlready from error
    telling_requests.of_request(row, now=now, but=current.judges)
    return row


@transaction.atomic
def withdraw(*, appeal: Appeal, by: User, now: datetime) -> Appeal:
    """The learner takes it back. Raises NotYours, NotNow."""
    if appeal.learner_id != by.pk:
        raise NotYours
    row = ledgers.append(appeal, event="withdrawn", by=by, now=now)
    telling_requests.settle(row, now=now)
    return row


@transaction.atomic
def take_up(*, appeal: Appeal, by: User, now: datetime) -> Appeal:
    """Say that one hears it; from now on nobody else is asked. Raises MayNotHear, NotNow."""
    row = ledgers.lock(appeal)
    if not may_hear(by, row, now=now):
        raise MayNotHear
    row = ledgers.append(row, event="taken_up", by=by, now=now, heard_by=by)
    telling_requests.settle(row, now=now)
    return row


@transaction.atomic
def uphold(*, appeal: Appeal, answer: str, by: User, now: datetime) -> Appeal:
    """The learner is right: it is looked at anew. Raises MayNotHear, WordsMissing, NotNow."""
    row = _answer(appeal, "upheld", answer, by, now)
    about = appealable(row.subject_machine, row.subject)
    if about is not None:
        _look_again(about, by, now)
    return row


@transaction.atomic
def dismiss(*, appeal: Appeal, answer: str, by: User, now: datetime) -> Appeal:
    """It stays as it was decided. Raises MayNotHear, WordsMissing, NotNow."""
    return _answer(appeal, "dismissed", answer, by, now)


def may_hear(person: User, appeal: Appeal, *, now: datetime) -> bool:
    """Whether somebody may hear an appeal: the power, no part in it, and nobody else has taken it up."""
    if appeal.heard_by_id not in (None, person.pk):
        return False
    about, today = appealable(appeal.subject_machine, appeal.subject), timezone.localdate(now)
    if about is not None and (person.pk in about.judges or not _could_undo(person, about, today)):
        return False
    return may_judge(person, appeal.learner, today=today)


def _could_undo(person: User, about: Appealable, today: date) -> bool:
    """What undoes a measure is a measure: whoever hears the appeal proposes it."""
    return not isinstance(about.row, Measure) or may_change(person, about.row.credential.issuer, today=today)


def _same(before: Appeal, statement: str) -> Appeal:
    if before.state == "raised" and before.statement.opened() == statement.strip():
        return before
    raise AppealedAlready


def _answer(appeal: Appeal, event: str, answer: str, by: User, now: datetime) -> Appeal:
    row = ledgers.lock(appeal)
    if not may_hear(by, row, now=now):
        raise MayNotHear
    if len(answer.strip()) < WORDS:
        raise WordsMissing
    row = ledgers.append(row, event=event, by=by, now=now, heard_by=by, answer=answer.strip())
    telling_requests.of_answer(row, now=now)
    return row


def _look_again(about: Appealable, by: User, now: datetime) -> None:
    row = about.row
    if isinstance(row, Claim):
        if about.cycle.state in OPEN:
            recognition.look_again(claim=row, now=now)
    elif isinstance(row, Extension):
        if about.cycle.state in OPEN and about.cycle.due_on is not None and row.asked_until > about.cycle.due_on:
            extensions.look_again(extension=row, now=now)
    elif isinstance(row, Decision):
        _decide_again(about.cycle, by, now)
    else:
        restoring.propose(measure=row, by=by, now=now)


def _decide_again(cycle: Cycle, by: User, now: datetime) -> None:
    """A round that was referred is looked at as it stands; one that failed or waits is decided upon anew, by others."""
    cycle = ledgers.lock(cycle)
    if cycle.state == "referred":
        cycle = ledgers.append(cycle, event="resumed", by=by, now=now)
        following.follow(learners=[cycle.learner_id], now=now, cycles=[cycle])
    elif cycle.state == "deferred":
        telling.of_open_decision(deciding.take_up(cycle=cycle, by=by, now=now), now=now)
    elif cycle.state == "failed" and not _certified_since(cycle):
        _give_way(cycle, by, now)
        telling.of_open_decision(deciding.take_up(cycle=cycle, by=by, now=now), now=now)


def _certified_since(cycle: Cycle) -> bool:
    later = last_certified(cycle.learner_id, cycle.certification_id)
    return later is not None and later.number > cycle.number


def _give_way(cycle: Cycle, by: User, now: datetime) -> None:
    """Somebody who failed and began again goes on in the round that should not have failed."""
    same = Cycle.objects.filter(learner_id=cycle.learner_id, certification_id=cycle.certification_id)
    for other in same.filter(state__in=OPEN):
        deciding.drop(cycle=other, now=now)
        ledgers.append(other, event="superseded", by=by, now=now)
