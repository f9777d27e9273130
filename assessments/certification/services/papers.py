"""Papers and details of a person: the learner says what the paper is, whoever is asked looks at the original and says that they saw it.

Nothing is uploaded (decision 15), and no number of a paper that says who somebody is: what stays is that somebody saw it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.certification.laws.findings import COORDINATOR
from assessments.certification.laws.requirements.evidence_shown import ANYBODY, NO_ONE, EvidenceShown
from assessments.certification.laws.requirements.profile_verified import ProfileVerified
from assessments.certification.models import Cycle, Evidence
from assessments.certification.selectors.offices import holders, holds, roles_towards
from assessments.certification.selectors.papers import PAPERS, enterable, kept_as
from assessments.certification.services import following, telling_requests
from assessments.certification.services.recognition import first_day
from assessments.services import ledgers
from assessments.services.ledgers import NotNow
from training_site.people.models import User

__all__ = ["DoesNotCount", "MayNotVerify", "NotAsked", "NotNow", "NotSeen", "NotYours", "WordsMissing"]

WORDS = 20
"""A reason has so many characters at least."""


class NotYours(Exception):
    """Somebody enters what is their own."""


class NotAsked(Exception):
    """The round is not at work, or asks for no paper here."""


class DoesNotCount(Exception):
    """A paper of that day would not count. `first` is the first day that does."""

    def __init__(self, first: date) -> None:
        super().__init__()
        self.first = first


class MayNotVerify(Exception):
    """Somebody who is not asked, or the learner."""


class NotSeen(Exception):
    """Nobody verifies a paper of which they have not seen the original."""


class WordsMissing(Exception):
    """Whoever sends a paper back says why, in a sentence."""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What a form hands over."""

    title: str
    issuer: str
    dated: date
    reference: str = ""


@transaction.atomic
def enter(*, cycle: Cycle, requirement: str, paper: Paper, by: User, now: datetime) -> Evidence:
    """Say that there is a paper; sent twice, it is one. Raises NotYours, NotAsked, DoesNotCount."""
    if cycle.learner_id != by.pk:
        raise NotYours
    asked = enterable(cycle, requirement)
    if asked is None:
        raise NotAsked
    first = first_day(cycle, asked, now=now)
    if not first <= paper.dated <= timezone.localdate(now):
        raise DoesNotCount(first)
    kind, subject = kept_as(asked)
    row = Evidence(
        organisation_id=cycle.organisation_id,
        learner=by,
        kind=kind,
        subject=subject,
        title=paper.title,
        provider=paper.issuer,
        reference=paper.reference,
        occurred_on=paper.dated,
        source=Evidence.Source.PLATFORM,
        entered_by=by,
        asked_role=asked_role(asked),
    )
    try:
        with transaction.atomic():
            ledgers.begin(row, event="submitted", by=by, now=now)
    except IntegrityError:
        return _entered_before(row)
    telling_requests.of_paper(row, lookers(row, today=timezone.localdate(now)), now=now)
    following.follow(learners=[by.pk], now=now)
    return row


@transaction.atomic
def verify(*, evidence: Evidence, seen: bool, by: User, now: datetime) -> Evidence:
    """Say that the original was seen, and is as entered. Raises MayNotVerify, NotSeen, NotNow."""
    today = timezone.localdate(now)
    role = looking_role(by, evidence, today=today)
    if not role:
        raise MayNotVerify
    if not seen:
        raise NotSeen
    changes: dict[str, Any] = {"verified_by": by, "verifier_role": role, "verified_on": today}
    return _answered(ledgers.append(evidence, event="verified", by=by, now=now, **changes), now)


@transaction.atomic
def send_back(*, evidence: Evidence, reason: str, by: User, now: datetime) -> Evidence:
    """Say why it does not do. Raises MayNotVerify, WordsMissing, NotNow."""
    if not looking_role(by, evidence, today=timezone.localdate(now)):
        raise MayNotVerify
    if len(reason.strip()) < WORDS:
        raise WordsMissing
    return _answered(ledgers.append(evidence, event="refused", by=by, now=now, answer=reason.strip()), now)


def asked_role(requirement: EvidenceShown | ProfileVerified) -> str:
    """Who looks at it: a role, or ANYBODY in any, or NO_ONE."""
    return COORDINATOR if isinstance(requirement, ProfileVerified) else requirement.verified_by


def looking_role(person: User, row: Evidence, *, today: date) -> str:
    """As what somebody looks at a paper; "" where they are not asked."""
    if person.pk == row.learner_id or row.kind not in PAPERS or row.asked_role in ("", NO_ONE):
        return ""
    if row.asked_role == ANYBODY:
        return next(iter(roles_towards(person, row.learner_id, today=today)), "")
    return row.asked_role if holds(person, row.learner_id, row.asked_role, today=today) else ""


def lookers(row: Evidence, *, today: date) -> list[User]:
    """Who is told: those in the role; where anybody may look, the coordinators."""
    if row.asked_role in ("", NO_ONE):
        return []
    return holders(row.learner_id, COORDINATOR if row.asked_role == ANYBODY else row.asked_role, today=today)


def _answered(row: Evidence, now: datetime) -> Evidence:
    telling_requests.of_answer(row, now=now)
    following.follow(learners=[row.learner_id], now=now)
    return row


def _entered_before(row: Evidence) -> Evidence:
    same = ("learner_id", "kind", "subject", "title", "version", "occurred_on", "reference")
    return Evidence.objects.get(**{name: getattr(row, name) for name in same}, state__in=["submitted", "verified"])
