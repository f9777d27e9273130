"""Evidence that no ledger below knows: declarations that are signed here, and hours of practice that somebody else verifies."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.certification.declarations.reader import Declaration
from assessments.certification.models import Evidence
from assessments.certification.selectors.powers import may_certify
from assessments.certification.services import following, telling_requests
from assessments.mentoring.models import Relationship
from assessments.mentoring.selectors.competency import right_of
from assessments.services import ledgers
from assessments.services.ledgers import NotNow
from training_site.people.models import User

__all__ = [
    "EnteredAlready",
    "MayNotVerify",
    "NotNow",
    "NotYours",
    "TooEarly",
    "enter_hours",
    "sign",
    "verify",
    "withdraw",
]

HOURS = "practice"
MOST_HOURS = 400
"""In one entry: more than a month and a half of full days is a slip of the hand."""
MANAGES = (Relationship.Kind.LINE_MANAGEMENT,)


class NotYours(Exception):
    """Somebody takes back what is their own."""


class TooEarly(Exception):
    """Nothing counts before its day has come."""


class EnteredAlready(Exception):
    """Other hours were entered for the same place up to the same day; they have to be taken back first."""


class MayNotVerify(Exception):
    """Only a line manager of the learner verifies hours, or somebody who certifies where there is none; nobody their own."""


@transaction.atomic
def sign(*, learner: User, declaration: Declaration, now: datetime) -> Evidence:
    """Sign a declaration as it reads; the same version again on one day is one signature."""
    today = timezone.localdate(now)
    mine = Evidence.objects.filter(
        learner=learner,
        kind=Evidence.Kind.DECLARATION,
        subject=declaration.key,
        version=str(declaration.version),
        occurred_on=today,
        state="verified",
    )
    row = Evidence(
        learner=learner,
        kind=Evidence.Kind.DECLARATION,
        subject=declaration.key,
        version=str(declaration.version),
        reference=declaration.digest,
        occurred_on=today,
        source=Evidence.Source.PLATFORM,
        entered_by=learner,
    )
    try:
        with transaction.atomic():
            ledgers.begin(row, event="entered", by=learner, now=now)
    except IntegrityError:
        return mine.get()
    following.follow(learners=[learner.pk], now=now)
    return row


@transaction.atomic
def enter_hours(
    *, learner: User, hours: int, place: str, until: date, now: datetime, organisation_id: int | None = None
) -> Evidence:
    """Hours worked at a place up to a day, to be verified; sent twice, they count once. Raises TooEarly, EnteredAlready."""
    if until > timezone.localdate(now):
        raise TooEarly
    row = Evidence(
        organisation_id=organisation_id,
        learner=learner,
        kind=Evidence.Kind.HOURS,
        subject=HOURS,
        amount=hours,
        reference=place,
        occurred_on=until,
        source=Evidence.Source.PLATFORM,
        entered_by=learner,
    )
    try:
        with transaction.atomic():
            ledgers.begin(row, event="submitted", by=learner, now=now)
    except IntegrityError:
        return _entered_before(row)
    telling_requests.of_hours(row, now=now)
    following.follow(learners=[learner.pk], now=now)
    return row


@transaction.atomic
def withdraw(*, evidence: Evidence, by: User, now: datetime) -> Evidence:
    """The learner takes back hours that nobody has verified yet. Raises NotYours, NotNow."""
    row = ledgers.lock(evidence)
    if row.learner_id != by.pk:
        raise NotYours
    if row.state != "submitted":
        raise NotNow(row.machine.name, row.state, "withdrawn")
    row = ledgers.append(row, event="withdrawn", by=by, now=now)
    telling_requests.settle(row, now=now)
    following.follow(learners=[row.learner_id], now=now)
    return row


@transaction.atomic
def verify(*, evidence: Evidence, by: User, now: datetime) -> Evidence:
    """Say that the hours were worked. Raises MayNotVerify, NotNow."""
    role = verifying_role(by, evidence.learner, today=timezone.localdate(now))
    if not role:
        raise MayNotVerify
    row = ledgers.append(
        evidence,
        event="verified",
        by=by,
        now=now,
        verified_by=by,
        verifier_role=role,
        verified_on=timezone.localdate(now),
    )
    telling_requests.of_answer(row, now=now)
    following.follow(learners=[row.learner_id], now=now)
    return row


@transaction.atomic
def refuse(*, evidence: Evidence, by: User, now: datetime) -> Evidence:
    """Say that they were not. Raises MayNotVerify, NotNow."""
    if not verifying_role(by, evidence.learner, today=timezone.localdate(now)):
        raise MayNotVerify
    row = ledgers.append(evidence, event="refused", by=by, now=now)
    telling_requests.of_answer(row, now=now)
    following.follow(learners=[row.learner_id], now=now)
    return row


def verifying_role(person: User, learner: User, *, today: date) -> str:
    """As what somebody verifies hours of a learner; "" where they may not."""
    if person.pk == learner.pk:
        return ""
    if right_of(person.pk, learner.pk, MANAGES, today=today):
        return "line_manager"
    return "coordinator" if may_certify(person, learner, today=today) else ""


def _entered_before(row: Evidence) -> Evidence:
    there = Evidence.objects.get(
        learner_id=row.learner_id,
        kind=row.kind,
        subject=row.subject,
        reference=row.reference,
        occurred_on=row.occurred_on,
        state__in=["submitted", "verified"],
    )
    if there.amount != row.amount:
        raise EnteredAlready
    return there
